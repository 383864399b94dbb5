// Stepping in the page: forward and back, with the thread one chooses, along a schedule, and what is to be seen on the way.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./playground.js";
import { EMBRACE } from "./samples.js";

const LOST_UPDATE = `import threading
total = 0
def add(n):
    global total
    total += n
threads = [threading.Thread(target=add, args=(5,), name=f'T{n}') for n in (1, 2)]
for t in threads: t.start()
for t in threads: t.join()
print(total)
`;

let browser;
let playground;

before(async () => {
  browser = await launch();
  playground = await open(browser);
});

after(() => browser.close());

const last = () => playground.page.textContent(".step .last");
/** One step of the chosen thread. */
async function advance() {
  const { step } = await playground.stepper();
  await playground.page.click(".step .one-step");
  await playground.stepped(step + 1);
}

const output = () => playground.page.textContent(".step .panel.output");

test("an outcome is stepped: to the deadlock, back, forward again, and another way out of it", async () => {
  const { page } = playground;
  await playground.write(EMBRACE);
  assert.equal(await playground.explore(), "deadlock");
  await page.click(".outcome >> nth=0");
  await page.waitForSelector('.step[data-phase="deadlock"]');
  const { step: end } = await playground.stepper();
  assert.ok(end > 3);
  assert.match(await page.textContent(".step .card.deadlock"), /one.*waits for lock 'b'|other.*waits for lock 'a'/);
  assert.deepEqual(await page.$$eval(".step-thread.waits", (all) => all.map(({ dataset }) => dataset.thread).sort()), [
    "MainThread",
    "one",
    "other",
  ]);
  for (const at of [end - 1, end - 2, end - 3]) {
    await page.click(".step .back");
    await playground.stepped(at);
    assert.equal(await page.locator(".step .card.deadlock").count(), 0);
  }
  for (const at of [end - 2, end - 1, end]) {
    await page.click(".step .forward");
    await playground.stepped(at);
  }
  assert.equal((await playground.stepper()).phase, "deadlock");
  // From the start with one thread after the other nobody waits for ever.
  await page.click(".step .to-start");
  await playground.stepped(0);
  assert.equal(await last(), "At the start.");
  await page.click(".step .one-line");
  await page.waitForSelector('.step:not([data-step="0"])');
  while ((await playground.stepper()).phase === "on") {
    const threads = await page.$$eval(".step-thread:not(.waits)", (all) => all.map(({ dataset }) => dataset.thread));
    const name = ["one", "other", "MainThread"].find((name) => threads.includes(name));
    await page.check(`.step-thread[data-thread="${name}"] input`);
    await advance();
  }
  assert.equal((await playground.stepper()).phase, "done");
  assert.match(await output(), /one\nother/);
  playground.assertNoComplaints();
});

test("a step tells what a thread did, and the editor shows where each thread is", async () => {
  const { page } = playground;
  await playground.write(LOST_UPDATE);
  await page.click(".toolbar .step-it");
  await playground.stepped(0);
  const said = [];
  for (;;) {
    const threads = await page.$$eval(".step-thread", (all) => all.map(({ dataset }) => dataset.thread));
    if (threads.includes("T1") && threads.includes("T2")) {
      break;
    }
    await advance();
  }
  assert.ok((await page.locator(".cm-places .number").count()) >= 3, "a badge for each thread");
  for (const name of ["T1", "T2", "T1", "T2"]) {
    for (;;) {
      await page.check(`.step-thread[data-thread="${name}"] input`);
      await advance();
      said.push(await last());
      if (/reads total/.test(said.at(-1))) {
        assert.match(await page.textContent(".step .variables"), /add.*n.*5/);
        assert.match(await page.textContent(".cm-line.place-line"), /total \+= n/);
      }
      if (/total/.test(said.at(-1))) {
        break;
      }
    }
  }
  assert.deepEqual(
    said.filter((words) => /total/.test(words)).map((words) => words.match(/T\d (\w+ total: \d+)/)?.[1]),
    ["reads total: 0", "reads total: 0", "writes total: 5", "writes total: 5"],
  );
  await page.click(".step .run-on");
  await page.waitForSelector('.step[data-phase="done"]');
  assert.match(await output(), /5/);
  playground.assertNoComplaints();
});

