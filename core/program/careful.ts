import type { Draft } from "./draft.ts";
import { type JsonNode, type Member, nodeAt, placeAt, type Sources } from "./node.ts";

/** How carefully a fact is asked and read, the least first. */
const kinds: readonly unknown[] = ["ordinary", "conversation", "staff"];

/**
 * Where a program opens what those that it extends keep closed. Lines of never.json and the rights of readers go by a fact's `kind`
 * and by who is staff: so a fact may be handled with more care than in any program below, never with less, and nobody who takes
 * part there becomes staff. `below` are the programs under it, `layer` is what it writes itself, `laid` what comes out.
 */
export function opened(below: readonly Sources[], layer: Sources, laid: Sources): Draft[] {
  const facts = [...membersOf(layer, "facts.json", "facts").keys()].flatMap((name): Draft[] => {
    const now = careOf(laid, name);
    const before = Math.max(...below.map((sources) => careOf(sources, name) ?? 0));
    return now !== undefined && now < before ? [lessCareful(layer, name, kinds[before])] : [];
  });
  const roles = [...membersOf(layer, "program.json", "roles").keys()].flatMap((name): Draft[] => {
    const takesPart = below.some((sources) => isStaff(sources, name) === false);
    return takesPart && isStaff(laid, name) ? [madeStaff(layer, name)] : [];
  });
  return [...facts, ...roles];
}

function membersOf(sources: Sources, file: string, group: string): Map<string, Member> {
  const node = sources[file] && nodeAt(sources[file], [group]);
  return node?.kind === "object" ? node.members : new Map();
}

/** Undefined when there is no such fact, or its kind is none: its schema tells of that. */
function careOf(sources: Sources, name: string): number | undefined {
  const fact = membersOf(sources, "facts.json", "facts").get(name)?.node;
  const care = fact && kinds.indexOf(valueAt(fact, "kind") ?? "ordinary");
  return care === -1 ? undefined : care;
}

/** Undefined when there is no such role. */
function isStaff(sources: Sources, name: string): boolean | undefined {
  const role = membersOf(sources, "program.json", "roles").get(name)?.node;
  return role && valueAt(role, "staff") === true;
}

function valueAt(node: JsonNode, key: string): unknown {
  const inner = nodeAt(node, [key]);
  return inner?.kind === "value" ? inner.value : undefined;
}

const lessCareful = (layer: Sources, name: string, kind: unknown): Draft => ({
  ...placeAt(layer["facts.json"]!, ["facts", name, "kind"]),
  rule: name,
  code: "overlay.less-careful",
  message: `"${name}" is of the kind "${kind}" in the program that this one extends, and cannot be handled with less care here`,
  fix: `Write "kind": "${kind}", or leave "kind" out.`,
});

const madeStaff = (layer: Sources, name: string): Draft => ({
  ...placeAt(layer["program.json"]!, ["roles", name, "staff"]),
  rule: name,
  code: "overlay.made-staff",
  message: `a ${name} takes part in the program that this one extends, and staff read what those who take part never do`,
  fix: 'Leave "staff" out, and give staff a role of their own.',
});
