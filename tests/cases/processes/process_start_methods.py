import multiprocessing as mp

print(mp.get_all_start_methods(), mp.get_start_method(allow_none=True))
print(mp.get_start_method(), mp.get_context().get_start_method(), mp.get_context("spawn").get_start_method())
for call in (lambda: mp.set_start_method("spawn"), lambda: mp.get_context("teleport"), lambda: mp.get_context("fork").set_start_method("spawn")):
    try:
        call()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)
mp.set_start_method("spawn", force=True)
print(mp.get_start_method())
mp.set_start_method(None, force=True)
print(mp.get_start_method(allow_none=True))
mp.set_start_method("fork")
print(mp.get_start_method())
fork = mp.get_context("fork")
p = fork.Process(target=print, args=("from the context",))
p.start()
p.join()
print(type(p).__name__, isinstance(p, mp.Process), fork.Queue is not None, fork.cpu_count() == mp.cpu_count())
