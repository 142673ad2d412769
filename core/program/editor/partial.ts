import type { Schema } from "./json-schema.ts";

/**
 * The schema for a file that says only where it differs from the program that it extends: nothing must be there, `null` takes an
 * entry out, and a list of things with an `id` or a `name` may be written as a group under those names.
 */
export function partial(schema: Schema): Schema {
  const { required: _, minItems: __, minProperties: ___, oneOf, ...rest } = schema;
  const made: Schema = { ...rest };
  if (oneOf) made.anyOf = oneOf;
  for (const key of ["anyOf", "allOf"]) if (made[key]) made[key] = (made[key] as Schema[]).map(partial);
  for (const key of ["then", "else"]) if (made[key]) made[key] = partial(made[key] as Schema);
  if (made.properties) made.properties = mapped(made.properties as Schema, orNull);
  if (isSchema(made.additionalProperties)) made.additionalProperties = orNull(made.additionalProperties);
  if (!isSchema(made.items)) return made;
  return isKeyed(schema.items as Schema) || made.type === undefined ? orGroup(made) : made;
}

/** Rules and conditions inside a list without names are replaced as a whole, so they stay whole. */
function orGroup(list: Schema): Schema {
  const items = partial(list.items as Schema);
  if (list.type === undefined) return { ...list, items, additionalProperties: items };
  const { description, ...rest } = list;
  const group = { type: "object", additionalProperties: orNull(list.items) };
  return { ...(description ? { description } : {}), anyOf: [{ ...rest, items }, group] };
}

function orNull(schema: unknown, key = ""): unknown {
  if (!isSchema(schema) || key === "$schema") return schema;
  const { description, doNotSuggest, enum: words, enumDescriptions } = schema;
  if (Array.isArray(words)) {
    const says = Array.isArray(enumDescriptions) && {
      enumDescriptions: [...enumDescriptions, "Takes it out."],
    };
    return { ...schema, enum: [...words, null], ...says };
  }
  const inner = partial(schema);
  if (Object.keys(inner).every((each) => each === "description" || each === "doNotSuggest")) return inner;
  return {
    ...(description ? { description } : {}),
    ...(doNotSuggest === undefined ? {} : { doNotSuggest }),
    anyOf: [inner, { type: "null" }],
  };
}

const mapped = (schemas: Schema, change: (schema: unknown, key: string) => unknown): Schema =>
  Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, change(schema, key)]));

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;

/** Whether the entries of a list are known by an `id` or a `name`, or by what they ask. */
function isKeyed({ properties, anyOf, oneOf, allOf }: Schema): boolean {
  const options = (anyOf ?? oneOf) as Schema[] | undefined;
  if (options) return options.every(isKeyed);
  if (isSchema(properties) && keys.some((key) => key.every((part) => part in properties))) return true;
  const cases = ((allOf ?? []) as Schema[]).flatMap(({ then }) => (isSchema(then) ? [then] : []));
  return cases.some(isKeyed);
}

/** What an entry has that is known by one of these; a condition has a fact, too, and is no question. */
const keys = [["id"], ["name"], ["question"], ["fact", "required"]];
