# stderr = ["line 6, in <module>", "An attempt has been made to start a new process before the", "bootstrapping phase"]
import multiprocessing as mp

mp.set_start_method("spawn", force=True)
p = mp.Process(target=print, args=("never printed",))
p.start()
p.join()
print("exit code", p.exitcode)