test("keys step, and the slider goes anywhere", async () => {
  const { page } = playground;
  await playground.write(LOST_UPDATE);
  await page.focus(".cm-content");
  await page.keyboard.press("Alt+Enter");
  await playground.stepped(0);
  await page.focus(".step");
  await page.keyboard.press("ArrowRight");
  await playground.stepped(1);
  await page.keyboard.press("ArrowRight");
  await playground.stepped(2);
  await page.keyboard.press("ArrowLeft");
  await playground.stepped(1);
  await page.keyboard.press("r");
  await playground.stepped(2);
  await page.keyboard.press("r");
  await page.waitForSelector('.step[data-phase="done"]');
  const { known } = await playground.stepper();
  await page.keyboard.press("Home");
  await playground.stepped(0);
  await page.keyboard.press("PageDown");
  await playground.stepped(Math.min(20, known));
  await page.keyboard.press("End");
  await playground.stepped(known);
  for (const step of [3, known - 1, 0, 5]) {
    await page.fill(".scrubber", String(step));
    await playground.stepped(step);
  }
  assert.equal(await page.getAttribute(".scrubber", "max"), String(known));
});

test("a schedule is copied and leads to the same step; a wrong one says what is wrong", async () => {
  const { page } = playground;
  await playground.write(LOST_UPDATE);
  await page.click(".toolbar .step-it");
  await playground.stepped(0);
  await page.click(".step .run-on");
  await page.waitForSelector('.step[data-phase="done"]');
  await page.fill(".scrubber", "9");
  await playground.stepped(9);
  const token = await page.inputValue(".token");
  const words = await last();
  await page.click(".step .to-start");
  await playground.stepped(0);
  await follow(token);
  await playground.stepped(9);
  assert.equal(await last(), words);
  assert.equal(await page.locator(".trouble").count(), 0);
  for (const [wrong, said] of [
    ["hello", /no schedule/],
    ["rc9-00000000-m1", /format rc9/],
    ["rc1-00000000-0y3", /damaged at 0y3/],
    [token.replace(/^rc1-.{8}/, "rc1-00000000"), /another program text.*9 of its 9/],
    [`${token}_7x3`, /9 of its 12 steps/],
  ]) {
    await follow(wrong);
    await page.waitForFunction(
      (pattern) => new RegExp(pattern).test(document.querySelector(".trouble")?.textContent ?? ""),
      said.source,
    );
  }
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.click(".schedule .copy");
  await page.waitForSelector(".notice");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.inputValue(".token"));

  async function follow(schedule) {
    await page.fill(".paste", schedule);
    await page.press(".paste", "Enter");
  }
});

const GATE = `import threading
lock = threading.Lock()
log = []
count = 0
class Account:
    def __init__(self):
        self.balance = 10
account = Account()
def work(n, seen):
    global count
    with lock:
        count += n
        seen.append(n)
        account.balance -= n
        print('did', n)
lock.acquire()
ts = [threading.Thread(target=work, args=(n, log), name=f'T{n}') for n in (1, 2)]
for t in ts: t.start()
lock.release()
for t in ts: t.join()
print('all', log)
`;

/** Goes on until something is so: what is chosen, and what is in the field beside it. */
async function until(goal, value) {
  const { page } = playground;
  await page.selectOption(".until-goal", goal);
  if (goal === "line" && value !== undefined) {
    await page.fill(".until-line", String(value));
  } else if (goal === "output") {
    await page.fill(".until-text", value);
  } else if (value !== undefined) {
    await page.selectOption(".until-thread", { label: value });
  }
  const { schedule } = await page.$eval(".step", () => ({ schedule: document.querySelector(".token").value }));
  await page.click(".until-go");
  await page.waitForFunction((old) => document.querySelector(".token").value !== old, schedule);
}

/** Begins to step this program. */
async function begin(source) {
  await playground.write(source);
  await playground.page.click(".toolbar .step-it");
  await playground.stepped(0);
}

const lineOf = (name) => playground.page.textContent(`.step-thread[data-thread="${name}"] .place`);

test("on until a thread is at the cursor's line, or at one that is typed", async () => {
  const { page } = playground;
  await begin(GATE);
  await page.evaluate(() => document.querySelector("code-editor").goto(18));
  await page.waitForFunction(() => document.querySelector(".until-line").value === "18");
  await until("line");
  assert.match(await lineOf("MainThread"), /line 18/);
  await until("line", 12);
  assert.match(await page.textContent(".step-threads"), /at line 12/);
  assert.equal(await page.locator(".trouble").count(), 0);
  // The cursor has not moved: what was typed stays.
  assert.equal(await page.inputValue(".until-line"), "12");
  await page.evaluate(() => document.querySelector("code-editor").goto(21));
  await page.waitForFunction(() => document.querySelector(".until-line").value === "21");
  await until("line", 5);
  assert.match(await page.textContent(".trouble"), /has ended; no thread came to line 5\./);
  assert.equal((await playground.stepper()).phase, "done");
  assert.ok(await page.isDisabled(".until-go"), "there is nothing to go on to");
  playground.assertNoComplaints();
});

