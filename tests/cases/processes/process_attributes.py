import multiprocessing as mp
import os


def shown(process):
    text = repr(process).replace(f"parent={os.getpid()}", "parent=ME")
    return text.replace(f"pid={process.pid}", "pid=CHILD")


gate = mp.Event()
p = mp.Process(target=gate.wait)
print(p.name, p.pid, p.ident, p.exitcode, p.daemon, p.is_alive(), shown(p))
p.name = "waiter"
p.start()
print(p.name, p.pid == p.ident, p.pid > 0, p.exitcode, p.is_alive(), shown(p))
gate.set()
p.join()
print(p.exitcode, p.is_alive(), shown(p), isinstance(p.authkey, bytes))
q = mp.Process(name="named", daemon=True)
print(q.name, q.daemon, shown(q))
try:
    p.name = 5
except AssertionError as error:
    print("AssertionError", error)
main = mp.current_process()
print(main.name, main.exitcode, main.daemon, main.is_alive(), main.pid == os.getpid(), mp.parent_process(), repr(main))
