// Programs run in the page: every scenario on both engines, input, stopping, deadlock, errors, limits.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./playground.js";
import { has, listings, scenarios } from "./programs.js";

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

for (const engine of ["live", "sim"]) {
  test(`join before get is a deadlock of two processes, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.choose("scenario-join-before-get");
    assert.equal(await playground.run(), "deadlock");
    const report = await playground.page.textContent(".card.deadlock");
    assert.match(report, /MainProcess \(\d+\)\s*waits for process renderer \(\d+\) to end/);
    assert.match(report, /renderer \(\d+\) · QueueFeederThread\s*waits for room in a pipe whose reading end .* have?s?/);
    const [main, renderer] = await playground.processes();
    assert.deepEqual([main.state, renderer.state, renderer.name], ["stuck", "stuck", "renderer"]);
    assert.deepEqual([main.above, renderer.above], [0, main.pid]);
    assert.deepEqual(renderer.threads, ["QueueFeederThread"]);
  });

  test(`the process tree shows zombies, and they go when they are waited for, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write(
      "import os\npid = os.fork()\nif pid == 0:\n    os._exit(7)\nkilled = os.fork()\nif killed == 0:\n    while True: pass\n" +
        "os.kill(killed, 9)\nos.waitpid(killed, 0)\ninput('look ')\nos.waitpid(pid, 0)\ninput('again ')\n",
    );
    await playground.start();
    await playground.reaches("waiting");
    await playground.page.waitForSelector('.process[data-state="zombie"]');
    const [main, zombie, killed] = await playground.processes();
    assert.deepEqual([main.state, zombie.state, killed.state], ["running", "zombie", "failed"]);
    assert.match(zombie.words, /zombie.*exit code 7/);
    assert.match(killed.words, /SIGKILL \(9\)/);
    assert.equal(await playground.page.textContent(".processes-alive"), "1 / 3");
    await playground.answer("");
    await playground.page.waitForSelector(`.process[data-pid="${zombie.pid}"][data-state="failed"]`);
    await playground.answer("");
    assert.equal(await playground.reaches("done"), "done");
    assert.equal((await playground.processes())[0].state, "ended");
  });

  test(`an orphan is adopted, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.choose("scenario-orphan");
    assert.equal(await playground.run(), "done");
    const [main, parent, orphan] = await playground.processes();
    assert.deepEqual([main.above, parent.above, orphan.above], [0, main.pid, parent.pid]);
    assert.match(await playground.page.textContent(`[data-pid="${orphan.pid}"] .parent`), /adopted by init/);
  });

  test(`lines are labelled with process and thread, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write(
      "import multiprocessing, threading\ndef work():\n    print('process')\n    t = threading.Thread(target=print, args=('thread',), name='Ann')\n" +
        "    t.start()\n    t.join()\nif __name__ == '__main__':\n    p = multiprocessing.Process(target=work)\n    p.start()\n    p.join()\n    print('main')\n",
    );
    assert.equal(await playground.run(), "done");
    const pid = (await playground.processes()).map((process) => process.pid);
    const labels = await playground.page.$$eval(".line .who", (all) => all.map((who) => who.title));
    assert.deepEqual(labels, [`Process-1 (${pid[1]})`, `Process-1 (${pid[1]}) · Ann`, `MainProcess (${pid[0]})`]);
    const colours = await playground.page.$$eval(".line .who", (all) => all.map((who) => getComputedStyle(who).color));
    assert.equal(new Set(colours).size, 3);
  });

  test(`there can be 64 processes, and no more, on ${engine}`, async () => {
    await playground.engine(engine);
    await playground.write(
      "import os\nr, w = os.pipe()\nmade = 0\nwhile True:\n    try:\n        pid = os.fork()\n    except OSError as e:\n        print(type(e).__name__)\n        break\n" +
        "    if pid == 0:\n        os.close(w)\n        os.read(r, 1)\n        os._exit(0)\n    made += 1\nos.close(w)\n" +
        "for _ in range(made): os.wait()\nprint('children', made)\n",
    );
    assert.equal(await playground.run(), "done", await playground.output());
    assert.deepEqual(await playground.lines(), ["BlockingIOError", "children 63"]);
    assert.equal((await playground.processes()).length, 61, "the long list is cut");
  });
}

