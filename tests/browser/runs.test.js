// Programs run in the page: every scenario on both engines, input, stopping, deadlock, errors, limits.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./playground.js";
import { listings, scenarios } from "./programs.js";

let browser;
let playground;

before(async () => {
  browser = await launch();
  playground = await open(browser);
});

after(async () => {
  playground.assertNoComplaints();
  await browser.close();
});

for (const engine of ["live", "sim"]) {
  test(`every scenario runs on ${engine}`, async (t) => {
    await playground.engine(engine);
    for (const { name, deadlock, stdin } of scenarios()) {
      await t.test(name, async () => {
        await playground.choose(`scenario-${name}`);
        const phase = await playground.run({ answers: stdin });
        assert.equal(phase, deadlock ? "deadlock" : "done", await playground.output());
        assert.notEqual(await playground.output(), "");
      });
    }
  });

  test(`input() is answered on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write('name = input("name? ")\nprint("hello", name)\ntry:\n    input()\nexcept EOFError:\n    print("end")\n');
    assert.equal(await playground.run({ answers: ["Ann"] }), "done");
    const lines = await playground.lines();
    assert.ok(lines.includes("name? Ann"), lines.join("\n"));
    assert.ok(lines.includes("hello Ann"), lines.join("\n"));
    assert.ok(lines.includes("end"), lines.join("\n"));
  });

  for (const program of ["while True: pass", "while True: print('spam')", "import time\ntime.sleep(1e6)"]) {
    test(`stop ends ${JSON.stringify(program)} on ${engine}`, async (t) => {
      await playground.engine(engine);
      await playground.write(program);
      await playground.start();
      await playground.reaches("running", "done");
      if ((await playground.phase()) === "done") {
        assert.ok(program.includes("sleep") && engine === "sim", "only virtual time passes by itself");
        return;
      }
      await playground.settled();
      const milliseconds = await playground.stop();
      assert.equal(await playground.phase(), "stopped");
      t.diagnostic(`stopped after ${milliseconds} ms`);
      await playground.write("print('again')");
      assert.equal(await playground.run(), "done");
      assert.deepEqual(await playground.lines(), ["again"]);
    });
  }

  test(`a stop reaches a program that catches everything, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write("while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass\n");
    await playground.start();
    await playground.reaches("running");
    await playground.stop();
    assert.equal(await playground.phase(), "stopped");
  });

  test(`a deadlock is reported on ${engine}, and its lines move the cursor`, async () => {
    await playground.engine(engine);
    await playground.write("import threading\n\nlock = threading.Lock()\nlock.acquire()\nprint('once')\nlock.acquire()\n");
    assert.equal(await playground.run(), "deadlock");
    const report = await playground.page.textContent(".card.deadlock");
    assert.match(report, /MainThread/);
    await playground.page.click(".card.deadlock .place:first-of-type");
    await playground.settled();
    assert.equal(await playground.cursorLine(), 6);
  });

  test(`a traceback's lines move the cursor, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write("def f():\n    return 1 / 0\n\n\nf()\n");
    assert.equal(await playground.run(), "failed");
    assert.match(await playground.output(), /ZeroDivisionError: division by zero/);
    await playground.page.click('.place:has-text("line 2")');
    await playground.settled();
    assert.equal(await playground.cursorLine(), 2);
  });

  test(`a syntax error is shown at its place, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write("x = 1\nif x\n    print(x)\n");
    assert.equal(await playground.run(), "failed");
    assert.match(await playground.page.textContent(".card.rejected"), /SyntaxError/);
    await playground.page.click(".card.rejected .place");
    await playground.settled();
    assert.equal(await playground.cursorLine(), 2);
  });

  test(`a program of ten megabytes is run or refused, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write("x = 1\n".repeat(1_700_000));
    await playground.start();
    await playground.reaches("done", "failed");
    await playground.write("print('alive')");
    assert.equal(await playground.run(), "done");
  });

  test(`endless output leaves the page usable, on ${engine}`, async (t) => {
    await playground.engine(engine);
    await playground.write("n = 0\nwhile True:\n    n += 1\n    print('line', n)\n");
    await playground.start();
    await playground.reaches("running");
    await playground.page.waitForSelector(".dropped");
    const frames = await playground.page.evaluate(async () => {
      const times = [];
      for (let frame = 0; frame < 30; frame += 1) {
        times.push(await new Promise((done) => requestAnimationFrame(done)));
      }
      return times.slice(1).map((time, index) => time - times[index]);
    });
    t.diagnostic(`longest frame ${Math.max(...frames).toFixed(0)} ms`);
    assert.ok((await playground.lines()).length <= 6_000);
    await playground.stop();
  });

  test(`limits are errors, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write("try:\n    x = 'x' * 10**12\nexcept MemoryError:\n    print('no memory')\n");
    await playground.start();
    await playground.reaches("done", "failed");
    await playground.write("def f(): f()\ntry:\n    f()\nexcept RecursionError:\n    print('too deep')\n");
    assert.equal(await playground.run(), "done");
    assert.deepEqual(await playground.lines(), ["too deep"]);
  });

  test(`more threads than there can be are an error, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write(
      "import threading\nstop = threading.Event()\nthreads = []\ntry:\n    for _ in range(10000):\n" +
        "        t = threading.Thread(target=stop.wait)\n        t.start()\n        threads.append(t)\n" +
        "except RuntimeError as e:\n    print(e)\nstop.set()\nfor t in threads:\n    t.join()\nprint('joined')\n",
    );
    assert.equal(await playground.run(), "done");
    assert.deepEqual(await playground.lines(), ["can't start new thread", "joined"]);
  });
}

test("a hundred threads run at a time on live", async () => {
  await playground.engine("live");
  await playground.write(
    "import threading\nall_here = threading.Barrier(100)\ndef work():\n    all_here.wait()\n" +
      "threads = [threading.Thread(target=work) for _ in range(100)]\nfor t in threads: t.start()\n" +
      "for t in threads: t.join()\nprint('all', len(threads))\n",
  );
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["all 100"]);
});

test("each thread has a label, a number and a colour", async () => {
  await playground.engine("sim");
  await playground.write(
    "import threading\ndef work(n): print('I am', n)\nfor n in range(3):\n    t = threading.Thread(target=work, args=(n,), name=f'worker {n}')\n    t.start()\n    t.join()\n",
  );
  await playground.run();
  const labels = await playground.page.$$eval(".line .who", (all) => all.map((who) => who.textContent));
  assert.deepEqual(labels, ["worker 0", "worker 1", "worker 2"]);
  const colours = await playground.page.$$eval(".line .who", (all) => all.map((who) => getComputedStyle(who).color));
  assert.equal(new Set(colours).size, 3);
  assert.equal(await playground.page.locator(".chip").count(), 4);
});

for (const { name, source } of listings()) {
  test(`listing ${name} runs on live`, async (t) => {
    await playground.engine("live");
    await playground.write(source);
    await playground.start();
    const answers = process.env.RACECOURSE_ANSWERS?.split(",") ?? [];
    // Some listings never end, in CPython too: what counts is that the page stays in control.
    const deadline = Date.now() + 30_000;
    let phase = "running";
    while (Date.now() < deadline && (phase === "running" || phase === "waiting")) {
      await playground.page
        .waitForSelector(["waiting", "done", "failed", "deadlock"].map((p) => `.status[data-phase="${p}"]`).join(", "), {
          timeout: Math.max(1, deadline - Date.now()),
        })
        .catch(() => {});
      phase = await playground.phase();
      if (phase === "waiting") {
        await playground.answer(answers.shift() ?? null);
      }
    }
    if (phase === "running") {
      await playground.stop();
      phase = await playground.phase();
    }
    t.diagnostic(`${phase}: ${JSON.stringify((await playground.output()).slice(0, 400))}`);
    assert.notEqual(await playground.page.locator(".card.broken").count(), 1);
  });
}
