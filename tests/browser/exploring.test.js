// Exploring in the page: what is found, what is said while it searches, and that it agrees with the command line tool.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { changedServer, launch, open, plainServer } from "./playground.js";
import { EMBRACE } from "./samples.js";

const BINARY = process.env.RACECOURSE_BIN;

const LOST_UPDATE = `import threading
total = 0
def add():
    global total
    total += 1
threads = [threading.Thread(target=add) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(total)
`;

/** So many interleavings that no search sees the end of them. */
const ENDLESS_SEARCH = `import threading
def work(n):
    for i in range(6):
        print(n)
threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
for t in threads: t.start()
for t in threads: t.join()
`;

const NEVER_ENDS = `import threading
ready = False
def wait():
    while not ready:
        pass
t = threading.Thread(target=wait)
t.start()
t.join()
`;

const SLEEPS_ON = "import time\ndone = False\nwhile not done:\n    time.sleep(1)\n";

const LOOP = "while True:\n    pass\n";

const ASKS = "name = input('Name? ')\nprint('hello', name)\n";

const MANY = LOST_UPDATE.replace("range(2)", "range(50)");

const QUEUE = `import queue, threading
q = queue.Queue()
def take():
    print('got', q.get())
threads = [threading.Thread(target=take) for _ in range(2)]
for t in threads: t.start()
for n in (1, 2): q.put(n)
for t in threads: t.join()
`;

const THREE_COUNTERS = `import threading
counter = 0
def work():
    global counter
    for _ in range(2):
        counter += 1
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
`;

const FAILS = LOST_UPDATE.replace("print(total)", "assert total == 2, total");

let browser;
let playground;

before(async () => {
  browser = await launch();
  playground = await open(browser);
});

after(() => browser.close());

beforeEach(() => playground.cancel());

test("a lost update: both results, the race with its lines, and a proof that this is all", async () => {
  await playground.write(LOST_UPDATE);
  assert.equal(await playground.explore(), "ok");
  const outcomes = await playground.outcomes();
  assert.deepEqual(outcomes.map(({ kind, text }) => `${kind} ${text}`).sort(), ["ok 1", "ok 2"]);
  assert.ok(outcomes.every(({ traces }) => traces > 0));
  assert.ok(outcomes.find(({ text }) => text === "1").preemptions > 0, "without a preemption nothing is lost");
  const { page } = playground;
  assert.equal(await page.getAttribute(".card.race", "data-variable"), "total");
  assert.match(await page.textContent(".verdict"), /2 different results/);
  await page.click(".card.race .place >> nth=0");
  await playground.settled();
  assert.equal(await playground.cursorLine(), 5);
});

test("an exception comes first, and the verdict is a failure", async () => {
  await playground.write(FAILS);
  assert.equal(await playground.explore(), "failure");
  const [worst, ...others] = await playground.outcomes();
  assert.deepEqual([worst.kind, others.map(({ kind }) => kind)], ["exception", ["ok"]]);
  assert.match(worst.error, /AssertionError/);
});

test("two locks in two orders: the deadlock, and its schedule leads into it", async () => {
  await playground.write(EMBRACE);
  assert.equal(await playground.explore(), "deadlock");
  const [worst] = await playground.outcomes();
  assert.equal(worst.kind, "deadlock");
  await playground.page.click(".outcome >> nth=0");
  await playground.page.waitForSelector('.step[data-phase="deadlock"]');
  assert.equal(await playground.page.locator(".step .card.deadlock .in-cycle").count(), 2);
});

test("a long search shows how far it is, can be cancelled, and then says that it did not see everything", async () => {
  await playground.write(ENDLESS_SEARCH);
  await playground.page.click(".toolbar .explore-it");
  await playground.page.waitForSelector('.explore[data-phase="searching"]');
  const executions = async () => Number((await playground.page.textContent(".executions")).replace(/\D/g, ""));
  await playground.page.waitForFunction(() => document.querySelectorAll(".outcomes tbody tr").length > 0);
  const first = await executions();
  await playground.page.waitForFunction(
    (first) => Number(document.querySelector(".executions").textContent.replace(/\D/g, "")) > first,
    first,
  );
  await playground.page.click(".explore .cancel");
  await playground.explored();
  assert.equal(await playground.page.getAttribute(".explore", "data-phase"), "incomplete");
  assert.match(await playground.page.textContent(".verdict"), /stopped/);
  assert.ok((await playground.outcomes()).length > 0, "what was found is kept");
  // The next exploration is as good as the first.
  await playground.write(LOST_UPDATE);
  assert.equal(await playground.explore(), "ok");
});

