import type { Facts } from "#core/program/fact.ts";
import { dictionary } from "./match.ts";

/** One side's facts, a typed array each: how a programmer would hold them to go through a million pairs. */
interface Columns {
  languages: Int32Array;
  interests: Int32Array;
  hours: Int32Array;
  numbers: Record<
    "gender" | "genderWished" | "age" | "youngest" | "oldest" | "employer" | "sector",
    Int32Array
  > &
    Record<"town" | "level" | "cleared" | "online" | "experience" | "readyOn" | "wantsBy", Int32Array>;
}

/** The rules of `match.ts` over columns, as a programmer would write them: points, or -1 where a pair is forbidden. */
export function pairsByHand(
  mentees: Facts[],
  mentors: Facts[],
  seen: (mentee: number, row: Float64Array) => void,
) {
  const she = columns(mentees, "mentee.");
  const he = columns(mentors, "mentor.");
  const [s, h] = [she.numbers, he.numbers];
  const from = day("2026-01-01");
  const row = new Float64Array(mentors.length);
  for (let i = 0; i < mentees.length; i++) {
    for (let j = 0; j < mentors.length; j++) {
      if (
        h.cleared[j] === 0 ||
        (he.languages[j]! & she.languages[i]!) === 0 ||
        (he.hours[j]! & she.hours[i]!) === 0 ||
        h.employer[j] === s.employer[i] ||
        h.age[j]! < s.youngest[i]! ||
        h.age[j]! > s.oldest[i]! ||
        h.readyOn[j]! > s.wantsBy[i]! ||
        h.level[j]! < s.level[i]!
      ) {
        row[j] = -1;
        continue;
      }
      let points = 0;
      if ((he.interests[j]! & she.interests[i]!) !== 0) points += 15;
      if (h.sector[j] === s.sector[i]) points += 30;
      if (h.town[j] === s.town[i]) points += 10;
      if (h.gender[j] === s.genderWished[i]) points += 20;
      if (h.experience[j]! >= s.experience[i]!) points += 8;
      if (h.age[j]! > s.age[i]!) points += 5;
      if (h.online[j] === s.online[i]) points += 4;
      if (h.readyOn[j]! <= from) points += 3;
      row[j] = points;
    }
    seen(i, row);
  }
}

function columns(people: Facts[], side: string): Columns {
  const of = (name: string, code: (value: never) => number) =>
    Int32Array.from(people, (facts) => code(facts[side + name] as never));
  const choice = (name: string) => {
    const values = valuesOf(name);
    return of(name, (value: string) => values.indexOf(value));
  };
  const number = (name: string) => of(name, Number);
  const set = (name: string) => {
    const values = valuesOf(name);
    return of(name, (each: string[]) => each.reduce((bits, one) => bits | (1 << values.indexOf(one)), 0));
  };
  return {
    languages: set("languages"),
    interests: set("interests"),
    hours: of("hours", (each: number[]) => each.reduce((bits, one) => bits | (1 << one), 0)),
    numbers: {
      gender: choice("gender"),
      // "any" is nobody's gender, as in the rules.
      genderWished: choice("genderWished"),
      age: number("age"),
      youngest: number("youngest"),
      oldest: number("oldest"),
      employer: choice("employer"),
      sector: choice("sector"),
      town: choice("town"),
      level: choice("level"),
      cleared: number("cleared"),
      online: number("online"),
      experience: number("experience"),
      readyOn: of("readyOn", day),
      wantsBy: of("wantsBy", day),
    },
  };
}

function valuesOf(name: string): string[] {
  const fact = dictionary.facts[name]!;
  return fact.type === "choice" || fact.type === "choices" ? fact.values : [];
}

const day = (text: string): number => Date.parse(text) / 86_400_000;
