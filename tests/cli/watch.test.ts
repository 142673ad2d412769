import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { compare } from "#cli/problems-since.ts";
import { changedFiles, lookAt, touchedPacks } from "#cli/rules-folder.ts";
import type { Problem } from "#core/program/pack.ts";
import { aCopyOfCemewe, scratch } from "./waymark.ts";

const command = resolve(import.meta.dirname, "../../cli/waymark.js");

const deep = "x".repeat(250);

/** Folders in folders, until their path is longer than any that can be read, whoever one is. */
function deeper(folder: string): void {
  const steps = [...Array(16).fill(`cd ${deep}`), ""].map((step) => `mkdir ${deep}; ${step}`);
  const { status } = spawnSync("sh", ["-ec", steps.join("\n")], { cwd: folder });
  expect(status).toBe(0);
}

/** `waymark check --watch` as a person runs it; ended by its own id when the test ends. */
function watching(rules: string) {
  const child = spawn(process.execPath, [command, "check", "--watch", "--rules", rules], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let heard = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (heard += String(chunk)));
  /** What was printed since the last call, as soon as this is among it. */
  const until = async (words: string | RegExp): Promise<string> => {
    const end = Date.now() + 25_000;
    while (!heard.match(words)) {
      if (Date.now() > end) throw new Error(`never said ${words}, but: ${heard}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    const said = heard;
    heard = "";
    return said;
  };
  return { child, until };
}

async function ended(child: ChildProcess): Promise<number | null> {
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  return code;
}

describe("check --watch", () => {
  it("says what is new and what is mended, through half a file and a folder that goes and comes", async () => {
    const rules = aCopyOfCemewe();
    const path = join(rules, "cemewe/routing.json");
    const right = readFileSync(path, "utf8");
    const wrong = right.replace('"fact": "arrivedAlone"', '"fact": "arivedAlone"');
    const { child, until } = watching(rules);
    expect(await until("Ctrl-C ends it.")).toContain("fine  cemewe");

    writeFileSync(path, wrong);
    const broken = await until("1 problem");
    expect(broken).toMatch(
      /changed: cemewe\/routing\.json\nnew {2}cemewe\/routing\.json:11:21 {2}"arivedAlone" is not a fact/,
    );
    expect(broken).not.toContain("gone");

    writeFileSync(path, wrong.slice(0, 900));
    const half = await until("2 problems");
    expect(half).toContain("never closed");
    expect(half).not.toContain("mended");

    writeFileSync(path, right);
    const mended = await until("fine  cemewe");
    expect(mended).toContain('mended  cemewe/routing.json  "arivedAlone" is not a fact');
    expect(mended).toContain("mended  cemewe/routing.json  the file ends");
    expect(mended).not.toContain("new  ");

    renameSync(join(rules, "cemewe"), join(rules, "..", "away"));
    await until("There are no programs here.");
    renameSync(join(rules, "..", "away"), join(rules, "cemewe"));
    await until("fine  cemewe");

    expect(await ended(child)).toBe(0);
    expect(await until("Ended.")).not.toContain("Error");
  }, 120_000);

  it("keeps what editors know up to date, and looks again at what extends a changed program", async () => {
    const rules = aCopyOfCemewe();
    const facts = join(rules, "cemewe/facts.json");
    mkdirSync(join(rules, "espoo"));
    writeFileSync(join(rules, "espoo/program.json"), '{ "extends": "cemewe" }');
    const { child, until } = watching(rules);
    expect(await until("Ctrl-C ends it.")).toContain("fine  cemewe, espoo");
    writeFileSync(
      facts,
      readFileSync(facts, "utf8").replace('"facts": {', '"facts": { "likesTea": { "type": "boolean" },'),
    );
    const said = await until(/\d+ problems/);
    expect(said).toContain('the text "facts.likesTea" is missing in "en"');
    expect(readFileSync(join(rules, "cemewe/.schemas/words.schema.json"), "utf8")).toContain('"likesTea"');

    deeper(join(rules, "espoo"));
    writeFileSync(join(rules, "espoo/program.json"), '{"extends": "cemewe"}');
    expect(await until("not read: espoo")).toContain(
      "unread  espoo cannot be read (ENAMETOOLONG); we try again.",
    );
    spawnSync("rm", ["-rf", join(rules, "espoo", deep)]);
    await until(/espoo can be read again\n\d+ problems/);
    expect(await ended(child)).toBe(0);
  }, 60_000);

  it("loses no change of many that come while it checks", async () => {
    const rules = aCopyOfCemewe();
    const path = join(rules, "cemewe/routing.json");
    const right = readFileSync(path, "utf8");
    const { child, until } = watching(rules);
    await until("Ctrl-C ends it.");
    for (let round = 0; round < 30; round++) {
      writeFileSync(path, right.replace('"fact": "arrivedAlone"', `"fact": "aloneIn${round}"`));
      await new Promise((done) => setTimeout(done, 50));
    }
    await until(/new {2}\S+ {2}"aloneIn29" is not a fact/);
    expect(await ended(child)).toBe(0);
  }, 60_000);
});

describe("what changed in a rules folder", () => {
  it("is seen by any write, also one that leaves the size, and not where nothing was written", async () => {
    const rules = scratch();
    mkdirSync(join(rules, "one/forms"), { recursive: true });
    mkdirSync(join(rules, "one/.schemas"));
    const write = (file: string, text: string) => writeFileSync(join(rules, file), text);
    write("one/program.json", "1");
    write("one/forms/a.json", "1");
    const looks = [await lookAt(rules), await lookAt(rules)];
    expect(changedFiles(looks[0]!, looks[1]!)).toEqual([]);
    write("one/forms/a.json", "2");
    write("one/.schemas/words.schema.json", "{}");
    looks.push(await lookAt(rules));
    expect(changedFiles(looks[1]!, looks[2]!)).toEqual(["one/forms/a.json"]);
    rmSync(join(rules, "one"), { recursive: true });
    expect(changedFiles(looks[2]!, await lookAt(rules))).toEqual(["one/forms/a.json", "one/program.json"]);
    expect([...(await lookAt(join(rules, "nowhere"))).keys()]).toEqual([]);
  });

  it("touches the program and all that extend it, also in a chain, and ends where they extend each other", async () => {
    const rules = scratch();
    const bases = {
      base: undefined,
      city: "base",
      district: "city",
      other: undefined,
      one: "two",
      two: "one",
    };
    for (const [id, base] of Object.entries(bases)) {
      mkdirSync(join(rules, id));
      writeFileSync(join(rules, id, "program.json"), JSON.stringify({ extends: base }));
    }
    const touched = (file: string) => touchedPacks(rules, Object.keys(bases), [file]);
    expect(await touched("base/facts.json")).toEqual(["base", "city", "district"]);
    expect(await touched("district/facts.json")).toEqual(["district"]);
    expect(await touched("one/facts.json")).toEqual(["one", "two"]);
  });
});

describe("problems since the last check", () => {
  const problem = (more: Partial<Problem> = {}): Problem => ({
    ...{ file: "a.json", line: 1, column: 1, code: "x", message: "wrong", fix: "mend it" },
    ...more,
  });

  it("are not new because they stand on another line, and two alike are two", () => {
    expect(compare([problem()], [problem({ line: 9 })])).toEqual({ fresh: [], gone: [] });
    expect(compare([problem()], [problem(), problem({ line: 9 })])).toEqual({
      fresh: [problem({ line: 9 })],
      gone: [],
    });
    expect(compare([problem(), problem({ message: "other" })], [problem()])).toEqual({
      fresh: [],
      gone: [problem({ message: "other" })],
    });
  });
});
