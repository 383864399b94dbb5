import sys
import traceback


def fail():
    raise ValueError("inside")


try:
    fail()
except ValueError as error:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
    print(traceback.format_exception_only(type(error), error))
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value is error, tb.tb_lineno, [f.name for f in traceback.extract_tb(tb)], [f.lineno for f in traceback.extract_tb(tb)])
    traceback.print_exc(file=sys.stdout, limit=0)
    print(len(traceback.format_exception(error)) >= 4)
    traceback.print_exc()
print(sys.exc_info())
