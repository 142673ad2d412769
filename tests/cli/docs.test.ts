import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { waymark } from "./waymark.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "rules/README.md",
  "docs/changing-a-rule.md",
  "docs/matching.md",
  "docs/operations.md",
  "docs/runbook.md",
  "docs/decisions/0003-releases.md",
];
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

afterEach(() => void vi.restoreAllMocks());

/** Of the blocks of a page, and of what stands in backticks: calls of one command, without what the shell does with them. */
function callsOf(command: "waymark" | "sst", text: string): string[][] {
  const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```/gms)].map(([, block]) => block!);
  const inline = [...text.replaceAll(/^ *```.*?^ *```/gms, "").matchAll(/`([^`]+)`/g)].map(
    ([, code]) => code!,
  );
  const lines = blocks.flatMap((block) => block.replaceAll("\\\n", " ").split("\n"));
  return [...lines, ...inline.map((code) => code.replaceAll(/\s+/g, " "))]
    .flatMap((line) => wordsOf(line))
    .filter(([first, second]) => first === "npx" && second === command)
    .map((words) => words.slice(2));
}

/** A line as the shell takes it apart: commands between "&&", "|" and ";", without comments and variables before them. */
function wordsOf(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [, single, double, sign, comment, bare] of line.matchAll(
    /'([^']*)'|"([^"]*)"|(&&|[|;])|(#.*)|([^\s'"|;&]+)/g,
  )) {
    if (comment !== undefined) break;
    if (sign) commands.push([]);
    else commands.at(-1)!.push(single ?? double ?? bare!);
  }
  return commands.map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))));
}

/** The real command line with all its options, which does nothing in the end. */
async function parses(words: string[]): Promise<string> {
  const done = vi.fn();
  const action = Command.prototype.action;
  vi.spyOn(Command.prototype, "action").mockImplementation(function (this: Command) {
    return action.call(this, done);
  });
  const { code, stderr } = await waymark(...words);
  vi.restoreAllMocks();
  return code === 0 && done.mock.calls.length === 1
    ? "fine"
    : `${words.join(" ")}: ${stderr || "did nothing"}`;
}

describe("what the pages tell people to type", () => {
  it.each(pages)("is understood by our command line: %s", async (page) => {
    for (const call of callsOf("waymark", textOf(page))) expect(await parses(call)).toBe("fine");
  });

  it("is looked at, and a wrong line is seen", async () => {
    expect(callsOf("waymark", textOf("docs/operations.md")).length).toBeGreaterThan(10);
    expect(callsOf("waymark", "`npx waymark\ndoctor`")).toEqual([["doctor"]]);
    expect(callsOf("waymark", '```sh\nA=1 npx waymark invite "A B" \\\n --json # x\n```\n')).toEqual([
      ["invite", "A B", "--json"],
    ]);
    expect(await parses(["doctor", "--stag", "production"])).toContain("unknown option");
    expect(await parses(["publish"])).toContain("missing required argument");
    expect(await parses(["publish", "one", "two"])).toContain("too many arguments");
  });

  it("is a command of SST's that this project means", () => {
    const known = ["deploy", "diff", "refresh", "secret set", "dev", "remove", "unlock"];
    const calls = pages.flatMap((page) => callsOf("sst", textOf(page)));
    expect(calls.length).toBeGreaterThan(15);
    for (const [first, second] of calls)
      expect(known).toContain(first === "secret" ? `${first} ${second}` : first);
  });
});

describe("the way into production", () => {
  const text = textOf("docs/operations.md");
  const [ownStage, rest] = text.split(/^## Production$/m);
  const at = (words: string): number => {
    expect(rest).toContain(words);
    return rest!.indexOf(words);
  };

  it("names the stage in every line that touches it", () => {
    const calls = [...callsOf("sst", rest!), ...callsOf("waymark", rest!)];
    expect(calls.length).toBeGreaterThan(10);
    for (const call of calls)
      expect(call.join(" ")).toMatch(/ --stage (\$?STAGE|NAME|staging|production)\b|^secret set NAME/);
  });

  it("goes in an order in which no step wants a later one", () => {
    const order = [
      ...["create-hosted-zone", "*Mail domain.*", "secret set LinkKey", "request-service-quota-increase"],
      ...[".env.production", "sst deploy --stage $STAGE", "set-alarm-state", "waymark publish"],
      ...["secret set Webhooks '{\"cemewe", "waymark doctor", "waymark invite"],
    ].map(at);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it("opens every form of the program that it publishes", () => {
    const forms = readdirSync(join(root, "rules/cemewe/intake")).map(
      (file) => `cemewe/${file.replace(".json", "")}`,
    );
    for (const part of [ownStage!, rest!]) {
      const told = callsOf("sst", part).filter(([, , name, value]) => name === "Webhooks" && value !== "{}");
      expect(told).toHaveLength(1);
      expect(Object.keys(JSON.parse(told[0]![3]!)).toSorted()).toEqual(forms.toSorted());
    }
  });
});
