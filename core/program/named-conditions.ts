import type { Draft } from "./draft.ts";
import { fileRole } from "./file-kind.ts";
import { didYouMean, writeOneOf } from "./guess.ts";
import { type JsonNode, type Member, nodeAt, type Place, type Sources } from "./node.ts";
import { mostConditions, mostNames, mostNested } from "./rule-set.ts";

/**
 * The files with every {"condition": "name"} replaced by what the name stands for: the rule set's own, else that of
 * conditions.json. Replaced parts keep the place where they are written, so problems are told there. A name that is not known,
 * that turns in a circle, or that makes a file too large is a problem.
 */
export function replaceNames(sources: Sources): { sources: Sources; problems: Draft[] } {
  const problems: Draft[] = [];
  const kept = Object.entries(sources).map(([path, node]): [string, JsonNode] => {
    return [path, "kind" in fileRole(path) ? withFewNames(node, problems) : node];
  });
  const shared = definitionsIn(Object.fromEntries(kept)["conditions.json"]);
  const replaced = kept.map(([path, node]): [string, JsonNode] => {
    const role = fileRole(path);
    if ("wrong" in role || !holdsConditions.has(role.kind)) return [path, node];
    const own = role.kind === "rule-set" ? definitionsIn(node) : new Map<string, Member>();
    problems.push(...[...own].filter(([name]) => shared.has(name)).map(([name, { at }]) => twice(name, at)));
    const names: Names = { definitions: new Map([...shared, ...own]), known: new Map(), problems };
    return [path, replaceInFile(names, node)];
  });
  return { sources: Object.fromEntries(replaced), problems };
}

const holdsConditions: ReadonlySet<string> = new Set(["rule-set", "conditions", "journey", "indicators"]);

interface Names {
  definitions: Map<string, Member>;
  /** What was replaced before. */
  known: Map<string, Part>;
  problems: Draft[];
}

/** Something whose names are replaced: how many single conditions it has, and how many groups inside groups. */
interface Part {
  node: JsonNode;
  size: number;
  depth: number;
}

function definitionsIn(node: JsonNode | undefined): Map<string, Member> {
  const group = node && nodeAt(node, ["conditions"]);
  return group?.kind === "object" ? group.members : new Map();
}

/** At most so many names in one file; the rest is not even looked at. */
function withFewNames(node: JsonNode, problems: Draft[]): JsonNode {
  const names = [...definitionsIn(node)];
  if (names.length <= mostNames) return node;
  problems.push(tooManyNames(names[mostNames]![1].at));
  return mapped(node, (inner, key) =>
    key === "conditions" && inner.kind === "object"
      ? { ...inner, members: new Map(names.slice(0, mostNames)) }
      : inner,
  );
}

/** The names themselves are under "conditions" of the file; other conditions under "conditions" and "when", wherever those are. */
function replaceInFile(names: Names, node: JsonNode): JsonNode {
  let size = 0;
  const trees = (here: JsonNode): JsonNode =>
    mapped(here, (inner, key) => {
      if (key === "conditions" || key === "when") return tree(inner);
      return inner.kind === "value" ? inner : trees(inner);
    });
  const tree = (here: JsonNode): JsonNode => {
    if (size > mostConditions) return here;
    const part = replace(names, here, []);
    if (part.depth > mostNested) names.problems.push(tooDeep(deepest(here).at));
    if (size + part.size > mostConditions) names.problems.push(tooMany(here.at));
    size += part.size;
    return part.node;
  };
  return mapped(node, (inner, key) => {
    if (inner.kind === "value") return inner;
    return key === "conditions" ? mapped(inner, tree) : trees(inner);
  });
}

function replace(names: Names, node: JsonNode, under: string[]): Part {
  const name = nameIn(node);
  if (name !== undefined) return named(names, name, node, under);
  const groups = node.kind === "object" ? ["all", "any", "not"].filter((key) => node.members.has(key)) : [];
  if (node.kind !== "object" || groups.length === 0) return { node, size: 1, depth: 0 };
  let [size, depth] = [0, 0];
  const take = (inner: JsonNode): JsonNode => {
    const part = replace(names, inner, under);
    size += part.size;
    depth = Math.max(depth, part.depth);
    return part.node;
  };
  const groupOf = (inner: JsonNode, key: string) => {
    if (!groups.includes(key)) return inner;
    return inner.kind === "list" ? mapped(inner, take) : take(inner);
  };
  return { node: mapped(node, groupOf), size, depth: depth + 1 };
}