test("a pool of workers that runs dry is an error of the program, and all is well after it", async () => {
  await playground.engine("live");
  await playground.write(
    "import os, threading\nstop = threading.Event()\nr, w = os.pipe()\nthreads = []\nfor _ in range(240):\n    t = threading.Thread(target=stop.wait)\n" +
      "    t.start()\n    threads.append(t)\npids = []\ntry:\n    while True:\n        pid = os.fork()\n        if pid == 0:\n            os.close(w)\n            os.read(r, 1)\n" +
      "            os._exit(0)\n        pids.append(pid)\nexcept BlockingIOError:\n    print('no more', 0 < len(pids) < 63)\nos.close(w)\nfor pid in pids: os.waitpid(pid, 0)\n" +
      "stop.set()\nfor t in threads: t.join()\nprint('joined')\n",
  );
  assert.equal(await playground.run(), "done", await playground.output());
  assert.deepEqual(await playground.lines(), ["no more True", "joined"]);
});

test("two processes compute at the same time on live, and time passes in both", async () => {
  await playground.engine("live");
  await playground.write(
    "import os, time\nfrom multiprocessing import Process, Value\nahead = Value('i', 0)\ndef chase(me):\n    # Each waits, computing, for the other's step: one after the other they would never end.\n" +
      "    for step in range(20):\n        while ahead.value % 2 != me: pass\n        ahead.value += 1\n" +
      "if __name__ == '__main__':\n    all = [Process(target=chase, args=(me,)) for me in range(2)]\n    for p in all: p.start()\n    for p in all: p.join()\n    print(ahead.value)\n",
  );
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["40"]);
});

test("the simulated machine's lock and processors can be chosen, and are kept", async () => {
  const own = await open(browser);
  await own.engine("live");
  assert.ok(await own.page.isDisabled("input[name=gil]"));
  await own.engine("sim");
  await own.write(
    "import threading, time, os\ndef work():\n    n = 0\n    while n < 200_000: n += 1\ndef run():\n    began = time.monotonic()\n" +
      "    all = [threading.Thread(target=work) for _ in range(4)]\n    for t in all: t.start()\n    for t in all: t.join()\n    return time.monotonic() - began\n" +
      "print(os.cpu_count(), round(run(), 6))\n",
  );
  const measured = async () => {
    assert.equal(await own.run(), "done");
    const [processors, seconds] = (await own.output()).split(" ").map(Number);
    return { processors, seconds };
  };
  const locked = await measured();
  assert.equal(locked.processors, 4);
  await own.gil(false);
  const free = await measured();
  assert.ok(free.seconds < locked.seconds / 2, `${free.seconds} s against ${locked.seconds} s`);
  assert.equal(await own.page.textContent(".gil-off"), "off");
  await own.page.selectOption(".processors select", "2");
  const two = await measured();
  assert.equal(two.processors, 2);
  assert.ok(two.seconds > free.seconds * 1.5, `${two.seconds} s against ${free.seconds} s`);
  await own.page.reload();
  await own.ready();
  assert.equal(await own.page.isChecked("input[name=gil]"), false);
  assert.equal(await own.page.inputValue(".processors select"), "2");
  own.assertNoComplaints();
  await own.close();
});

/** A program that has not ended by then is taken for an endless one. */
const LISTING_MILLISECONDS = 30_000;

for (const { name, source, end, answers, output } of listings()) {
  test(`listing ${name} runs on live and ends as expected: ${end}`, async (t) => {
    await playground.engine("live");
    await playground.write(source);
    await playground.start();
    const left = [...answers];
    const deadline = Date.now() + LISTING_MILLISECONDS;
    let phase = "running";
    while (Date.now() < deadline && (phase === "running" || phase === "waiting")) {
      await playground.page
        .waitForSelector(["waiting", "done", "failed", "deadlock"].map((p) => `.status[data-phase="${p}"]`).join(", "), {
          timeout: Math.max(1, deadline - Date.now()),
        })
        .catch(() => {});
      phase = await playground.phase();
      if (phase === "waiting") {
        await playground.answer(left.shift() ?? null);
      }
    }
    if (phase === "running") {
      await playground.stop();
      phase = (await playground.phase()) === "stopped" ? "endless" : await playground.phase();
    }
    const printed = await playground.output();
    t.diagnostic(`${phase}: ${JSON.stringify(printed.slice(0, 400))}`);
    assert.equal(await playground.page.locator(".card.broken").count(), 0);
    assert.equal(phase, end, printed);
    for (const wanted of output) {
      assert.ok(has(printed, wanted), `${wanted} is not in ${printed}`);
    }
  });
}
