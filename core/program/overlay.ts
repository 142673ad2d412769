import type { Draft } from "./draft.ts";
import { didYouMean, writeOneOf } from "./guess.ts";
import type { JsonNode, Member, Place, Sources } from "./node.ts";

/**
 * A program's own files laid over those of the program that it extends. Objects are merged by key. Lists whose entries
 * all have an `id` or a `name` are merged by it, in an object's notation too (`"steps": { "second-letter": null }`), and those of
 * forms and intake by what they ask; other lists are replaced. `null` removes. never.json only grows.
 */
export function overlay(base: Sources, own: Sources): { sources: Sources; problems: Draft[] } {
  const problems: Draft[] = [];
  const sources: Sources = { ...base };
  for (const [path, node] of Object.entries(own)) {
    const under = Object.hasOwn(base, path) ? base[path] : undefined;
    if (path === "never.json" && under) sources[path] = grow(under, node, problems);
    else if (!isNull(node))
      sources[path] = under ? merge(under, node, { keys: keysIn(path), problems }) : node;
    else if (under) delete sources[path];
    else problems.push(nothingThere(node.at, path, Object.keys(base)));
  }
  return { sources, problems };
}

/** How one file is laid over another: by which keys the entries of its lists are known, and what was wrong. */
interface Laying {
  keys: readonly string[];
  problems: Draft[];
}

/** Questions have no names: one of a form is known by the fact that it asks for, one of a partner's form by its own words. */
const keysIn = (path: string): readonly string[] =>
  path.startsWith("forms/") ? ["fact"] : path.startsWith("intake/") ? ["question"] : ["id", "name"];

function merge(base: JsonNode, own: JsonNode, laying: Laying): JsonNode {
  if (base.kind === "object" && own.kind === "object") {
    return { kind: "object", at: own.at, members: mergeMembers(base.members, own.members, laying) };
  }
  const key = base.kind === "list" ? identity(base, laying.keys) : undefined;
  if (base.kind !== "list" || key === undefined) return own;
  if (own.kind === "object")
    return { ...own, kind: "list", items: mergeKeyed(base.items, own.members, key, laying) };
  if (own.kind === "list" && identity(own, laying.keys) === key)
    return { ...own, items: mergeItems(base.items, own.items, key, laying) };
  return own;
}

function mergeMembers(
  base: Map<string, Member>,
  own: Map<string, Member>,
  laying: Laying,
): Map<string, Member> {
  const merged = new Map(base);
  const names = [...base.keys()];
  for (const [key, member] of own) {
    const under = base.get(key);
    if (!isNull(member.node))
      merged.set(key, {
        at: member.at,
        node: under ? merge(under.node, member.node, laying) : member.node,
      });
    else if (under) merged.delete(key);
    else laying.problems.push(nothingThere(member.at, key, names));
  }
  return merged;
}

/** Entries under their ids: null takes one out, an object changes it or adds it at the end. */
function mergeKeyed(base: JsonNode[], own: Map<string, Member>, key: string, laying: Laying): JsonNode[] {
  const ids = base.map((item) => idOf(item, key)!);
  const known = new Set(ids);
  const merged = base.flatMap((item, index) => {
    const member = own.get(ids[index]!);
    if (!member) return [item];
    return isNull(member.node) ? [] : [merge(item, member.node, laying)];
  });
  for (const [id, { at, node }] of own) {
    if (known.has(id)) continue;
    if (isNull(node)) laying.problems.push(nothingThere(at, id, ids));
    else merged.push(withId(node, key, id, at));
  }
  return merged;
}

function withId(node: JsonNode, key: string, id: string, at: Place): JsonNode {
  if (node.kind !== "object" || node.members.has(key)) return node;
  const own: Member = { at, node: { kind: "value", at, value: id } };
  return { ...node, members: new Map([[key, own], ...node.members]) };
}

/** A row of entries of which each knows the one after it, so that one can be put in anywhere at once. */
interface Row {
  next?: Entry | undefined;
}
interface Entry extends Row {
  item: JsonNode;
}

/** Entries that the base has keep their place; a new one stands after the one it follows, or before the one it precedes. */
function mergeItems(base: JsonNode[], own: JsonNode[], key: string, laying: Laying): JsonNode[] {
  const row: Row = {};
  const known = new Map<string | undefined, Entry>();
  let last: Row = row;
  for (const item of base) {
    const entry: Entry = { item };
    last.next = entry;
    last = entry;
    const id = idOf(item, key);
    if (!known.has(id)) known.set(id, entry);
  }
  const first = own.map((item) => known.get(idOf(item, key))).find((entry) => entry !== undefined);
  let place = entriesOf(row).find(({ next }) => next === first) ?? row;
  for (const item of own) {
    const id = idOf(item, key);
    const here = known.get(id);
    if (here) here.item = merge(here.item, item, laying);
    else {
      place.next = { item, next: place.next };
      known.set(id, place.next);
    }
    place = known.get(id)!;
  }
  return entriesOf(row).map(({ item }) => item);
}

function entriesOf({ next }: Row): Entry[] {
  const all: Entry[] = [];
  for (let entry = next; entry; entry = entry.next) all.push(entry);
  return all;
}

/** The key by which all entries of a list are known. */
function identity(list: Extract<JsonNode, { kind: "list" }>, keys: readonly string[]): string | undefined {
  if (list.items.length === 0) return undefined;
  return keys.find((key) => list.items.every((item) => idOf(item, key) !== undefined));
}

function idOf(item: JsonNode, key: string): string | undefined {
  const own = item.kind === "object" ? item.members.get(key)?.node : undefined;
  return own?.kind === "value" && typeof own.value === "string" ? own.value : undefined;
}

/** What must not happen in the base must not happen here: lines are added, none goes, none changes. */
function grow(base: JsonNode, own: JsonNode, problems: Draft[]): JsonNode {
  if (isNull(own)) {
    problems.push(removedPromise(own.at));
    return base;
  }
  if (base.kind === "list" && own.kind === "list") return { ...own, items: [...base.items, ...own.items] };
  if (base.kind !== "object" || own.kind !== "object") return own;
  const merged = new Map(base.members);
  for (const [key, { at, node }] of own.members) {
    const under = base.members.get(key);
    if (isNull(node)) problems.push(removedPromise(at));
    else merged.set(key, { at, node: under ? grow(under.node, node, problems) : node });
  }
  return { ...own, members: merged };
}

const isNull = (node: JsonNode) => node.kind === "value" && node.value === null;

const removedPromise = (at: Place): Draft => ({
  ...at,
  code: "never.removed",
  message: "what must never happen cannot be taken away from the program that this one extends",
  fix: "Take this line out; a program can only add to never.json.",
});

function nothingThere(at: Place, key: string, known: readonly string[]): Draft {
  const message = () =>
    `the program that this one extends has no "${key}" to remove${didYouMean(key, known)}`;
  return { ...at, code: "overlay.nothing-there", message, fix: () => writeOneOf(key, known) };
}
