import { isDay } from "../../program/day.ts";
import { type Fact, type FactValue, valuesOf as listed } from "../../program/fact.ts";
import { lengthOf } from "../../program/length.ts";
import { derivedOf, entryOf } from "../dictionary.ts";
import type { Atom } from "./atom.ts";
import { dayNumber, dayOf, firstDay, lastDay } from "./day-number.ts";
import { rangeOf } from "./derived-range.ts";
import { type Group, namedBy, typeOf } from "./group.ts";
import { figures, wholes } from "./points.ts";
import type { Space } from "./space.ts";

/** The few values of a fact that is no list: they stand for all, and for every way in which the facts of its group stand to each other. */
export function scalarValues(space: Space, group: Group, ref: string): FactValue[] {
  const entry = entryOf(space.dictionary, ref);
  if (!entry) return ofDerived(space, group, ref);
  switch (entry.type) {
    case "boolean":
      return [true, false];
    case "number":
      return figuresOf(space, group).filter((one) => one >= (entry.min ?? one) && one <= (entry.max ?? one));
    case "rating":
      return [1, 2, 3, 4, 5];
    case "date":
      return daysOf(space, group);
    case "duration":
      return entry.values ?? lengths(space, group);
    case "text":
      return [...words(space, group), ...fresh(space, group)];
    default:
      return [...(listed(entry) ?? [])];
  }
}

function ofDerived(space: Space, group: Group, ref: string): number[] {
  const { min, max, values } = rangeOf(space.dictionary, ref, space.on);
  return values ?? figuresOf(space, group).filter((one) => one >= min && one <= max);
}

/** Figures that any number of the group may need. */
export function figuresOf(space: Space, group: Group): number[] {
  const named = namedBy(group).filter((one) => typeof one === "number");
  const anchors = [...named, ...bounds(space, group)];
  const { near, apart } = distances(group);
  const many = group.refs.filter((ref) => typeOf(space, ref) === "number" && !isListed(space, ref)).length;
  return figures(
    [...anchors, ...near.flatMap((by) => anchors.flatMap((one) => [one - by, one + by]))],
    apart,
    many,
  );
}

const isListed = (space: Space, ref: string): boolean =>
  rangeOf(space.dictionary, ref, space.on).values !== undefined;

/** The ends of each range; where facts with few values are compared with others, each of these values. */
function bounds(space: Space, { refs, atoms }: Group): number[] {
  const between = atoms.flatMap((atom) => (atom.refs.length > 1 ? atom.refs : []));
  return [...new Set([...refs, ...between])].flatMap((ref) => {
    if (!["number", "rating"].includes(typeOf(space, ref)!)) return [];
    const { min, max, values } = rangeOf(space.dictionary, ref, space.on);
    const each = values && (refs.length > 1 || space.follows.has(ref)) ? values : [];
    return [...each, min, max].filter(Number.isFinite);
  });
}

/** How far from a figure of the rule's own, and how far from another fact. */
function distances({ atoms }: Group): { near: number[]; apart: number[] } {
  const by = atoms.filter(({ test }) =>
    ["differsAtMost", "differsMore", "exceedsBy", "doesNotExceedBy"].includes(test.operator),
  );
  const of = (ref: boolean) =>
    by.filter(({ refs }) => refs.length > 1 === ref).map(({ test }) => Number(test.limit));
  return { near: [...new Set(of(false))], apart: of(true) };
}

function daysOf(space: Space, group: Group): string[] {
  const named = namedBy(group).filter(isDay);
  const anchors = [...named, firstDay, lastDay, ...birthdays(space, group)].map(dayNumber);
  const { near, apart } = distances(group);
  const around = near.flatMap((by) => anchors.flatMap((one) => [one - by, one + by]));
  const many = group.refs.filter((ref) => typeOf(space, ref) === "date").length;
  return wholes([...anchors, ...around], apart, many)
    .map(dayOf)
    .filter((day) => day >= firstDay && day <= lastDay);
}

/** Birthdays of the ages that a rule speaks of, where it speaks of the day of birth too. */
function birthdays(space: Space, { refs, atoms }: Group): string[] {
  const ages = [...space.follows].filter(
    ([ref, [base]]) => "yearsSince" in derivedOf(space.dictionary, ref)! && refs.includes(base!),
  );
  return ages.flatMap(([ref]) => {
    const { values } = rangeOf(space.dictionary, ref, space.on);
    const between = atoms.some((atom) => atom.refs.length > 1 && atom.refs.includes(ref));
    const near = atoms.flatMap((atom) => (atom.refs.includes(ref) ? turning(atom) : []));
    return (between ? values! : near)
      .filter((age) => values!.includes(age))
      .map((age) => birthday(space.on, age));
  });
}

/** The ages that begin or end where a comparison with a figure of the rule's own turns. */
function turning({ named, test }: Atom): number[] {
  const by = typeof test.limit === "number" ? test.limit : 0;
  const figures = named.map(Number).flatMap((age) => [age - by, age, age + by]);
  return figures.flatMap((figure) => [Math.floor(figure), Math.ceil(figure), Math.floor(figure) + 1]);
}

/** The last day on which somebody who has that age can be born. */
function birthday(on: string, age: number): string {
  const year = Number(on.slice(0, 4)) - age;
  return isDay(`${year}${on.slice(4)}`) ? `${year}${on.slice(4)}` : `${year}-02-28`;
}

/** Texts that rules name or other facts of the group can have. */
function words(space: Space, group: Group): string[] {
  const others = group.refs.flatMap((ref) => {
    const entry: Fact | undefined = entryOf(space.dictionary, ref);
    return (entry && listed(entry)) ?? [];
  });
  return [...new Set([...namedBy(group), ...others])].filter((one) => typeof one === "string");
}

/** Texts that no rule names, one for each fact. */
const fresh = (space: Space, group: Group): string[] =>
  group.refs.map((_, place) => `${"?".repeat(place + 1)}${words(space, group).join("").length}`);

/** Lengths of time that a rule or another fact names, others as long, and longer and shorter ones. */
function lengths(space: Space, group: Group): string[] {
  const others = group.refs.map((ref) => entryOf(space.dictionary, ref));
  const listed = others.flatMap((entry) => (entry?.type === "duration" ? (entry.values ?? []) : []));
  const named = [...namedBy(group), ...listed].filter((one) => typeof one === "string");
  const minutes = (named.length > 0 ? named : ["P7D"]).map((one) => lengthOf(one) / 10);
  const near = wholes(minutes, [], group.refs.length).filter((one) => one >= 1);
  // A leading zero is another text for the same length: so many may be told apart.
  const spelled = near.flatMap((one) => group.refs.map((_, zeros) => `PT${"0".repeat(zeros)}${one}M`));
  return [...new Set([...named, ...spelled])];
}
