# title_en = "Globals are not shared"
# title_zh = "全局变量不共享"
import multiprocessing
import threading

basket = []


def add(fruit):
    basket.append(fruit)
    print(f"  inside: {basket}")


if __name__ == "__main__":
    print("in threads:")
    for fruit in ("apple", "pear"):
        t = threading.Thread(target=add, args=(fruit,))
        t.start()
        t.join()
    print("the basket:", basket)

    print("in processes:")
    for fruit in ("plum", "fig"):
        p = multiprocessing.Process(target=add, args=(fruit,))
        p.start()
        p.join()
    print("the basket:", basket)
