// The catalogue's programs as the repository has them.

import { readFileSync, readdirSync } from "node:fs";
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
 * Every program of a folder of your own: the variable RACECOURSE_LISTINGS names it. RACECOURSE_ANSWERS has the lines,
 * with commas between them, that answer their `input()` calls.
 */
export function listings() {
  const folder = process.env.RACECOURSE_LISTINGS;
  if (!folder) {
    return [];
  }
  const files = readdirSync(folder).filter((file) => file.endsWith(".py"));
  return files.sort().map((file) => ({ name: file, source: readFileSync(join(folder, file), "utf8") }));
}
