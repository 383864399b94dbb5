import heapq
import itertools
import random


class Simulation:
    def __init__(self):
        self.now, self.events, self.counter = 0.0, [], itertools.count()

    def at(self, delay, action, *args):
        heapq.heappush(self.events, (self.now + delay, next(self.counter), action, args))

    def run(self):
        while self.events:
            self.now, _, action, args = heapq.heappop(self.events)
            action(*args)


class Bank:
    def __init__(self, sim, clerks):
        self.sim, self.free, self.line, self.waits = sim, clerks, [], []

    def arrive(self, name):
        self.line.append((name, self.sim.now))
        self.serve()

    def serve(self):
        while self.free and self.line:
            name, since = self.line.pop(0)
            self.free -= 1
            self.waits.append(self.sim.now - since)
            self.sim.at(rng.uniform(2, 6), self.leave, name)

    def leave(self, name):
        self.free += 1
        print(f"{self.sim.now:7.3f} {name} leaves, {len(self.line)} in line")
        self.serve()


rng = random.Random(2024)
sim = Simulation()
bank = Bank(sim, 2)
arrival = 0.0
for n in range(8):
    arrival += rng.expovariate(1.0)
    sim.at(arrival, bank.arrive, f"c{n}")
sim.run()
print(f"mean wait {sum(bank.waits) / len(bank.waits):.4f}, longest {max(bank.waits):.4f}")
