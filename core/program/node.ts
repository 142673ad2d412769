/** Where something is written. Lines and columns count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** JSON that remembers where each part was written; after an overlay the parts come from different files. */
export type JsonNode =
  | { kind: "object"; at: Place; members: Map<string, Member> }
  | { kind: "list"; at: Place; items: JsonNode[] }
  | { kind: "value"; at: Place; value: string | number | boolean | null };

export interface Member {
  at: Place;
  node: JsonNode;
}

export type Path = readonly PropertyKey[];

/** The files of a program after the overlay, by path: what checks take positions from. */
export type Sources = Record<string, JsonNode>;

/** The plain value. Keys that would reach an object's prototype were refused when the file was read. */
export function toValue(node: JsonNode): unknown {
  if (node.kind === "value") return node.value;
  if (node.kind === "list") return node.items.map(toValue);
  return Object.fromEntries([...node.members].map(([key, member]) => [key, toValue(member.node)]));
}

/** The place of what a path leads to, or of the nearest thing around it that is written down. */
export function placeAt(node: JsonNode, path: Path, what: "value" | "key" = "value"): Place {
  let place = node.at;
  let here: JsonNode | undefined = node;
  for (const [index, step] of path.entries()) {
    const member: Member | undefined = here ? child(here, step) : undefined;
    if (!member) return place;
    place = what === "key" && index === path.length - 1 ? member.at : member.node.at;
    here = member.node;
  }
  return place;
}

export function nodeAt(node: JsonNode, path: Path): JsonNode | undefined {
  let here: JsonNode | undefined = node;
  for (const step of path) here = here && child(here, step)?.node;
  return here;
}

function child(node: JsonNode, step: PropertyKey): Member | undefined {
  if (node.kind === "object") return node.members.get(String(step));
  if (node.kind !== "list") return undefined;
  const item = node.items[Number(step)];
  return item && { at: item.at, node: item };
}

/** What people call the thing around a path: the nearest name or id on the way to it. */
export function nameAround(node: JsonNode, path: Path): string | undefined {
  let here: JsonNode | undefined = node;
  let name = ownName(node);
  for (const [index, step] of path.entries()) {
    const keyed = index === 1 && keyedByName.has(String(path[0]));
    here = here && child(here, step)?.node;
    name = (keyed ? String(step) : undefined) ?? (here && ownName(here)) ?? name;
  }
  return name;
}

const keyedByName = new Set(["facts", "derived", "roles"]);

function ownName(node: JsonNode): string | undefined {
  for (const key of ["name", "id"]) {
    const own = child(node, key)?.node;
    if (node.kind === "object" && own?.kind === "value" && typeof own.value === "string") return own.value;
  }
  return undefined;
}
