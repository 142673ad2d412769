import * as z from "zod";
import { Aims } from "./aim.ts";
import { FactName, few, Slug, Source, Word } from "./identifier.ts";
import { weekTimes } from "./week-times.ts";

/** How many people a list that somebody chooses from has, or how many somebody may pick. */
const Few = z.number().int().min(1).max(50);
const Names = z.array(FactName).min(1).max(20);

/**
 * How a round comes to its pairs. assignment: the best whole assignment; a mentor takes as many as there is room for. groups:
 * mentees who want similar things first, then a mentor for each group. choice: each mentee chooses from a list. speed dating:
 * both sides pick. peer or traditional: as assignment, within the kind of mentor that the mentee wishes. coordinator: nobody is
 * paired by the software. A program that matches nobody has no "matching".
 */
export const Method = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("assignment") }),
  z.strictObject({
    by: z.literal("groups"),
    /** How many mentees a group should have. Another size is shown to a coordinator, never forced. */
    size: z.strictObject({ from: Few, to: Few }),
    /** Facts of a mentee: the more two have in common in them, the better they go together. */
    alike: Names,
    /** Facts of a mentee in which a whole group must have something in common, such as a language. */
    inCommon: Names.optional(),
    /** Facts of a mentee that a group says together of the mentor it wishes. */
    described: Names.optional(),
  }),
  z.strictObject({ by: z.literal("choice"), shortlist: Few.default(5) }),
  z.strictObject({ by: z.literal("speed dating"), picks: Few.default(3) }),
  z.strictObject({
    by: z.literal("peer or traditional"),
    /** The mentee's fact that says which kind of mentor she wishes, and the mentor's that says of which kind he is. */
    wish: FactName,
    kind: FactName,
    /** The wish of one to whom both are welcome. */
    either: Word.optional(),
  }),
  z.strictObject({ by: z.literal("coordinator"), shortlist: Few.default(5) }),
]);
export type Method = z.infer<typeof Method>;

/** Times of a week in words: "mon-fri 17:00-21:00", several with commas between. */
const Times = z
  .string()
  .regex(
    weekTimes,
    'write times of a week such as "mon-fri 17:00-21:00" or "sat 10:00-12:00, sun 10:00-12:00"',
  )
  .max(500);

/** How the parts of a week that people say they are free become half hours of one week for all, counted in UTC. */
const FreeHours = z.strictObject({
  /** The fact of a person that the round says: the half hours of a week from Monday 00:00 UTC, counted from 0 to 335. */
  fact: FactName,
  /** The fact in which people say when they are free, one or several of a few values. */
  from: FactName,
  /** What each of these values means, by the clock of the person. */
  times: few(z.record(z.string().max(100), Times), 100),
  /** The fact with the time zone of a person ("Europe/Helsinki"); that of the program when left out. */
  zone: FactName.optional(),
});
export type FreeHours = z.infer<typeof FreeHours>;

/** program.json "matching": who may be matched with whom and how well they fit, how pairs are found, the journey of a match. */
export const Matching = z.strictObject({
  constraints: Word,
  scores: Word,
  journey: Slug,
  mentor: Word,
  mentee: Word,
  /** By assignment when left out. */
  method: Method.optional(),
  /** What a round does well, the most important first: as many pairs as possible, then the best total, when left out. */
  aims: Aims.optional(),
  /** Facts that the round itself says, so that rules can look at them. */
  says: z
    .strictObject({
      /** Facts of a pair, yes or no: these two were a match before; one of them said no to the other before. */
      matchedBefore: FactName.optional(),
      refusedBefore: FactName.optional(),
      /** A fact of a person, a day: since when they have waited. */
      waitingSince: FactName.optional(),
      /** When somebody is free, so that people in different time zones can be held against each other. */
      freeHours: FreeHours.optional(),
    })
    .optional(),
  /** What the fairness of a round is counted by. Facts: all ordinary ones with a few values when left out. */
  fairness: z
    .strictObject({
      facts: z.array(FactName).max(50).optional(),
      /** Of fewer people than this no figure is given, so that nobody is seen in it. */
      smallest: z.number().int().min(2).max(100).default(5),
    })
    .optional(),
  source: Source.optional(),
});
export type Matching = z.infer<typeof Matching>;

/** A fact that a method looks at, as rules name it, and where program.json names it. */
export interface MethodFact {
  ref: string;
  path: readonly (string | number)[];
}

/** The facts that pairs are found by beside the rules. */
export function methodFacts(matching: Matching): MethodFact[] {
  return [...factsOfMethod(matching), ...factsOfAims(matching), ...factsOfHours(matching)];
}

function factsOfHours({ says, mentor, mentee }: Matching): MethodFact[] {
  const { from, zone } = says?.freeHours ?? {};
  return [mentor, mentee].flatMap((role) => [
    ...(from === undefined ? [] : [{ ref: `${role}.${from}`, path: ["says", "freeHours", "from"] }]),
    ...(zone === undefined ? [] : [{ ref: `${role}.${zone}`, path: ["says", "freeHours", "zone"] }]),
  ]);
}

function factsOfMethod({ method, mentee, mentor }: Matching): MethodFact[] {
  if (method?.by === "groups") {
    return (["alike", "inCommon", "described"] as const).flatMap((use) =>
      (method[use] ?? []).map((name, index) => ({ ref: `${mentee}.${name}`, path: ["method", use, index] })),
    );
  }
  if (method?.by !== "peer or traditional") return [];
  return [
    { ref: `${mentee}.${method.wish}`, path: ["method", "wish"] },
    { ref: `${mentor}.${method.kind}`, path: ["method", "kind"] },
  ];
}

const factsOfAims = ({ aims = [], mentor }: Matching): MethodFact[] =>
  aims.flatMap((aim, place) =>
    aim.aim === "keep mentors together" ? [{ ref: `${mentor}.${aim.by}`, path: ["aims", place, "by"] }] : [],
  );
