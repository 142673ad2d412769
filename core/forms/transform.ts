import { Temporal } from "temporal-polyfill";
import type { Transform } from "../program/transform.ts";
import { plainDigits } from "./number.ts";
import { type SentValue, textsOf } from "./sent.ts";
import { yesOrNo } from "./yes-no.ts";

/** What a step may need to know besides the answer: when the form came in, and the zone of the program. */
export interface Moment {
  /** An instant in UTC. */
  at: string;
  zone: string;
}

type Raw = SentValue["value"];

/** Takes an answer's values through the steps of its mapping, one after the other. */
export function transform(values: SentValue[], steps: readonly Transform[], moment: Moment): SentValue[] {
  return steps.reduce((all, step) => all.flatMap((sent) => apply(sent, step, moment)), values);
}

function apply(sent: SentValue, step: Transform, moment: Moment): SentValue[] {
  const written = plainDigits(String(sent.value)).trim();
  if (typeof step === "object" && "split" in step) {
    const parts = String(sent.value).split(step.split);
    return textsOf(...parts).map((value) => ({ value, names: [value] }));
  }
  const value = typeof step === "object" ? day(written, step, moment) : one[step](written, moment);
  return value === undefined || value === sent.value ? [sent] : [{ value, names: textsOf(String(value)) }];
}

/** Undefined where a step has nothing to say. */
const one: Record<Extract<Transform, string>, (written: string, moment: Moment) => Raw | undefined> = {
  "lower-case": (written) => written.toLowerCase(),
  "upper-case": (written) => written.toUpperCase(),
  "yes-no": (written) => yesOrNo(written),
  "decimal-comma": (written) => numberIn(written.replace(/[.\s'’]/g, "").replace(",", ".")),
  "decimal-point": (written) => numberIn(written.replace(/[,\s'’]/g, "")),
  "first-number": (written) => numberIn(/[+-]?\d+([.,]\d+)?/.exec(written)?.[0].replace(",", ".") ?? ""),
  "age-from-birth-year": age,
  phone,
  email: (written) => {
    const [, name, host] = /^(?:mailto:)?([^\s@<>]+)@([^\s@<>]+)$/i.exec(written) ?? [];
    return name && host && `${name}@${host.toLowerCase()}`;
  },
};

const numberIn = (text: string): number | undefined =>
  /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(text) ? Number(text) : undefined;

function age(written: string, { at, zone }: Moment): number | undefined {
  const year = Temporal.Instant.from(at).toZonedDateTimeISO(zone).year;
  const born = /^\d{4}$/.test(written) ? Number(written) : Number.NaN;
  return born < year && born > year - 130 ? year - born - 1 : undefined;
}

/** "+358 (0)40-123 456" and "00358..." as one number. Whose country a number without one is of, nobody knows. */
function phone(written: string): string | undefined {
  const plain = written
    .replace(/^tel:/i, "")
    .replace("(0)", "")
    .replace(/[\s()./–-]/g, "")
    .replace(/^00/, "+");
  return /^\+?\d{5,15}$/.test(plain) ? plain : undefined;
}

const written =
  /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?(?:(?:T|,?\s+)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A year of two digits is no day: of which century is not for us to say. */
function day(
  text: string,
  { date, zone }: Extract<Transform, { date: string }>,
  moment: Moment,
): string | undefined {
  const [, first, second, third, hour, minute, seconds = "0", half, offset] = written.exec(text) ?? [];
  if (first === undefined) return undefined;
  const order = date.split(" ");
  const [y, m, d] = ["year", "month", "day"].map((part) => [first, second, third][order.indexOf(part)]!);
  if (y!.length !== 4) return undefined;
  try {
    const plain = Temporal.PlainDate.from({ year: +y!, month: +m!, day: +d! }, { overflow: "reject" });
    const from = offset ? zoneOf(offset) : zone;
    if (hour === undefined || from === undefined) return plain.toString();
    const time = { hour: hourOf(hour, half), minute: +minute!, second: +seconds };
    const plainTime = Temporal.PlainTime.from(time, { overflow: "reject" });
    return plain
      .toZonedDateTime({ timeZone: from, plainTime })
      .withTimeZone(moment.zone)
      .toPlainDate()
      .toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const zoneOf = (offset: string): string =>
  offset.toUpperCase() === "Z" ? "UTC" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;

/** 12 AM is the first hour of the day, and 13 PM none. */
function hourOf(hour: string, half: string | undefined): number {
  if (half === undefined) return +hour;
  if (+hour < 1 || +hour > 12) return Number.NaN;
  return (+hour % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}
