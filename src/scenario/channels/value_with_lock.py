# title_en = "get_lock makes it one step"
# title_zh = "用 get_lock 合成一步"
from multiprocessing import Array, Process, Value


def visit(counter, per_door, door, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1
        per_door[door] += 1         # a cell of its own: no lock is needed


if __name__ == "__main__":
    counter = Value("i", 0)
    per_door = Array("i", 4)
    doors = [Process(target=visit, args=(counter, per_door, n, 500)) for n in range(4)]
    for d in doors:
        d.start()
    for d in doors:
        d.join()
    print("visitors counted:", counter.value)
    print("at each door:", per_door[:], "together", sum(per_door))
