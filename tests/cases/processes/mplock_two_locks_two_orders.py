# exit = 3
# stderr = ["deadlock"]
import multiprocessing as mp


def work(first, second, met):
    with first:
        met.wait()
        with second:
            print("never printed")


a, b, met = mp.Lock(), mp.Lock(), mp.Barrier(2)
one = mp.Process(target=work, args=(a, b, met), name="one")
two = mp.Process(target=work, args=(b, a, met), name="two")
one.start()
two.start()
print("each holds what the other wants", flush=True)
one.join()
two.join()
