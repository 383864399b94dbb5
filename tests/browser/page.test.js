// The page itself: texts are never lost, languages, themes, links, narrow windows, reading aloud, contrast.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { launch, open } from "./playground.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

test("the learner's texts survive other programs and a reload", async () => {
  const playground = await open(browser);
  await playground.write("print('mine')");
  await playground.choose("scenario-thread-function");
  const original = await playground.text();
  await playground.page.evaluate(() => document.querySelector("code-editor").replace("print('changed')"));
  await playground.settled();
  await playground.page.reload();
  await playground.ready();
  assert.equal(await playground.text(), "print('changed')", "the program that was shown is shown again");
  await playground.choose("own");
  assert.equal(await playground.text(), "print('mine')");
  await playground.choose("scenario-thread-function");
  assert.equal(await playground.text(), "print('changed')");
  await playground.page.click(".title .button");
  assert.equal(await playground.text(), original);
  await playground.page.click(".notice .button");
  await playground.settled();
  assert.equal(await playground.text(), "print('changed')", "a reset can be undone");
  playground.assertNoComplaints();
  await playground.close();
});

test("a program in the address is shown and not run", async () => {
  const source = "print('from a link: 你好')\n";
  const playground = await open(browser, { hash: `#code=${encodeURIComponent(source)}` });
  assert.equal(await playground.text(), source);
  assert.equal(await playground.phase(), "idle");
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["from a link: 你好"]);
  await playground.choose("own");
  assert.equal(await playground.text(), "");
  await playground.close();
});

test("a scenario in the address is shown", async () => {
  const playground = await open(browser, { hash: "#scenario=rlock" });
  assert.match(await playground.text(), /RLock/);
  await playground.close();
});

test("the language is the browser's, and can be chosen", async () => {
  const playground = await open(browser, { locale: "zh-CN" });
  const run = () => playground.page.textContent(".toolbar .button.run");
  assert.equal(await run(), "运行");
  await playground.page.selectOption(".language", "en");
  assert.equal(await run(), "Run");
  assert.equal(await playground.page.getAttribute("html", "lang"), "en");
  await playground.page.reload();
  await playground.ready();
  assert.equal(await run(), "Run");
  await playground.close();
});

test("the theme is the system's, and can be chosen", async () => {
  const playground = await open(browser, { colorScheme: "dark" });
  const background = () => playground.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await playground.page.click(".theme");
  const light = await background();
  assert.notEqual(light, dark);
  await playground.page.click(".theme");
  assert.equal(await background(), dark);
  await playground.close();
});

test("the keyboard runs a program and reaches everything", async () => {
  const playground = await open(browser);
  await playground.write("print('by key')");
  await playground.page.focus(".cm-content");
  await playground.page.keyboard.press("Control+Enter");
  await playground.reaches("done");
  assert.deepEqual(await playground.lines(), ["by key"]);
  await playground.page.focus(".isolation summary");
  const seen = new Set();
  for (let step = 0; step < 80; step += 1) {
    seen.add(await playground.page.evaluate(() => document.activeElement.className || document.activeElement.tagName));
    await playground.page.keyboard.press(seen.has("cm-content") ? "Escape" : "Tab");
    await playground.page.keyboard.press("Tab");
  }
  for (const part of ["language", "item", "button run", "cm-content", "scroll"]) {
    assert.ok([...seen].some((name) => name.includes(part)), `${part} is reached: ${[...seen].join(", ")}`);
  }
  await playground.close();
});

test("a plain text field does for the editor", async () => {
  const playground = await open(browser);
  await playground.write("print('one')");
  await playground.page.click('.icon-button[aria-pressed="false"]');
  await playground.page.waitForSelector("code-editor textarea");
  assert.equal(await playground.text(), "print('one')");
  await playground.page.fill("code-editor textarea", "print('two')");
  assert.equal(await playground.run(), "done");
  assert.deepEqual(await playground.lines(), ["two"]);
  await playground.close();
});