test("a program runs while another search goes on", async () => {
  await playground.write(ENDLESS_SEARCH);
  await playground.page.click(".toolbar .explore-it");
  await playground.page.waitForSelector('.explore[data-phase="searching"]');
  await playground.write("print('meanwhile')");
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["meanwhile"]);
  await playground.page.click('.face[data-face="explore"]');
  assert.equal(await playground.page.getAttribute(".explore", "data-phase"), "searching");
  await playground.page.waitForSelector(".explore .stale");
  await playground.cancel();
});

test("waiting in a loop, without end, is no hang: the search ends and says that no execution does", async () => {
  const { page } = playground;
  await playground.write(NEVER_ENDS);
  assert.equal(await playground.explore(), "incomplete");
  assert.equal(await page.locator(".outcomes").count(), 0, "there is no result, and no table without rows");
  const kinds = await page.$$eval(".card.finding", (all) => all.map(({ dataset }) => dataset.kind).sort());
  assert.deepEqual(kinds, ["busy-waiting", "may-not-end"]);
  assert.equal(await page.textContent(".explore .state"), "No execution ends");
  const verdict = await page.textContent(".verdict");
  assert.match(verdict, /never ends.*Everything that can happen was seen/);
  assert.doesNotMatch(verdict, /Not everything|no proof/);
});

test("sleeping on and on has no result either", async () => {
  await playground.write(SLEEPS_ON);
  assert.equal(await playground.explore(), "incomplete");
  assert.equal(await playground.page.locator(".outcomes").count(), 0);
  assert.match(await playground.page.textContent(".verdict"), /never ends.*Everything that can happen was seen/);
  await playground.page.waitForSelector('.card.finding[data-kind="may-not-end"]');
});

test("a loop of one thread without end ends the search by itself", async () => {
  await playground.write(LOOP);
  assert.equal(await playground.explore(), "incomplete");
  assert.match(await playground.page.textContent(".verdict"), /runs on and on/);
});

test("input() finds the end of the input, and the page says so", async () => {
  await playground.write(ASKS);
  assert.equal(await playground.explore(), "failure");
  assert.match((await playground.outcomes())[0].error, /EOFError/);
  await playground.page.waitForSelector(".explore .found >> text=Nobody answers input()");
});

test("fifty threads are searched until somebody cancels", async () => {
  await playground.write(MANY);
  await playground.page.click(".toolbar .explore-it");
  await playground.page.waitForFunction(() => document.querySelectorAll(".outcomes tbody tr").length > 1);
  await playground.cancel();
  assert.equal(await playground.page.getAttribute(".explore", "data-phase"), "incomplete");
});

test("a program with an error in its text is not explored", async () => {
  await playground.write("print('x'\n");
  assert.equal(await playground.explore(), "rejected");
  await playground.page.waitForSelector(".explore .card.rejected");
});

test("results belong to the text that was explored", async () => {
  await playground.write(LOST_UPDATE);
  await playground.explore();
  await playground.page.evaluate(() => document.querySelector("code-editor").replace("print('another')\n"));
  await playground.page.waitForSelector(".explore .stale");
  assert.ok(await playground.page.isDisabled(".outcome >> nth=0"));
  await playground.page.evaluate((text) => document.querySelector("code-editor").replace(text), LOST_UPDATE);
  await playground.page.waitForSelector(".explore .stale", { state: "detached" });
});

test("all of it in Chinese", async () => {
  const chinese = await open(browser, { locale: "zh-CN" });
  await chinese.write(EMBRACE);
  assert.equal(await chinese.explore(), "deadlock");
  const text = await chinese.page.textContent(".explore");
  for (const wanted of ["可能死锁", "可能发生的情形", "以两种次序取得锁", "抢占"]) {
    assert.ok(text.includes(wanted), `${wanted}: ${text}`);
  }
  await chinese.page.click(".outcome >> nth=0");
  await chinese.page.waitForSelector('.step[data-phase="deadlock"]');
  assert.match(await chinese.page.textContent(".step"), /等待锁 '[ab]'/);
  await chinese.write(SLEEPS_ON);
  assert.equal(await chinese.explore(), "incomplete");
  const endless = await chinese.page.textContent(".explore");
  for (const wanted of ["没有一次执行会结束", "它永远不会结束", "可能永远不结束", "可能永远循环下去"]) {
    assert.ok(endless.includes(wanted), `${wanted}: ${endless}`);
  }
  chinese.assertNoComplaints();
  await chinese.close();
});

