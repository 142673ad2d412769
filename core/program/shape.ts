import type * as z from "zod";
import type { Path } from "./node.ts";

type Schema = z.core.$ZodType;

/** The names that may stand in the object at a path; of all branches that the value there may still take. */
export function namesAt(schema: Schema, value: unknown, path: Path): string[] {
  return [...new Set(objectsAt(schema, value, path).flatMap(Object.keys))];
}

type Shape = Record<string, Schema>;

function objectsAt(schema: Schema, value: unknown, path: Path): Shape[] {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case "optional":
    case "default":
    case "nullable":
      return objectsAt(def.innerType, value, path);
    case "lazy":
      return objectsAt(def.getter(), value, path);
    case "union":
      return branches(def, value).flatMap((option) => objectsAt(option, value, path));
    default:
      return path.length === 0 ? ownShape(def) : stepInto(def, value, path);
  }
}

const ownShape = (def: z.core.$ZodTypes["_zod"]["def"]): Shape[] =>
  def.type === "object" ? [{ ...def.shape }] : [];

function stepInto(def: z.core.$ZodTypes["_zod"]["def"], value: unknown, [step, ...rest]: Path): Shape[] {
  const next = inside(value, step!);
  if (def.type === "object") {
    const member = Object.hasOwn(def.shape, step!) ? def.shape[String(step)] : undefined;
    return member ? objectsAt(member, next, rest) : [];
  }
  if (def.type === "array") return objectsAt(def.element, next, rest);
  if (def.type === "record") return objectsAt(def.valueType, next, rest);
  return [];
}

/** Of branches told apart by one name ("do", "type") the one that the value says; else all of them. */
function branches(def: z.core.$ZodUnionDef, value: unknown): readonly Schema[] {
  const key = "discriminator" in def ? String(def.discriminator) : undefined;
  if (key === undefined) return alike(def.options, value);
  const said = inside(value, key);
  const fitting = def.options.filter((option) => option._zod.propValues?.[key]?.has(said as string));
  return fitting.length > 0 ? fitting : def.options;
}

/** Of other branches those that have one of the names that are there; all, when none has. */
function alike(options: readonly Schema[], value: unknown): readonly Schema[] {
  const names = typeof value === "object" && value !== null ? value : {};
  const shares = (option: Schema) =>
    Object.keys(ownShape((option as z.core.$ZodTypes)._zod.def)[0] ?? {}).some((name) =>
      Object.hasOwn(names, name),
    );
  const fitting = options.filter(shares);
  return fitting.length > 0 ? fitting : options;
}

export function inside(value: unknown, step: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, step)
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined;
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(inside, value);
}
