import multiprocessing as mp
import pickle

# They travel to a process when it starts, and in no other way.
for thing in (mp.Queue(), mp.SimpleQueue(), mp.Lock(), mp.RLock(), mp.Value("i"), mp.Array("i", 2), mp.Event(), mp.Barrier(2)):
    try:
        pickle.dumps(thing)
    except RuntimeError as error:
        print(error)
