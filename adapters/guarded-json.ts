import { exactJson } from "#core/forms/exact-json.ts";

export type Guarded = { value: unknown } | { status: 400 | 413 | 422; code: string; message: string };

const deepest = 32;
const mostKeys = 2000;
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads JSON that a stranger sent. How deep it is gets measured in the text, before anything is built: Node parses a depth
 * that other functions then fail on.
 */
export function guardedJson(rawBody: Uint8Array): Guarded {
  const text = decode(rawBody);
  if (text === undefined)
    return { status: 400, code: "body.not-utf8", message: "The body is not UTF-8 text." };
  if (depthOf(text) > deepest) {
    return { status: 413, code: "body.too-deep", message: `The JSON nests deeper than ${deepest} levels.` };
  }
  try {
    const value = exactJson(text);
    return faultIn(value) ?? { value };
  } catch {
    return { status: 400, code: "body.not-json", message: "The body is not JSON." };
  }
}

function decode(rawBody: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
  } catch {
    return undefined;
  }
}

/** Brackets outside of strings, in one pass; for text that is no JSON the number means nothing, and the parser says so. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === "\\") at += 1;
    else if (quoted) continue;
    else if (character === "[" || character === "{") most = Math.max(most, ++depth);
    else if (character === "]" || character === "}") depth -= 1;
  }
  return most;
}

function faultIn(value: unknown): Guarded | undefined {
  let keys = 0;
  const walk = (item: unknown): Guarded | undefined => {
    if (typeof item !== "object" || item === null) return undefined;
    if (!Array.isArray(item)) {
      for (const key of Object.keys(item)) {
        keys += 1;
        if (forbidden.has(key)) {
          return {
            status: 422,
            code: "body.forbidden-key",
            message: `The JSON has a key "${key}", which is not accepted.`,
          };
        }
      }
    }
    if (keys > mostKeys)
      return { status: 413, code: "body.too-many-keys", message: `The JSON has more than ${mostKeys} keys.` };
    for (const inner of Object.values(item)) {
      const fault = walk(inner);
      if (fault) return fault;
    }
    return undefined;
  };
  return walk(value);
}