test("where nothing isolates the page, it explores, cancels and steps all the same", async () => {
  const server = await plainServer("/");
  const context = await browser.newContext({ serviceWorkers: "block" });
  const alone = await open(context, { address: server.address });
  assert.equal(await alone.page.evaluate(() => crossOriginIsolated), false);
  await alone.write(LOST_UPDATE);
  assert.equal(await alone.explore(), "ok");
  assert.equal(await explorers(alone), 1);
  await alone.page.click(".outcome >> nth=0");
  await alone.page.waitForSelector('.step[data-phase="done"]');
  await alone.write(ENDLESS_SEARCH);
  await alone.page.click(".toolbar .explore-it");
  await alone.page.waitForFunction(() => document.querySelectorAll(".outcomes tbody tr").length > 0);
  await alone.cancel();
  assert.equal(await alone.page.getAttribute(".explore", "data-phase"), "incomplete");
  await context.close();
  server.close();
});

test("several explorers share the work, one for each processor, and find what one finds", async () => {
  const { page } = playground;
  await playground.write(LOST_UPDATE);
  assert.equal(await playground.explore(), "ok");
  const processors = await page.evaluate(() => navigator.hardwareConcurrency);
  assert.equal(await explorers(playground), Math.min(processors, 8));
  const outcomesOf = ({ outcomes }) => outcomes.map(({ kind, stdout, error, traces }) => [kind, stdout, error, traces]).sort();
  for (const source of [THREE_COUNTERS, FAILS, EMBRACE, QUEUE]) {
    const alone = await page.evaluate(reportOf, { source, jobs: 1 });
    for (const jobs of [2, 8]) {
      const shared = await page.evaluate(reportOf, { source, jobs });
      assert.equal(shared.complete, true);
      assert.equal(shared.traces, alone.traces);
      assert.deepEqual(outcomesOf(shared), outcomesOf(alone));
      const racesOf = ({ races }) => races.map(({ variable, uses }) => ({ variable, uses }));
      assert.deepEqual([racesOf(shared), shared.verdict], [racesOf(alone), alone.verdict]);
    }
  }
  playground.assertNoComplaints();
});

test("one search after another, the first of them cancelled, with several explorers", async () => {
  for (const _ of [1, 2, 3]) {
    await playground.write(ENDLESS_SEARCH);
    await playground.page.click(".toolbar .explore-it");
    await playground.page.waitForFunction(() => document.querySelectorAll(".outcomes tbody tr").length > 0);
    await playground.cancel();
    assert.equal(await playground.page.getAttribute(".explore", "data-phase"), "incomplete");
    await playground.write(THREE_COUNTERS);
    assert.equal(await playground.explore(), "ok");
    assert.deepEqual((await playground.outcomes()).map(({ text }) => text).sort(), ["2", "3", "4", "5", "6"]);
  }
});

test("the limits of time and memory end a search that several share", async () => {
  const { page } = playground;
  const late = await page.evaluate(reportOf, { source: ENDLESS_SEARCH, seconds: 2 });
  assert.deepEqual([late.verdict, late.complete], ["incomplete", false]);
  assert.match(late.reason, /limit of 2 s/);
  assert.ok(late.seconds < 4, `${late.seconds}`);
  // Half of a small memory is soon full of outcomes. The rest has to do for the report, wherever in its work each explorer is.
  for (const pages of [1500, 2400, 2400, 4096]) {
    const full = await page.evaluate(reportOf, { source: ENDLESS_SEARCH, seconds: 100, pages });
    assert.match(full.reason, /limit of memory/);
    assert.equal(full.outcomes.length, 200);
    assert.ok(full.executions > 200);
  }
  // What is on the way to one end of a program with large objects can be too much.
  const large = LOST_UPDATE.replace("total += 1", "big = [0] * 1_500_000; total += 1; big.append(1)");
  for (const jobs of [1, 8]) {
    const { complete, reason } = await page.evaluate(reportOf, { source: large, jobs, pages: 2400 });
    assert.deepEqual([complete, reason], [false, "the limit of memory was reached"]);
  }
});

test("an explorer without memory for the next thing that it needs says so", async () => {
  const starved = { source: ENDLESS_SEARCH, jobs: 1, pages: 1200, promised: 16384 };
  await assert.rejects(playground.page.evaluate(reportOf, starved), /"panic".*out of memory/);
});

