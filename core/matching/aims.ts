import { Temporal } from "temporal-polyfill";
import { durationInWords } from "../messages/value.ts";
import type { Aim } from "../program/aim.ts";
import { own } from "../rules/dictionary.ts";
import type { Graph, Weighing } from "./assignment/problem.ts";
import type { Standing } from "./candidate.ts";
import { wholePoints } from "./whole-points.ts";

/** One aim of a round as numbers: what of it is weighed, or which mentors it keeps together; and how what is reached is told. */
export interface AimedAt {
  aim: Aim;
  weighing?: Weighing;
  groups?: number[][];
  /** How many of the weighing's whole numbers are one of what is told: -1 where less is better. */
  per: number;
  /** False where points had to be rounded. */
  exact: boolean;
  say(reached: number): string;
}

/** Those who stand in a graph, in its order, and the points of its candidates. */
export interface Field {
  graph: Graph;
  mentees: Standing[];
  mentors: Standing[];
  scores: Float64Array;
}

export function aimedAt(aim: Aim, field: Field, on: string): AimedAt {
  const worth = new Float64Array(field.scores.length);
  const bonus = new Float64Array(field.mentees.length);
  switch (aim.aim) {
    case "as many as possible":
      return {
        ...plain(aim, (reached) => count(reached, "pair")),
        weighing: { worth: worth.fill(1), bonus, step: 0 },
      };
    case "best total":
      return bestTotal(aim, field);
    case "spread load":
      return {
        ...plain(
          aim,
          (reached) => `load ${reached}, where a mentor's second mentee counts 1, the third 2, and so on`,
        ),
        ...{ weighing: { worth, bonus, step: 1 }, per: -1 },
      };
    case "nobody waits longer":
      return nobodyWaits(aim, field, on);
    case "keep mentors together":
      return {
        ...plain(aim, (reached) => `${count(reached, "group")} split by ${aim.by}`),
        groups: groupsBy(aim.by, field),
      };
  }
}

const plain = (aim: Aim, say: AimedAt["say"]): AimedAt => ({ aim, per: 1, exact: true, say });

function bestTotal(aim: Aim, { scores, mentees, mentors, graph }: Field): AimedAt {
  const pairs = graph.mentees.most.reduce((sum, most) => sum + most, 0);
  const { points, scale, exact } = wholePoints(scores, pairs + mentees.length + mentors.length);
  const weighing = { worth: points, bonus: new Float64Array(mentees.length), step: 0 };
  return { ...plain(aim, (reached) => count(reached, "point")), weighing, per: scale, exact };
}

function nobodyWaits(
  aim: Extract<Aim, { aim: "nobody waits longer" }>,
  { mentees, scores }: Field,
  on: string,
): AimedAt {
  const since = Temporal.PlainDate.from(on).subtract(Temporal.Duration.from(aim.than)).toString();
  const bonus = Float64Array.from(mentees, ({ waitingSince }) =>
    Number(waitingSince.slice(0, since.length) <= since),
  );
  const long = bonus.reduce((sum, each) => sum + each, 0);
  const than = durationInWords(aim.than, "en");
  return {
    ...plain(
      aim,
      (reached) => `${reached} of ${count(long, "mentee")} who have waited ${than} have somebody`,
    ),
    weighing: { worth: new Float64Array(scores.length), bonus, step: 0 },
  };
}

/** Mentors of whom the fact is known, by its value. */
function groupsBy(fact: string, { mentors }: Field): number[][] {
  const groupOf = (one: number) => own(mentors[one]!.facts, `${mentors[one]!.role}.${fact}`);
  const known = mentors.map((_, one) => one).filter((one) => groupOf(one) !== undefined);
  return [...Map.groupBy(known, groupOf).values()];
}

const count = (number: number, noun: string): string =>
  `${Number(number.toFixed(6))} ${noun}${number === 1 ? "" : "s"}`;
