import { fileRole } from "./file-kind.ts";
import { covers } from "./never-names.ts";
import { type JsonNode, type Member, nodeAt, type Sources } from "./node.ts";
import type { Pack } from "./pack.ts";

/** Places in program.json that a rule set can have, whatever fact it says that it decides. */
export const matchingPlaces = ["matching.constraints", "matching.scores"] as const;

/** What a rule set answers, whatever its name: the fact that it decides, and its place in program.json if it has one. */
export function answersOf({ ruleSets, program }: Pack, name: string): string[] {
  const { constraints, scores } = program.matching ?? {};
  const held = matchingPlaces.filter((_, index) => [constraints, scores][index] === name);
  return Object.hasOwn(ruleSets, name) ? [ruleSets[name]!.decides, ...held] : held;
}

/**
 * The files of a program that another one is laid over: each line of never.json about a rule set also says what that rule set answers
 * here, so that it holds whatever answers that from now on, under whatever name.
 */
export function withAnswers(sources: Sources): Sources {
  const never = sources["never.json"];
  const rules = never && nodeAt(never, ["rules"]);
  if (never?.kind !== "object" || rules?.kind !== "list") return sources;
  const items = rules.items.map((line) => withAnswer(sources, line));
  const member: Member = { at: rules.at, node: { ...rules, items } };
  return { ...sources, "never.json": { ...never, members: new Map([...never.members, ["rules", member]]) } };
}

function withAnswer(sources: Sources, line: JsonNode): JsonNode {
  const said = wordAt(line, "ruleSet");
  if (line.kind !== "object" || said === undefined) return line;
  const { at } = line.members.get("ruleSet")!;
  const known = line.members.get("decides")?.node;
  const before = known?.kind === "list" ? known.items : [];
  const more = answersIn(sources, said).map((value): JsonNode => ({ kind: "value", at, value }));
  const items = [...before, ...more].filter(
    (item, index, all) => all.findIndex((other) => valueIn(other) === valueIn(item)) === index,
  );
  const decides: Member = { at, node: { kind: "list", at, items } };
  return items.length > 0 ? { ...line, members: new Map([...line.members, ["decides", decides]]) } : line;
}

/** As `answersOf`, of every rule set that a line speaks of, from files whose schemas are still to judge them. */
function answersIn(sources: Sources, said: string): string[] {
  const { "program.json": program } = sources;
  const facts = Object.entries(sources).flatMap(([path, node]) => {
    const role = fileRole(path);
    const own = "kind" in role && role.kind === "rule-set" && covers(said, role.id);
    return own ? (wordAt(node, "decides") ?? []) : [];
  });
  const held = matchingPlaces.filter((place) => {
    const name = program && wordAt(program, ...place.split("."));
    return name !== undefined && covers(said, name);
  });
  return [...facts, ...held];
}

function wordAt(node: JsonNode, ...path: string[]): string | undefined {
  const value = valueIn(nodeAt(node, path));
  return typeof value === "string" ? value : undefined;
}

const valueIn = (node: JsonNode | undefined): unknown => (node?.kind === "value" ? node.value : undefined);
