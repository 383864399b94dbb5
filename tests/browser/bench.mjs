// Measures, in a real browser, how much two processes gain over one: `node bench.mjs [ROUNDS]` with RACECOURSE_URL set, or
// `cargo xtask bench --web`. The program is the one that is measured on the command line.

import { readFileSync } from "node:fs";

import { launch, open } from "./playground.js";

const ROUNDS = Number(process.argv[2] ?? 5);
const PROGRAM = readFileSync(new URL("../bench/parallel/two_processes.py", import.meta.url), "utf8");

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The program with that argument; it prints how many seconds it took. */
function timed(argument) {
  const source = PROGRAM.replace("sys.argv[1]", `"${argument}"`);
  return `import time\nstarted = time.perf_counter()\n${source}\n    print(time.perf_counter() - started)\n`;
}

const browser = await launch();
const playground = await open(browser);
await playground.engine("live");

async function seconds(argument) {
  await playground.write(timed(argument));
  const phase = await playground.run();
  const output = await playground.output();
  if (phase !== "done" || !(Number(output) > 0)) {
    throw new Error(`the run ended as ${phase}: ${output}`);
  }
  return Number(output);
}

// The browser compiles what runs often once more, and better: that is waited for.
for (let warm = 0; warm < 3; warm += 1) {
  await seconds(2);
}
const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const [one, two] = [await seconds(1), await seconds(2)];
  rounds.push({ one, two });
  console.log(`one process ${one.toFixed(3)} s, two ${two.toFixed(3)} s, ${(one / two).toFixed(2)}x`);
}
const one = median(rounds.map(({ one }) => one));
const two = median(rounds.map(({ two }) => two));
console.log(`medians: one process ${one.toFixed(3)} s, two ${two.toFixed(3)} s, ${(one / two).toFixed(2)}x`);
await browser.close();
