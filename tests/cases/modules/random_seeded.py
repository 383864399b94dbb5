import random

random.seed(42)
print(random.random(), random.random(), random.uniform(1, 10))
print([random.randint(1, 6) for _ in range(10)], random.randrange(100), random.randrange(0, 100, 7))
print(random.choice("abcdef"), [random.choice([10, 20, 30]) for _ in range(5)])
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.sample("abcdef", 3))
print(random.choices("xyz", k=6), random.choices([1, 2], weights=[9, 1], k=8))
print(random.getrandbits(8), random.getrandbits(70), random.gauss(0, 1), random.normalvariate(5, 2))
print(random.expovariate(1.5), random.triangular(0, 10, 3), random.betavariate(2, 3))
rng = random.Random(7)
print(rng.random(), rng.randint(0, 10 ** 20), rng.choice((1, 2, 3)))
state = rng.getstate()
first = [rng.random() for _ in range(3)]
rng.setstate(state)
print(first == [rng.random() for _ in range(3)])
random.seed("a text seed")
print(random.random(), random.randbytes(3))
random.seed(2 ** 70)
print(random.random())
random.seed(1.5)
print(random.randint(1, 1000))
a, b = random.Random(3), random.Random(3)
print(a.random() == b.random(), 0 <= random.Random().random() < 1)
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0)):
    try:
        bad()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