function named(names: Names, name: string, node: JsonNode, under: string[]): Part {
  const known = names.known.get(name);
  if (known) return known;
  const stays = { node, size: 1, depth: 0 };
  const definition = names.definitions.get(name);
  if (!definition || under.includes(name) || under.length >= mostNested) {
    names.problems.push(
      !definition
        ? unknown(names, name, node.at)
        : under.includes(name)
          ? circle([...under, name], node.at)
          : tooDeep(node.at),
    );
    return stays;
  }
  const part = replace(names, definition.node, [...under, name]);
  const fits = part.size <= mostConditions && part.depth <= mostNested;
  if (!fits) names.problems.push(part.depth > mostNested ? tooDeep(node.at) : tooMany(node.at));
  const result = fits ? part : stays;
  names.known.set(name, result);
  return result;
}

/** The name in {"condition": "name"}; anything else is for the schema to judge. */
function nameIn(node: JsonNode): string | undefined {
  if (node.kind !== "object" || node.members.size !== 1) return undefined;
  const said = node.members.get("condition")?.node;
  return said?.kind === "value" && typeof said.value === "string" ? said.value : undefined;
}

function mapped(node: JsonNode, change: (inner: JsonNode, key: string) => JsonNode): JsonNode {
  if (node.kind === "list") return { ...node, items: node.items.map((item) => change(item, "")) };
  if (node.kind === "value") return node;
  const members = [...node.members].map(
    ([key, member]) => [key, { ...member, node: change(member.node, key) }] as const,
  );
  return { ...node, members: new Map(members) };
}

/** The group that is one too deep. */
function deepest(node: JsonNode, groups = 0): JsonNode {
  const inner =
    node.kind === "object" ? ["all", "any", "not"].flatMap((key) => node.members.get(key)?.node ?? []) : [];
  const parts = inner.flatMap((part) => (part.kind === "list" ? part.items : [part]));
  const [next] = parts.sort((one, other) => nesting(other) - nesting(one));
  return !next || groups > mostNested || nesting(next) === 0 ? node : deepest(next, groups + 1);
}

function nesting(node: JsonNode): number {
  if (node.kind === "value") return 0;
  const inner = node.kind === "list" ? node.items : [...node.members.values()].map((member) => member.node);
  const own = node.kind === "object" && ["all", "any", "not"].some((key) => node.members.has(key)) ? 1 : 0;
  return own + Math.max(0, ...inner.map(nesting));
}

const unknown = ({ definitions }: Names, name: string, at: Place): Draft => {
  const message = () => `there is no condition called "${name}"${didYouMean(name, definitions.keys())}`;
  const otherwise = 'Write it under "conditions" of this file, or in conditions.json.';
  return {
    ...at,
    code: "condition.unknown",
    message,
    fix: () => writeOneOf(name, definitions.keys(), otherwise),
  };
};

const circle = (names: string[], at: Place): Draft => ({
  ...at,
  code: "condition.circle",
  message: `the condition "${names.at(-1)}" is made of itself (${names.slice(names.indexOf(names.at(-1)!)).join(" -> ")})`,
  fix: "Say one of them with facts alone.",
});

const twice = (name: string, at: Place): Draft => ({
  ...at,
  code: "condition.twice",
  message: `conditions.json has a condition called "${name}" as well`,
  fix: "Give one of the two another name.",
});

const tooMany = (at: Place): Draft => ({
  ...at,
  code: "condition.too-many",
  message: `with this the file has more than ${mostConditions} single conditions`,
  fix: "Split it into several rule sets.",
});

const tooManyNames = (at: Place): Draft => ({
  ...at,
  code: "condition.too-many",
  message: `with this the file names more than ${mostNames} conditions`,
  fix: "Take out those that no rule refers to.",
});

const tooDeep = (at: Place): Draft => ({
  ...at,
  code: "condition.too-deep",
  message: `groups are nested more than ${mostNested} deep`,
  fix: 'Say it with fewer groups inside groups; "any" of several rules is several rules.',
});
