import threading

gate = threading.Event()
ready = threading.Barrier(4)


def wait_for_gate():
    ready.wait()
    gate.wait()


threads = [threading.Thread(target=wait_for_gate, name=f"t{i}") for i in range(3)]
print(threading.active_count())
for t in threads:
    t.start()
ready.wait()
print(threading.active_count(), sorted(t.name for t in threading.enumerate()))
print(len({t.ident for t in threads}), threading.get_ident() == threading.main_thread().ident)
gate.set()
for t in threads:
    t.join()
print(threading.active_count(), threading.get_native_id() > 0)
