// The catalogue's programs as the repository has them.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const CATALOGUE = new URL("../../src/scenario/", import.meta.url).pathname;

/** Every scenario: its name, how it ends, the lines that answer its `input()` calls. */
export function scenarios() {
  const files = readdirSync(CATALOGUE, { recursive: true }).filter((file) => file.endsWith(".py"));
  return files.sort().map((file) => {
    const header = readFileSync(join(CATALOGUE, file), "utf8").split("\n").filter((line) => /^# \w+ = /.test(line));
    const values = (key) =>
      header.filter((line) => line.startsWith(`# ${key} = `)).map((line) => line.split(" = ")[1].replace(/^"|"$/g, ""));
    return {
      name: basename(file, ".py").replaceAll("_", "-"),
      deadlock: values("ends").includes("deadlock"),
      stdin: values("stdin"),
    };
  });
}

/**
 * Every program of a folder of your own: the variable RACECOURSE_LISTINGS names it. What is to be expected of them is in
 * the file that RACECOURSE_EXPECTED names, or in the folder's expected.json, if there is one:
 *
 *     {"sleepers.py": {"end": "deadlock", "answers": ["1"], "output": ["Ann is up", "/Bob: \\d+/"]}}
 *
 * - end: "done" (as usual), "failed", "deadlock", or "endless" for one that never ends and is stopped;
 * - answers: the lines that answer its input() calls;
 * - output: texts that must be there, in any order; between slashes, regular expressions.
 */
export function listings() {
  const folder = process.env.RACECOURSE_LISTINGS;
  if (!folder) {
    return [];
  }
  const table = process.env.RACECOURSE_EXPECTED ?? join(folder, "expected.json");
  const expected = existsSync(table) ? JSON.parse(readFileSync(table, "utf8")) : {};
  const files = readdirSync(folder).filter((file) => file.endsWith(".py"));
  const usual = { end: "done", answers: [], output: [] };
  return files.sort().map((file) => ({
    name: file,
    source: readFileSync(join(folder, file), "utf8"),
    ...usual,
    ...expected[file],
  }));
}

/** Whether the output has that text, or something that the regular expression between slashes fits. */
export function has(output, wanted) {
  const pattern = wanted.match(/^\/(.*)\/$/s);
  return pattern ? new RegExp(pattern[1], "m").test(output) : output.includes(wanted);
}
