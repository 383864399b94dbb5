import multiprocessing as mp

s = mp.Semaphore(2)
print(s, s.get_value(), s.acquire(), s.acquire(block=False), s.acquire(block=False), s.acquire(timeout=0.02), s.get_value())
print(s.release(), s.get_value(), s.release(), s.release(), s.get_value(), s)
with s:
    print(s.get_value())
b = mp.BoundedSemaphore(1)
print(b, b.get_value())
b.acquire()
b.release()
try:
    b.release()
except ValueError as error:
    print(error)
print(b.get_value(), mp.Semaphore().get_value(), mp.Semaphore(0).acquire(timeout=0.01))
try:
    mp.Semaphore(-1)
except (ValueError, OSError) as error:
    print(type(error).__name__, error)


def work():
    s.release()


p = mp.Process(target=work)
before = s.get_value()
p.start()
p.join()
print(s.get_value() - before)
