import multiprocessing as mp


def work(other):
    for call in (other.join, other.is_alive, lambda: other.exitcode):
        try:
            print(call())
        except AssertionError as error:
            print("AssertionError", error)


gate = mp.Event()
first = mp.Process(target=gate.wait)
first.start()
second = mp.Process(target=work, args=(first,))
second.start()
second.join()
gate.set()
first.join()
print(second.exitcode, first.exitcode)
