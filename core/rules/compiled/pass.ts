import type { Row } from "./against.ts";
import { no, unknown, yes } from "./truth.ts";

/** The people of the other side that are still looked at: the first `count` of `who`. */
export interface Chosen {
  who: Int32Array;
  count: number;
}

/**
 * A condition asked of one person against many at once, a column at a time. `turn` makes it ready for one person, and says
 * what it comes to where that is the same against everybody. `set` writes what it says of each of the chosen; `least` and
 * `most` keep what is there already if it is less, or more.
 */
export interface Pass {
  turn(one: number): number | undefined;
  set(chosen: Chosen, out: Row): void;
  least(chosen: Chosen, out: Row): void;
  most(chosen: Chosen, out: Row): void;
}

/** Something that depends on one side only. */
export const given = (truths: Row): Pass => ({
  turn: (one) => truths[one]!,
  set: unneeded,
  least: unneeded,
  most: unneeded,
});

/** What each code of a column comes to, for the person whose turn it is. */
export function column(codes: Uint32Array, rowOf: (one: number) => Row | undefined): Pass {
  let row: Row = new Uint8Array(1);
  return {
    turn(one) {
      const found = rowOf(one);
      if (!found) return unknown;
      row = found;
      return undefined;
    },
    set({ who, count }, out) {
      const truths = row;
      for (let place = 0; place < count; place++) out[place] = truths[codes[who[place]!]!]!;
    },
    least({ who, count }, out) {
      const truths = row;
      for (let place = 0; place < count; place++) {
        const truth = truths[codes[who[place]!]!]!;
        if (truth < out[place]!) out[place] = truth;
      }
    },
    most({ who, count }, out) {
      const truths = row;
      for (let place = 0; place < count; place++) {
        const truth = truths[codes[who[place]!]!]!;
        if (truth > out[place]!) out[place] = truth;
      }
    },
  };
}

/** Several conditions of which all must hold, or any. */
export function group(parts: readonly Pass[], all: boolean, size: number): Pass {
  const [weakest, strongest] = all ? [yes, no] : [no, yes];
  const stronger = all ? Math.min : Math.max;
  const scratch = new Uint8Array(size);
  let open: Pass[] = [];
  let fixed: number = weakest;
  const set: Pass["set"] = (chosen, out) => {
    open[0]!.set(chosen, out);
    for (let part = 1; part < open.length; part++) open[part]![all ? "least" : "most"](chosen, out);
    if (fixed !== weakest)
      for (let place = 0; place < chosen.count; place++) out[place] = stronger(out[place]!, fixed);
  };
  const merged =
    (combine: (...truths: number[]) => number): Pass["set"] =>
    (chosen, out) => {
      set(chosen, scratch);
      for (let place = 0; place < chosen.count; place++) out[place] = combine(out[place]!, scratch[place]!);
    };
  return {
    turn(one) {
      open = [];
      fixed = weakest;
      for (const part of parts) {
        const truth = part.turn(one);
        if (truth === undefined) open.push(part);
        else fixed = stronger(fixed, truth);
        if (fixed === strongest) return fixed;
      }
      return open.length > 0 ? undefined : fixed;
    },
    set,
    least: merged(Math.min),
    most: merged(Math.max),
  };
}

function unneeded(): never {
  throw new Error("what is the same against everybody is not asked of each");
}
