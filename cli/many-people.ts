import type * as z from "zod";
import type { ExamplePerson } from "#core/program/example.ts";
import type { JsonNode, Place } from "#core/program/node.ts";
import type { Problem } from "#core/program/pack.ts";
import { readJson } from "#core/program/read-json.ts";

/** One person of a long list: what was read, and its places should they be wanted. */
export interface Listed<P extends ExamplePerson> {
  person: P | undefined;
  node(): JsonNode | Problem[];
}

/**
 * A list of people that is too long to be read with the place of each word. Each person is read by itself, and with places
 * only once something is wrong with them. Undefined when the text is no list.
 */
export function readMany<P extends ExamplePerson>(
  file: string,
  text: string,
  one: z.ZodType<P>,
): Listed<P>[] | undefined {
  const parts = elements(text);
  return parts?.map(({ start, end, line }) => {
    const own = text.slice(start, end);
    return { person: personIn(own, one), node: () => located(file, own, line) };
  });
}

function personIn<P>(text: string, one: z.ZodType<P>): P | undefined {
  try {
    return one.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function located(file: string, text: string, line: number): JsonNode | Problem[] {
  const { node, problems } = readJson(file, text);
  return node ? moved(node, line) : problems.map((problem) => ({ ...problem, line: problem.line + line }));
}

function moved(node: JsonNode, by: number): JsonNode {
  const at = (place: Place): Place => ({ ...place, line: place.line + by });
  if (node.kind === "value") return { ...node, at: at(node.at) };
  if (node.kind === "list")
    return { ...node, at: at(node.at), items: node.items.map((item) => moved(item, by)) };
  const members = [...node.members].map(
    ([key, member]) => [key, { at: at(member.at), node: moved(member.node, by) }] as const,
  );
  return { ...node, at: at(node.at), members: new Map(members) };
}

interface Element {
  start: number;
  end: number;
  /** How many lines stand before it. */
  line: number;
}

/** Where the members of the outermost list stand. */
function elements(text: string): Element[] | undefined {
  const first = text.search(/[^\s\uFEFF]/);
  if (text[first] !== "[") return undefined;
  const found: Element[] = [];
  let [depth, line, start, began] = [0, 0, -1, 0];
  const add = (end: number) => {
    if (start >= 0) found.push({ start, end, line: began });
    start = -1;
  };
  for (let offset = first + 1; offset < text.length; offset++) {
    const char = text[offset]!;
    if (char === "\n") line++;
    if (/\s/.test(char)) continue;
    if (depth === 0 && (char === "," || char === "]")) add(offset);
    else if (start < 0) [start, began] = [offset, line];
    if (char === '"') offset = closing(text, offset);
    else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    if (depth < 0) return found;
  }
  add(text.length);
  return found;
}

function closing(text: string, from: number): number {
  for (let offset = from + 1; offset < text.length; offset++) {
    if (text[offset] === "\\") offset++;
    else if (text[offset] === '"') return offset;
  }
  return text.length;
}
