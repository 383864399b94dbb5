import multiprocessing as mp


def wait_for_it(go, done):
    done.value = go.wait()


e = mp.Event()
print(e.is_set(), e.wait(0.02), e.set(), e.is_set(), e.wait(), e.wait(1), e.clear(), e.is_set(), e.wait(timeout=0))
done = [mp.Value("b", 0) for _ in range(3)]
waiters = [mp.Process(target=wait_for_it, args=(e, d)) for d in done]
for w in waiters:
    w.start()
e.set()
for w in waiters:
    w.join()
print([d.value for d in done], type(e).__name__)
p = mp.Process(target=e.clear)
p.start()
p.join()
print(e.is_set())
