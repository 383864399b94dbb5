// The isolation ladder: the page from a web server that sends no headers, below a path, and inside another site's page.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Playground, launch, launchWithProfile, open, plainServer, url } from "./playground.js";

const PREFIX = "/some/path/";
const PROGRAM = "import threading\nt = threading.Thread(target=print, args=('thread',))\nt.start()\nt.join()\n";

let browser;
let server;
let port;

before(async () => {
  browser = await launch();
  const frame = (port) =>
    `<!doctype html><title>Another site</title><iframe src="http://localhost:${port}${PREFIX}" width="1200" height="800"></iframe>`;
  server = await plainServer(PREFIX, { "/frame.html": frame });
  port = server.port;
});

after(async () => {
  await browser.close();
  server.close();
});

/** The page as a frame in a page of another site. */
async function framed(context) {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/frame.html`);
  return (await page.waitForSelector("iframe")).contentFrame();
}

test("our own server isolates the page", async () => {
  const playground = await open(browser);
  assert.equal(await playground.isolation(), "header");
  assert.ok(await playground.page.evaluate(() => crossOriginIsolated));
  await playground.close();
});

test("everything that our own server sends has a media type and a policy", async () => {
  const response = await fetch(url, { headers: { "User-Agent": "Mozilla/5.0 Firefox/150.0" } });
  assert.equal(response.headers.get("cross-origin-opener-policy"), "same-origin");
  assert.match(response.headers.get("content-security-policy"), /wasm-unsafe-eval/);
  assert.match(response.headers.get("content-type"), /^text\/html/);
  assert.equal((await fetch(`${url}none`)).status, 404);
});

test("a server without headers: the service worker isolates the page below any path", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  const playground = new Playground(page);
  await page.goto(`http://localhost:${port}${PREFIX}`);
  await page.waitForSelector("html[data-isolation=worker]", { state: "attached" });
  await playground.ready();
  assert.ok(loads <= 3, `${loads} loads`);
  await playground.engine("live");
  await playground.write(PROGRAM);
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["thread"]);
  await context.close();
});

test("inside a page of another site, threads are real where the browser keeps the frame's storage", async () => {
  const profile = mkdtempSync(join(tmpdir(), "racecourse-profile-"));
  const context = await launchWithProfile(profile);
  const frame = await framed(context);
  await frame.waitForSelector("html[data-isolation=worker]", { state: "attached" });
  await frame.waitForSelector('.status[data-engine="ready"]', { state: "attached" });
  assert.ok(await frame.evaluate(() => crossOriginIsolated));
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test("inside a page of another site without storage, it simulates and offers a page of its own", async () => {
  const context = await browser.newContext();
  const frame = await framed(context);
  await frame.waitForSelector("html[data-isolation=frame]", { state: "attached" });
  await frame.waitForSelector('.status[data-engine="ready"]', { state: "attached" });
  await frame.click(".isolation summary");
  await frame.waitForSelector(".pop .button");
  await frame.click(".toolbar .button.run");
  await frame.waitForSelector('.status[data-phase="done"]');
  await context.close();
});

test("where nothing isolates the page, it simulates and says so", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const playground = new Playground(page);
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await page.goto(`http://localhost:${port}${PREFIX}`);
  await playground.ready();
  assert.ok(loads <= 3, `${loads} loads`);
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
  assert.ok(await page.isDisabled("input[name=engine][value=live]"));
  await playground.write(PROGRAM);
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["thread"]);
  await context.close();
});