test("a narrow page shows one part at a time and never scrolls sideways", async () => {
  const playground = await open(browser, { viewport: { width: 360, height: 740 } });
  const visible = () =>
    playground.page.evaluate(() =>
      [".list", ".work", ".console"].filter((part) => document.querySelector(part).checkVisibility()),
    );
  assert.deepEqual(await visible(), [".work"]);
  await playground.page.click(".tab >> nth=0");
  assert.deepEqual(await visible(), [".list"]);
  await playground.page.click('[data-program="scenario-thread-function"]');
  assert.deepEqual(await visible(), [".work"]);
  await playground.page.click(".toolbar .button.run");
  await playground.reaches("done");
  assert.deepEqual(await visible(), [".console"]);
  assert.ok(await playground.page.isVisible(".status .button.run"), "the console has a button of its own");
  const width = await playground.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `the page is ${width} wide`);
  await playground.close();
});

test("the list shows the current program, folds, and can be searched", async () => {
  const playground = await open(browser, { hash: "#scenario=join-before-get" });
  const { page } = playground;
  const inSight = (key) =>
    page.evaluate((key) => {
      const item = document.querySelector(`[data-program="${key}"]`);
      const list = document.querySelector(".list").getBoundingClientRect();
      const { top, bottom } = item.getBoundingClientRect();
      return item.checkVisibility() && top >= list.top && bottom <= list.bottom;
    }, key);
  assert.ok(await inSight("scenario-join-before-get"));
  assert.equal(await inSight("scenario-thread-function"), false, "another topic is folded");
  await page.click(".topic summary >> nth=0");
  assert.ok(await page.isVisible('[data-program="scenario-thread-function"]'));
  await page.fill(".search input", "zombie");
  await page.waitForSelector(".found");
  assert.ok(await inSight("scenario-zombie"));
  await page.click('[data-program="scenario-zombie"]');
  await page.fill(".search input", "");
  await page.waitForSelector(".topic");
  await playground.settled();
  assert.ok(await inSight("scenario-zombie"));
  await playground.close();
});

test("what happens to processes is told to those who do not see the tree, in both languages", async () => {
  const playground = await open(browser, { locale: "zh-CN" });
  await playground.engine("sim");
  await playground.choose("scenario-join-before-get");
  assert.equal(await playground.run(), "deadlock");
  assert.match(await playground.page.textContent(".processes [role=status]"), /进程 \d+ 已启动/);
  const report = (await playground.page.locator(".card.deadlock p").allTextContents()).join("\n");
  assert.match(report, /等待进程 renderer \(\d+\) 结束/);
  assert.doesNotMatch(report, /waits/);
  await playground.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const locale of ["en-GB", "zh-CN"]) {
    test(`no barrier is found in the ${colorScheme} page, ${locale}`, async () => {
      const playground = await open(browser, { colorScheme, locale, hash: "#scenario=deadly-embrace" });
      await playground.engine("sim");
      await playground.page.click(".isolation summary");
      await playground.page.evaluate(AXE);
      for (const scenario of ["deadly-embrace", "join-before-get", "exit-status"]) {
        await playground.choose(`scenario-${scenario}`);
        await playground.run();
        assert.deepEqual(await violations(playground.page), [], scenario);
      }
      await playground.choose("scenario-deadly-embrace");
      await playground.explore();
      assert.deepEqual(await violations(playground.page), [], "explored");
      await playground.page.click(".outcome >> nth=0");
      await playground.page.waitForSelector('.step[data-phase="deadlock"]');
      assert.deepEqual(await violations(playground.page), [], "at the deadlock");
      await playground.page.click(".step .back");
      await playground.page.waitForSelector('.step[data-phase="on"]');
      assert.deepEqual(await violations(playground.page), [], "a step before it");
      assert.ok(await playground.page.isVisible(".memory"));
      for (const goal of ["waits", "output"]) {
        await playground.page.selectOption(".until-goal", goal);
        assert.deepEqual(await violations(playground.page), [], `on until ${goal}`);
      }
      await playground.close();
    });
  }
}

/** What axe finds wrong with the page. */
async function violations(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