test("on until a thread has to wait, and until it has ended", async () => {
  const { page } = playground;
  await begin(GATE);
  await until("line", 19);
  await until("waits", "0 MainThread");
  assert.match(await page.textContent('.step-thread[data-thread="MainThread"]'), /waits for thread T1 to end/);
  await until("ended", "2 T2");
  assert.equal(await page.locator('.step-thread[data-thread="T2"]').count(), 0);
  assert.match(await page.textContent(".step-threads .hint"), /T2/);
  // From the start again, the same steps are taken once more.
  const { known } = await playground.stepper();
  await page.click(".step .to-start");
  await playground.stepped(0);
  await until("ended", "0 MainThread");
  assert.equal((await playground.stepper()).phase, "done");
  assert.ok((await playground.stepper()).known > known);
  await page.click(".step .to-start");
  await playground.stepped(0);
  for (let times = 0; times < 4 && (await page.locator(".trouble").count()) === 0; times += 1) {
    await until("waits", "0 MainThread");
  }
  assert.match(await page.textContent(".trouble"), /MainThread never had to wait/);
});

test("on until something is printed, by keys alone", async () => {
  const { page } = playground;
  await begin(GATE);
  await page.focus(".step");
  await page.keyboard.press("u");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".until-goal")));
  await page.keyboard.press("End");
  await page.waitForSelector(".until-text");
  assert.equal((await playground.stepper()).step, 0, "the keys of the choice are its own");
  await page.keyboard.press("Tab");
  await page.keyboard.type("did");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /did \d/.test(document.querySelector(".step .panel.output").textContent));
  const { step } = await playground.stepper();
  await until("output", "did");
  assert.ok((await playground.stepper()).step > step, "the next time it is printed");
  await until("output", "nothing of the kind");
  assert.match(await page.textContent(".trouble"), /ended and did not print “nothing of the kind”/);
  playground.assertNoComplaints();
});

test("what threads share is shown: globals, and objects with all their names", async () => {
  const { page } = playground;
  await begin(GATE);
  const memory = () =>
    page.$$eval(".memory li", (all) => all.map((one) => one.textContent.replace(/\s+/g, " ").trim()));
  await until("output", "did");
  const shared = await memory();
  const has = (pattern) => assert.ok(shared.some((text) => pattern.test(text)), `${pattern}: ${shared.join(" | ")}`);
  has(/^count = [12]$/);
  has(/^log = seen in work of T[12].* = \[[12]\] ?list$/);
  has(/^account = Account\(balance=[89]\) ?Account$/);
  assert.ok(!shared.some((text) => /^lock/.test(text)), "locks are told of by themselves");
  assert.ok(!shared.some((text) => /^n\b/.test(text)), "a thread's own variables are not shared");
  await page.click(".step .to-start");
  await playground.stepped(0);
  assert.ok(!(await memory()).some((text) => /account/.test(text)), "nothing is there before it is made");
});

test("an edit leaves the stepper, and the text stays", async () => {
  const { page } = playground;
  await playground.write(LOST_UPDATE);
  await page.click(".toolbar .step-it");
  await playground.stepped(0);
  await page.waitForSelector(".cm-places .number");
  await page.evaluate(() => document.querySelector("code-editor").replace("print('changed')\n"));
  await page.waitForSelector('.step[data-phase="edited"]');
  assert.match(await page.textContent(".step"), /text has changed/);
  assert.equal(await page.locator(".cm-places .number").count(), 0);
  assert.equal(await playground.text(), "print('changed')\n");
  await page.click(".step .row-head .button");
  await playground.stepped(0);
  await page.click(".step .run-on");
  await page.waitForSelector('.step[data-phase="done"]');
  assert.match(await output(), /changed/);
});

test("a narrow page shows the program above the steps and never scrolls sideways", async () => {
  const narrow = await open(browser, { viewport: { width: 390, height: 780 } });
  await narrow.write(EMBRACE);
  await narrow.explore();
  await narrow.page.click(".outcome >> nth=0");
  await narrow.page.waitForSelector('.step[data-phase="deadlock"]');
  assert.ok(await narrow.page.isVisible("code-editor"));
  assert.ok(await narrow.page.isVisible(".step .back"));
  const width = await narrow.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} wide`);
  await narrow.close();
});
