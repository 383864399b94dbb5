// The same program with the same seed is the same run, on the command line and in the page.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open } from "./playground.js";
import { scenarios } from "./programs.js";

const BINARY = process.env.RACECOURSE_BIN;

// The page has no environment, so the command line tool gets none that bears on a run.
const { PYTHONUNBUFFERED, ...ENVIRONMENT } = process.env;

let browser;
let playground;
let folder;

before(async () => {
  browser = await launch();
  playground = await open(browser);
  folder = mkdtempSync(join(tmpdir(), "racecourse-"));
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

test("equal digests", { skip: !BINARY || !existsSync(BINARY) }, async (t) => {
  await playground.engine("sim");
  for (const { name, stdin } of scenarios().filter(({ stdin }) => stdin.length === 0)) {
    for (const seed of [1, 7]) {
      await t.test(`${name}, seed ${seed}`, async () => {
        await playground.choose(`scenario-${name}`);
        const source = await playground.text();
        writeFileSync(join(folder, "main.py"), source);
        const args = ["run", "--engine", "sim", "--seed", String(seed), "--digest", "main.py"];
        const native = spawnSync(BINARY, args, { cwd: folder, encoding: "utf8", env: ENVIRONMENT, input: stdin.join("\n") });
        const [, digest] = native.stderr.match(/digest: ([0-9a-f]{32})/) ?? assert.fail(native.stderr);
        await playground.seed(seed);
        await playground.run();
        assert.equal(await playground.page.getAttribute(".status", "data-digest"), digest);
      });
    }
  }
});

test("the command line tool that is compared is the one of this build", { skip: !BINARY || !existsSync(BINARY) }, () => {
  assert.match(execFileSync(BINARY, ["--version"], { encoding: "utf8" }), /racecourse/);
});
