/** A program's folder made bad in one place, on purpose: `file` is what a coordinator must be told about. */
export interface Poison {
  name: string;
  /** Named from the program's folder. */
  file: string;
  /** What is written instead, by path; bytes where the encoding is the poison. */
  write: Record<string, string | Uint8Array>;
}

export const rules = "routing.json";

/** A rule set that is right, to be spoiled. */
export const sound = () => ({
  decides: "group",
  hitPolicy: "first match",
  rules: [
    {
      name: "alone-and-new",
      conditions: {
        all: [
          { fact: "arrivedAlone", operator: "equal", value: true as unknown },
          {
            any: [
              { fact: "level", operator: "below", value: "good" },
              { not: { fact: "age", operator: "lessThan", value: 25 } },
              { fact: "languages", operator: "sharesAny", value: ["arabic"] },
            ],
          },
        ],
      },
      event: { type: "intensive", params: { weeks: 2 } },
    },
  ],
  otherwise: { type: "light" },
});

export const soundText = JSON.stringify(sound(), null, 2);

export const poison = (name: string, text: string | Uint8Array, file = rules): Poison => ({
  name,
  file,
  write: { [file]: text },
});

type Step = string | number;

/** The ways to every part of a value, the whole included. */
export function partsOf(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    partsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** The sound rule set as text, with another text in place of one of its parts. */
export function withPart(path: Step[], text: string): string {
  const mark = "<<here>>";
  const root: { it: unknown } = { it: sound() };
  let holder = root as unknown as Record<Step, unknown>;
  let last: Step = "it";
  for (const step of path) {
    holder = holder[last] as Record<Step, unknown>;
    last = step;
  }
  holder[last] = mark;
  return JSON.stringify(root.it, null, 2).replace(`"${mark}"`, () => text);
}

/** The sound rule set as text, with one more entry first in one of its groups. */
export function withEntry(path: Step[], entry: string): string {
  const part = path.reduce<unknown>((here, step) => (here as Record<Step, unknown>)[step], sound());
  const text = JSON.stringify(part);
  return withPart(
    path,
    text.replace("{", () => `{ ${entry}, `),
  );
}

export const groups = (): Step[][] =>
  partsOf(sound()).filter((path) => {
    const part = path.reduce<unknown>((here, step) => (here as Record<Step, unknown>)[step], sound());
    return typeof part === "object" && part !== null && !Array.isArray(part);
  });

export const shown = (path: Step[]) => path.join(".") || "the file";
