import { parse, type ValueNode } from "@humanwhocodes/momoa";
import { syntaxFault } from "./json-fault.ts";
import { type Fault, guard } from "./json-guard.ts";
import type { JsonNode, Member, Place } from "./node.ts";
import type { Problem } from "./pack.ts";

export type Read = { node: JsonNode; problems: [] } | { node?: undefined; problems: Problem[] };

/** JSON text with positions. Never throws, whatever the text is. */
export function readJson(file: string, written: string): Read {
  const text = written.replace(/^\uFEFF/, "");
  const refused = guard(text);
  if (refused) return { problems: [atOffset(file, text, refused)] };
  let body: ValueNode;
  try {
    body = parse(text, { mode: "json" }).body;
  } catch (error) {
    const offset = offsetOf(error, text);
    return { problems: [atOffset(file, text, syntaxFault(text, offset))] };
  }
  const problems: Problem[] = [];
  const node = convert(file, body, problems);
  return problems.length > 0 ? { problems } : { node, problems: [] };
}

/** The parser is not sure where the end is when it runs into it. */
function offsetOf(error: unknown, text: string): number {
  const { message, offset } = error as { message: string; offset?: number };
  return message.includes("end of input") ? text.length : (offset ?? text.length);
}

function atOffset(file: string, text: string, { offset, ...fault }: Fault): Problem {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, ...fault };
}

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

function convert(file: string, ast: ValueNode, problems: Problem[]): JsonNode {
  const at: Place = { file, line: ast.loc.start.line, column: ast.loc.start.column };
  if (ast.type === "Object") return { kind: "object", at, members: members(file, ast.members, problems) };
  if (ast.type === "Array") {
    return { kind: "list", at, items: ast.elements.map((element) => convert(file, element.value, problems)) };
  }
  if (ast.type === "Null" || ast.type === "NaN" || ast.type === "Infinity")
    return { kind: "value", at, value: null };
  if (ast.type === "String") problems.push(...strangeSigns(at, ast.value));
  if (ast.type === "Number" && !Number.isFinite(ast.value)) problems.push(endless(at));
  return { kind: "value", at, value: ast.value };
}

const endless = (at: Place): Problem => ({
  ...at,
  code: "json.number",
  message: "this number is larger than any that can be kept",
  fix: "Write a smaller number, or a text between double quotes.",
});

/** Signs that nobody sees, and that would speak to a terminal or a printer; lines and tabs are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

function strangeSigns(at: Place, text: string): Problem[] {
  if (!text.isWellFormed()) return [halfSign(at)];
  const [found] = unseen.exec(text) ?? [];
  if (found === undefined) return [];
  const number = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const message = `this text holds a sign that cannot be seen (U+${number})`;
  return [{ ...at, code: "json.sign", message, fix: "Take it out." }];
}

const halfSign = (at: Place): Problem => ({
  ...at,
  code: "json.encoding",
  message: "this text holds one half of a sign that is written with two",
  fix: "Write the sign itself instead of its number.",
});

function members(
  file: string,
  all: Extract<ValueNode, { type: "Object" }>["members"],
  problems: Problem[],
): Map<string, Member> {
  const found = new Map<string, Member>();
  for (const { name, value } of all) {
    const key = name.type === "String" ? name.value : name.name;
    const at: Place = { file, line: name.loc.start.line, column: name.loc.start.column };
    const first = found.get(key);
    const strange = strangeSigns(at, key);
    if (forbidden.has(key)) problems.push(refusedKey(at, key));
    else if (strange.length > 0) problems.push(...strange);
    else if (first) problems.push(duplicateKey(at, key, first.at));
    else found.set(key, { at, node: convert(file, value, problems) });
  }
  return found;
}

const refusedKey = (at: Place, key: string): Problem => ({
  ...at,
  code: "json.key",
  message: `"${key}" cannot be a name`,
  fix: "Choose another name.",
});

const duplicateKey = (at: Place, key: string, first: Place): Problem => ({
  ...at,
  code: "json.duplicate",
  message: `"${key}" is written twice; it is already in line ${first.line}`,
  fix: "Keep one of the two, or give one another name.",
});
