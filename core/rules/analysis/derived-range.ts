import type { FactDictionary, Facts, FactValue } from "../../program/fact.ts";
import { basesOf, derivedOf, entryOf, partsOf } from "../dictionary.ts";
import { dayOf, firstDay } from "./day-number.ts";

/**
 * The figures that a derived fact can come to. `values` where they can be listed; else every figure from `min` to `max`.
 * `exact` is false where the figures between are only nearly all possible.
 */
export interface Range {
  min: number;
  max: number;
  values?: number[];
  exact: boolean;
}

/** A list that people give has no more entries than this. */
export const mostEntries = 60;

/** What a derived fact can come to when the facts behind it are free; `on` is the day of the decision. */
export function rangeOf(dictionary: FactDictionary, ref: string, on: string): Range {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return baseRange(dictionary, ref);
  if ("yearsSince" in derived) return whole(0, Number(on.slice(0, 4)) - Number(firstDay.slice(0, 4)));
  if ("count" in derived) return whole(0, entries(dictionary, derived.count));
  const ranges = basesOf(derived).map((base) => rangeOf(dictionary, partsOf(ref).side + base, on));
  return "lowestOf" in derived ? lowest(ranges) : average(ranges);
}

const whole = (min: number, max: number): Range => ({
  min,
  max,
  values: Array.from({ length: max - min + 1 }, (_, place) => min + place),
  exact: true,
});

function entries(dictionary: FactDictionary, ref: string): number {
  const entry = entryOf(dictionary, ref);
  return entry && "values" in entry && entry.values ? entry.values.length : mostEntries;
}

function baseRange(dictionary: FactDictionary, ref: string): Range {
  const entry = entryOf(dictionary, ref);
  if (entry?.type === "rating") return whole(1, 5);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } =
    entry && "min" in entry ? entry : {};
  return { min, max, exact: true };
}

function lowest(ranges: Range[]): Range {
  const min = Math.min(...ranges.map((range) => range.min));
  const max = Math.min(...ranges.map((range) => range.max));
  const exact = ranges.every((range) => range.exact);
  const all = ranges.every((range) => range.values);
  const values = [...new Set(ranges.flatMap((range) => range.values ?? []))].filter((value) => value <= max);
  return all
    ? { min, max, values, exact }
    : { min, max, exact: exact && ranges.every(({ values }) => !values) };
}

function average(ranges: Range[]): Range {
  const sum = (key: "min" | "max") => ranges.reduce((total, range) => total + range[key], 0);
  const [min, max] = [sum("min") / ranges.length, sum("max") / ranges.length];
  if (!ranges.every((range) => range.values && isRun(range.values)))
    return { min, max, exact: ranges.every(({ exact, values }) => exact && !values) };
  const sums = Array.from({ length: sum("max") - sum("min") + 1 }, (_, place) => sum("min") + place);
  return {
    min,
    max,
    values: sums.map((one) => one / ranges.length),
    exact: ranges.every(({ exact }) => exact),
  };
}

const isRun = (values: number[]): boolean =>
  values.every((value, place) => place === 0 || value === values[place - 1]! + 1);

/** Facts from which the derived one comes to that figure. */
export function realized(dictionary: FactDictionary, ref: string, figure: number, on: string): Facts {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return { [ref]: figure };
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  if ("yearsSince" in derived) return { [bases[0]!]: yearsBefore(on, figure) };
  if ("count" in derived) return { [bases[0]!]: listOf(dictionary, bases[0]!, figure) };
  const ranges = bases.map((base) => rangeOf(dictionary, base, on));
  const figures =
    "lowestOf" in derived ? ranges.map((range) => atLeast(range, figure)) : spread(ranges, figure);
  return Object.assign({}, ...bases.map((base, place) => realized(dictionary, base, figures[place]!, on)));
}

function yearsBefore(on: string, years: number): string {
  const day = `${String(Number(on.slice(0, 4)) - years).padStart(4, "0")}${on.slice(4)}`;
  return dayOf(Math.round(Date.parse(`${day.replace("-02-29", "-02-28")}T00:00:00Z`) / 86_400_000));
}

function listOf(dictionary: FactDictionary, ref: string, length: number): FactValue {
  const entry = entryOf(dictionary, ref);
  if (entry && "values" in entry && entry.values) return entry.values.slice(0, length);
  const { min } = baseRange(dictionary, ref);
  return Array.from({ length }, () => (Number.isFinite(min) ? min : 1));
}

const atLeast = ({ min, values }: Range, figure: number): number =>
  values ? (values.find((value) => value >= figure) ?? values.at(-1)!) : Math.max(min, figure);

/** Figures with that average: each as far up its own range as the others. */
function spread(ranges: Range[], average: number): number[] {
  if (ranges.every(({ min, max }) => min <= average && average <= max && Number.isInteger(average)))
    return ranges.map(() => average);
  let left =
    Math.round(average * ranges.length * 1e9) / 1e9 - ranges.reduce((sum, { min }) => sum + finite(min), 0);
  return ranges.map(({ min, max }) => {
    const more = Math.min(left, finite(max, Number.MAX_VALUE) - finite(min));
    left -= more;
    return finite(min) + more;
  });
}

const finite = (value: number, otherwise = 0): number => (Number.isFinite(value) ? value : otherwise);
