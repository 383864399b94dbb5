// Measures, in a real browser, how much two processes gain over one: `node bench.mjs [ROUNDS]` with RACECOURSE_URL set, or
// `cargo xtask bench --web`. One process does the work twice; then two processes do it once each, at the same time.

import { launch, open } from "./playground.js";

const ROUNDS = Number(process.argv[2] ?? 5);
const PROGRAM = `
import os
import time
from multiprocessing import Process


def work():
    n, total = 20_000_000, 0
    while n > 0:
        n -= 1
        total += n & 3


def twice():
    work()
    work()


def measure(processes):
    started = time.perf_counter()
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    return time.perf_counter() - started


if __name__ == "__main__":
    one = measure([Process(target=twice)])
    two = measure([Process(target=work), Process(target=work)])
    print(os.cpu_count(), one, two)
`;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await launch();
const playground = await open(browser);
await playground.engine("live");
await playground.write(PROGRAM);
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const phase = await playground.run();
  const [processors, one, two] = (await playground.output()).split(" ").map(Number);
  if (phase !== "done" || !(two > 0)) {
    throw new Error(`the run ended as ${phase}: ${await playground.output()}`);
  }
  rounds.push({ processors, one, two });
  console.log(`${processors} processors: one process ${one.toFixed(3)} s, two ${two.toFixed(3)} s, ${(one / two).toFixed(2)}x`);
}
console.log(
  `median: one process ${median(rounds.map(({ one }) => one)).toFixed(3)} s, ` +
    `two ${median(rounds.map(({ two }) => two)).toFixed(3)} s, ${median(rounds.map(({ one, two }) => one / two)).toFixed(2)}x`,
);
await browser.close();
