/** Pulumi marks secrets, assets and references to resources with an object that has this key. */
const mark = "4dabf18193072939515e22adb298388d";
const kinds = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
};

/** An input as plain data: the value of a secret, the name of a resource, the path of an asset. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  const marked = value as Record<string, unknown>;
  if (marked[mark] === kinds.secret || marked[mark] === kinds.output) return unwrapped(marked.value);
  if (marked[mark] === kinds.resource) return marked.urn;
  return Object.fromEntries(Object.entries(marked).flatMap(entry));
}

function entry([name, value]: [string, unknown]): [string, unknown][] {
  // What is left of a promise is internal to Pulumi's assets; an undefined input is no input.
  if (name === mark || name.startsWith("__pulumi") || value === undefined || value instanceof Promise)
    return [];
  return [[name, unwrapped(value)]];
}
