# exit = 3
# stderr = ["deadlock", "line 15"]
import multiprocessing as mp

ready = mp.Event()


def wait_for_ever():
    ready.wait()


p = mp.Process(target=wait_for_ever)
p.start()
print("joining", flush=True)
p.join()
