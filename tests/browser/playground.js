// The page as a test drives it: opened in a real browser, its parts read and used as a person would.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { chromium } from "playwright-core";

/** Where `cargo xtask test` serves the page. */
export const url = process.env.RACECOURSE_URL ?? "http://localhost:8080/";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
// A run on a busy machine may take long; no test measures with this.
const PATIENCE = 120_000;

const OPTIONS = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS };

/** A browser; its pages are private ones, as far as storage in frames of other sites goes. */
export function launch() {
  return chromium.launch(OPTIONS);
}

/** A browser as most people have it, with a profile in this folder. */
export function launchWithProfile(folder) {
  // The driver's own flags would switch the frame's storage off.
  const args = [...FLAGS, "--headless", "--remote-debugging-pipe", `--user-data-dir=${folder}`];
  return chromium.launchPersistentContext(folder, { ...OPTIONS, args, ignoreDefaultArgs: true });
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

/** A web server that sends the page below this path, without a header that isolates it; and these pages of its own. */
export async function plainServer(prefix, pages = {}) {
  const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    try {
      const file = path.startsWith(prefix) ? path.slice(prefix.length) || "index.html" : "none";
      const body = pages[path]?.(server.address().port) ?? readFileSync(join(process.env.RACECOURSE_DIST, file));
      const type = pages[path] ? "text/html" : (TYPES[extname(file)] ?? "text/plain");
      response.writeHead(200, { "Content-Type": type });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, done));
  const { port } = server.address();
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port, address: `http://localhost:${port}${prefix}`, close };
}

