import multiprocessing as mp


def work(queue, value, lock, connection):
    with lock:
        value.value += 1
    queue.put(connection.recv())
    connection.send("answer")


if __name__ == "__main__":
    mp.set_start_method("spawn")
    queue, value, lock = mp.Queue(), mp.Value("i", 41), mp.Lock()
    mine, theirs = mp.Pipe()
    p = mp.Process(target=work, args=(queue, value, lock, theirs))
    p.start()
    mine.send({"question": 1})
    print(queue.get(), mine.recv())
    p.join()
    print(value.value, p.exitcode, type(p).__name__)
