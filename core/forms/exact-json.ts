/**
 * JSON, with whole numbers beyond 2^53 as the text that was written: as numbers, two different ids would become one.
 * @throws SyntaxError where it is no JSON.
 */
export function exactJson(text: string): unknown {
  return /\d{16}/.test(text) ? parseWith(text, exact) : JSON.parse(text);
}

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

/** The third argument is newer than the types of the language level that we write for. */
const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown;

const exact: Reviver = (_, value, context) => {
  if (typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  return context?.source && /^-?\d+$/.test(context.source) ? context.source : value;
};
