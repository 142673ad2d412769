import { anything, type Guard } from "./guard.ts";

/** A name that facts come with, what its value must be, and the name that came after it last time: most people's facts come in the same order. */
export interface Name extends Guard {
  name: string;
  /** Of the fact in the layout; -1 where no rule looks at it. */
  place: number;
  next: Name;
}

/** Recognizes names without looking each up: comparing with the one foreseen is several times quicker. */
export interface Names {
  /** Comes before the first. */
  start: Name;
  known: Map<string, Name>;
}

/** Names beyond these that no rule looks at are looked up each time they come. */
const most = 1000;

export function namesIn(places: ReadonlyMap<string, number>, guards: readonly Guard[] = []): Names {
  const start = nameOf("", -1);
  const known = new Map([...places].map(([name, place]) => [name, nameOf(name, place, guards[place])]));
  return { start, known };
}

/** What a name stands for when it is not the one foreseen after another. */
export function turn({ known }: Names, from: Name, name: string): Name {
  const to = known.get(name) ?? nameOf(name, -1);
  if (known.size < most) known.set(name, to);
  from.next = to;
  return to;
}

function nameOf(name: string, place: number, { kind, values, fits } = anything): Name {
  const made = { name, place, kind, values, fits } as Name;
  made.next = made;
  return made;
}
