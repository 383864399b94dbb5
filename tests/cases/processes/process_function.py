import multiprocessing
import os


def work(a, b=2, *, c=3):
    print("child", a, b, c, os.getppid() == parent, multiprocessing.current_process().name)
    return "is thrown away"


parent = os.getpid()
p = multiprocessing.Process(target=work, args=(1,), kwargs={"c": 30})
p.start()
p.join()
print("parent", p.exitcode, p.pid != parent, multiprocessing.current_process().name)
from multiprocessing import Process

q = Process(target=print, args=("printed by", "a child"))
q.start()
q.join()
print(q.exitcode, Process is multiprocessing.Process)
r = Process()
r.start()
r.join()
print(r.exitcode)
