# stdout = "terminal"
import multiprocessing as mp


def work():
    print("child, without an end", end=" ")


print("before start", end=" ")
p = mp.Process(target=work)
p.start()
p.join()
print("after join", p.exitcode)