test("of very many outcomes the table shows some, and how many there are beside", async () => {
  await playground.write(ENDLESS_SEARCH);
  await playground.page.click(".toolbar .explore-it");
  await playground.page.waitForFunction(() => document.querySelectorAll(".outcomes tbody tr").length === 200);
  await playground.cancel();
  const all = Number((await playground.page.textContent(".outcomes-found")).replace(/\s/g, ""));
  assert.ok(all > 200);
  const shown = (await playground.outcomes()).map(({ text }) => text);
  assert.match(shown[0], /^\d( ↵ \d){35}$/);
  assert.equal(new Set(shown).size, 200, "each can be told from the others");
  assert.equal(await playground.page.textContent(".outcomes + .hint"), `${all - 200} more outcomes are not shown.`);
  playground.assertNoComplaints();
});

test("a helper that fails is heard though the explorer is deaf, and the next search is as good as any", async (t) => {
  // In place of helping, which the explorer waits for.
  let fails = true;
  const server = await changedServer((path, text) => {
    return fails && /worker\.js$/.test(path) ? text.replace("engine.helper_main(port)", "fail(Error('the test says so'))") : text;
  });
  const failing = await open(browser, { address: server.address });
  const { page } = failing;
  if ((await page.evaluate(() => navigator.hardwareConcurrency)) < 2) {
    t.skip("there are no helpers on one processor");
  } else {
    await failing.write(THREE_COUNTERS);
    assert.equal(await failing.explore(), "broken");
    assert.match(await page.textContent(".explore .card.broken"), /the test says so/);
    fails = false;
    assert.equal(await failing.explore(), "ok");
    assert.ok((await explorers(failing)) > 1);
  }
  await failing.close();
  server.close();
});

test("where helpers cannot be started, the explorer works alone", async () => {
  const server = await changedServer((path, text) => {
    return /helpers\.js$/.test(path) ? text.replace('"./worker.js"', '"./none.js"') : text;
  });
  const alone = await open(browser, { address: server.address });
  await alone.write(LOST_UPDATE);
  assert.equal(await alone.explore(), "ok");
  assert.equal(await explorers(alone), 1);
  await alone.close();
  server.close();
});

test("the report is the command line tool's", { skip: !BINARY || !existsSync(BINARY) }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "racecourse-"));
  const programs = { LOST_UPDATE, FAILS, EMBRACE, LOOP, QUEUE, ASKS };
  for (const scenario of ["lost-wakeup", "ordered-locks", "starting-gun", "fork-twice", "producer-consumer"]) {
    await playground.choose(`scenario-${scenario}`);
    programs[scenario] = await playground.text();
  }
  for (const [name, source] of Object.entries(programs)) {
    await t.test(name, async () => {
      writeFileSync(join(folder, "main.py"), source);
      const args = ["explore", "--json", "--jobs", "1", "--time-limit", "600", "main.py"];
      const native = spawnSync(BINARY, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
      const wanted = JSON.parse(native.stdout);
      // Which of several schedules stands for an outcome depends on who comes first where several share the work.
      const found = await playground.page.evaluate(reportOf, { source, jobs: 1 });
      assert.equal(typeof found.seconds, "number");
      assert.deepEqual({ ...found, seconds: 0 }, { ...wanted, seconds: 0 });
      assert.ok(found.outcomes.length > 0);
    });
  }
  rmSync(folder, { recursive: true });
});

/** How many workers share the page's searches. */
async function explorers({ page }) {
  return Number(await page.getAttribute(".explore", "data-explorers"));
}

/**
 * In the page: what its explorer says of a program, through a worker as the page starts it. With `pages` its memory is no
 * larger than that; it believes that it has as many as `promised`.
 */
async function reportOf({ source, jobs = null, seconds = 600, pages = 0, promised = pages }) {
  const { assets } = document.documentElement.dataset;
  const module = await WebAssembly.compileStreaming(fetch(new URL("engine_bg.wasm", assets)));
  const worker = new Worker(new URL("worker.js", assets), { type: "module" });
  const done = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "done") {
        resolve(message.report);
      } else if (message.type === "panic" || message.type === "rejected") {
        reject(new Error(data));
      }
    };
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  const own = pages > 0 ? { memory: new WebAssembly.Memory({ initial: 256, maximum: pages, shared: true }), maximum: promised } : {};
  worker.postMessage({ role: "explorer", module, ...own });
  const request = { exploration: 1, source, filename: "main.py", seed: 0, seconds, jobs };
  worker.postMessage(JSON.stringify({ type: "explore", ...request }));
  const report = await done;
  worker.terminate();
  return report;
}