/** A web server that sends what ours does, with texts changed: `change(path, text)` returns another one. */
export async function changedServer(change) {
  const server = createServer(async (request, response) => {
    const found = await fetch(new URL(request.url, url), { headers: { "User-Agent": request.headers["user-agent"] } });
    const headers = Object.fromEntries(found.headers);
    const type = headers["content-type"] ?? "";
    const body = /javascript/.test(type) ? change(request.url, await found.text()) : Buffer.from(await found.arrayBuffer());
    delete headers["content-length"];
    response.writeHead(found.status, headers);
    response.end(body);
  });
  await new Promise((done) => server.listen(0, done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://localhost:${server.address().port}/`, close };
}

/** The page in a profile of its own (or in that one), once its engine is ready. */
export async function open(browser, { hash = "", query = "", address = url, ...options } = {}) {
  const own = () => browser.newContext({ viewport: { width: 1360, height: 820 }, ...options });
  const context = browser.newContext ? await own() : browser;
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const playground = new Playground(page);
  await page.goto(`${address}${query}${hash}`);
  await playground.ready();
  return playground;
}

export class Playground {
  /** What the page complained of in the browser's console. */
  complaints = [];

  constructor(page) {
    this.page = page;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") {
        this.complaints.push(message.text());
      }
    });
  }

  async close() {
    await this.page.context().close();
  }

  /** Waits until the editor is there and the engine takes commands. */
  async ready() {
    await this.page.waitForSelector("code-editor:defined .cm-content, code-editor:defined textarea");
    await this.page.waitForSelector('.status[data-engine="ready"]', { state: "attached" });
  }

  isolation() {
    return this.page.evaluate(() => document.documentElement.dataset.isolation);
  }

  /** Shows a program of the list. */
  async choose(key) {
    await this.page.evaluate((key) => document.querySelector(`[data-program="${key}"]`).click(), key);
    await this.page.waitForSelector(`[data-program="${key}"][aria-current]`, { state: "attached" });
    await this.settled();
  }

  /** Puts a text into the learner's own program. */
  async write(text) {
    await this.choose("own");
    await this.page.evaluate((text) => document.querySelector("code-editor").replace(text), text);
    await this.settled();
  }

  text() {
    return this.page.evaluate(() => document.querySelector("code-editor").value);
  }

  /** Lets the page draw what it has been told. */
  settled() {
    return this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }

  async engine(name) {
    await this.page.check(`input[name=engine][value=${name}]`, { force: true });
  }

  async seed(seed) {
    await this.page.fill(".seed input", String(seed));
    await this.page.press(".seed input", "Tab");
  }

  /** Ends what a failed test has left running. */
  async idle() {
    if (await this.page.locator(".toolbar .button.stop").isVisible()) {
      await this.stop();
    }
  }

  /** Starts the program and returns the number of the run. */
  async start() {
    await this.idle();
    const before = Number(await this.page.getAttribute(".status", "data-run"));
    await this.page.click(".toolbar .button.run");
    await this.page.waitForSelector(`.status[data-run="${before + 1}"]`);
    return before + 1;
  }

  /** Waits for one of these phases of the current run. */
  async reaches(...phases) {
    await this.page.waitForSelector(phases.map((phase) => `.status[data-phase="${phase}"]`).join(", "));
    return this.phase();
  }

  phase() {
    return this.page.getAttribute(".status", "data-phase");
  }

  /** Runs the program to its end, answering `input()` with these lines and then with the end of the input. */
  async run({ answers = [] } = {}) {
    await this.start();
    const left = [...answers];
    for (;;) {
      const phase = await this.reaches("waiting", "done", "failed", "deadlock", "stopped");
      if (phase !== "waiting") {
        return phase;
      }
      await this.answer(left.length > 0 ? left.shift() : null);
    }
  }

  /** Answers `input()`; null is the end of the input. */
  async answer(line) {
    const asked = await this.page.waitForSelector("#prompt");
    if (line === null) {
      await this.page.press("#prompt", "Control+d");
    } else {
      await this.page.fill("#prompt", line);
      await this.page.press("#prompt", "Enter");
    }
    await asked.waitForElementState("hidden");
  }

  async stop() {
    await this.page.click(".toolbar .button.stop");
    await this.reaches("stopped", "done", "failed");
    return Number(await this.page.getAttribute(".status", "data-stop-took"));
  }

  /** What the console shows, line by line. */
  lines() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".line")].map((line) =>
        [...line.querySelectorAll(".said")].map((part) => part.textContent).join(""),
      ),
    );
  }

  async output() {
    return (await this.lines()).join("\n");
  }

  /** The process tree: each process with its name, state, what is said of the state, and the pid of the one above it. */
  processes() {
    return this.page.$$eval(".tree .process", (all) =>
      all.map((process) => ({
        pid: Number(process.dataset.pid),
        above: Number(process.parentElement.closest(".process")?.dataset.pid ?? 0),
        name: process.querySelector(":scope > .row .name").textContent,
        state: process.dataset.state,
        words: process.querySelector(":scope > .row .tag").textContent,
        threads: [...process.querySelectorAll(":scope > .chips .name")].map((name) => name.textContent),
      })),
    );
  }

  /** Switches the interpreter's lock of the simulated machine. */
  async gil(on) {
    await this.page.setChecked("input[name=gil]", on);
  }

  /** The line of the editor that has the cursor, from 1. */
  cursorLine() {
    return this.page.evaluate(() => Number(document.querySelector(".cm-activeLineGutter")?.textContent));
  }

  /** Explores the program to the end of the search, and returns how that ended. */
  async explore() {
    const before = Number(await this.page.getAttribute(".side", "data-exploration"));
    await this.page.click(".toolbar .explore-it");
    await this.page.waitForSelector(`.side[data-exploration="${before + 1}"]`);
    return this.explored();
  }

  /** Waits for the end of the search. */
  async explored() {
    const over = await this.page.waitForSelector('.explore[data-phase]:not([data-phase="searching"])');
    return over.getAttribute("data-phase");
  }

  /** Ends a search, if there is one. */
  async cancel() {
    if (await this.page.locator(".toolbar .cancel").isVisible()) {
      await this.page.click(".toolbar .cancel");
      await this.page.waitForSelector(".toolbar .cancel", { state: "detached" });
    }
  }

  /** The table of outcomes. */
  outcomes() {
    return this.page.$$eval(".outcomes tbody tr", (rows) =>
      rows.map((row) => ({
        kind: row.dataset.kind,
        text: row.querySelector(".printed")?.textContent ?? "",
        error: row.querySelector(".error")?.textContent ?? "",
        traces: Number(row.cells[1].textContent),
        preemptions: Number(row.cells[2].textContent),
      })),
    );
  }

  /** Where the stepper is. */
  async stepper() {
    const { phase, step, known } = await this.page.$eval(".step", ({ dataset }) => ({ ...dataset }));
    return { phase, step: Number(step), known: Number(known) };
  }

  /** Waits until the stepper shows that step. */
  async stepped(step) {
    const there = ["on", "done", "failed", "deadlock"].map((phase) => `.step[data-phase="${phase}"][data-step="${step}"]`);
    await this.page.waitForSelector(there.join(", "));
  }

  /** Fails when the page complained. */
  assertNoComplaints() {
    assert.deepEqual(this.complaints, []);
  }
}
