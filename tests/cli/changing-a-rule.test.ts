import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { Rule } from "#core/program/rule-set.ts";
import { startSystem } from "../end-to-end/system.ts";
import { useEnvironment } from "./a-stage.ts";
import { aCopyOfTheRules, waymark } from "./waymark.ts";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/changing-a-rule.md"), "utf8");
const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
afterAll(() => rmSync(data, { recursive: true }));
beforeEach(() => void vi.stubEnv("NO_COLOR", "1"));
afterEach(() => void vi.unstubAllEnvs());

/** Each command of the page in its order, with what the page says that it prints. */
const told = [...page.matchAll(/```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs)].flatMap(([, lines, text]) => {
  const commands = lines!.trim().split("\n");
  return commands.map((command, n) => ({ command, text: n === commands.length - 1 ? text : undefined }));
});

const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!).slice(2);

/** What the page tells people to change in routing.json: the rule as it is printed there, above "close-to-work". */
function change(rules: string): void {
  const rule = Rule.parse(JSON.parse(/```json\n(.*?)```/s.exec(page)![1]!));
  const file = join(rules, "cemewe/routing.json");
  const routing = JSON.parse(readFileSync(file, "utf8"));
  const others = routing.rules.filter(({ name }: Rule) => name !== rule.name);
  const place = others.findIndex(({ name }: Rule) => name === "close-to-work");
  writeFileSync(file, JSON.stringify({ ...routing, rules: others.toSpliced(place, 0, rule) }));
}

function mendTheExample(rules: string): void {
  const file = join(rules, "cemewe/examples/samira.json");
  const example = JSON.parse(readFileSync(file, "utf8"));
  example.person.facts.localLanguageLevel = "everyday";
  writeFileSync(file, JSON.stringify(example));
}

/** Numbers, names and versions are other ones each time; the words are not. */
const shape = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

it("the page for coordinators can be walked from its first line to its last, and prints what it says", async () => {
  const system = await startSystem({ data });
  useEnvironment(data);
  const rules = aCopyOfTheRules();
  const run = (command: string) => {
    const words = wordsOf(command).map((word) => word.replace(/^rules\//, `${rules}/`));
    return waymark(...words, ...(words[0] === "move" ? [] : ["--rules", rules]));
  };
  change(rules);
  const seen = new Map<string, string>();
  for (const { command, text } of told) {
    const { code, stdout, stderr } = await run(command);
    expect(code, `${command}: ${stderr}`).toBe(command.includes("check") ? 1 : 0);
    if (command.includes("check")) {
      mendTheExample(rules);
      expect((await run(command)).stdout).toContain("0 problems");
    }
    if (text && /check|decide/.test(command)) for (const line of shape(text)) expect(stdout).toContain(line);
    seen.set(command, stdout);
  }
  await system.close();
  const printed = (part: string) => [...seen].find(([command]) => command.endsWith(part))![1];
  expect(printed("--yes")).not.toBe("");
  expect(printed("move cemewe")).toMatch(/new +0 .*\n +waiting +0 .*\n +past +0 .*\n +next-step +0 /);
  expect(printed("--undo --yes")).toContain("is live now");
  expect(printed("--history")).toMatch(
    /\(live\)\n {4}An earlier version.*[\s\S]*\n {4}Everyday language first/,
  );
  expect(told.map(({ command }) => wordsOf(command)[0])).toEqual([
    ...["check", "decide", "rehearse", "impact", "publish", "publish", "move", "move"],
    ...["publish", "move", "publish"],
  ]);
}, 60_000);
