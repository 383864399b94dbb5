# stderr = ["Traceback", "Can't pickle", "<lambda>"]
import multiprocessing as mp

q = mp.Queue()
q.put(lambda: 1)
q.put("the next item")
print(q.get())
