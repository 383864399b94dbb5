# exit = 1
import multiprocessing as mp


def reciprocal(n):
    return 1 / n


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.map(reciprocal, [1, 2]))
        print(pool.map(reciprocal, [1, 0]))
