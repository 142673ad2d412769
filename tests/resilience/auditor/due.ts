import { Temporal } from "temporal-polyfill";
import { type Broken, broken, type EffectItem, type Evidence, type Program } from "./evidence.ts";

const minute = 60_000;
/** How long a door may take from asking the time to writing down what it decided. */
const oneDoor = minute / 2;

interface Decided {
  effect: EffectItem;
  journey: string;
  program: Program;
  at: number;
}

/** Something that is due because nobody has answered, and when it came. */
interface Due {
  isCall: boolean;
  about: string;
  ask: Decided;
  /** Moments, in milliseconds: when the program wants it, and when it was decided, if it was. */
  wanted: number;
  came: number | undefined;
}

/** I5: no reminder and no call sooner after the question than the program says, by more than two doors' clocks differ. */
export const nothingEarly = (evidence: Evidence): Broken[] =>
  duesOf(evidence)
    .filter(({ wanted, came }) => came !== undefined && came < wanted - apart(evidence) - oneDoor)
    .filter(({ ask, came, isCall }) => !(isCall && unreachable(evidence, ask, came!)))
    .map(({ about, wanted, came }) =>
      broken("I5")("wrong", `${about} came at ${iso(came!)}, and was due at ${iso(wanted)}`),
    );

/** Who cannot be written to is called at once. */
const unreachable = ({ commits }: Evidence, { journey }: Decided, at: number): boolean =>
  commits.some(
    (one) => one.at <= at && one.key.pk === `JOURNEY#${journey}` && one.row?.event?.type === "mail-failed",
  );

/**
 * In weather in which nothing fails: what is due is decided within a minute, and a letter leaves within a minute of when it
 * may, by more than two doors' clocks differ.
 */
export function nothingLate(evidence: Evidence): Broken[] {
  const most = apart(evidence) + minute;
  return [
    ...duesOf(evidence)
      .filter(
        ({ ask, wanted, came }) => (came ?? evidence.now) > wanted + most && awaited(evidence, ask, wanted),
      )
      .map(({ about, wanted, came }) =>
        broken("I2")(
          came === undefined ? "lost" : "wrong",
          `${about} was due at ${iso(wanted)}, and came ${came === undefined ? "never" : `at ${iso(came)}`}`,
        ),
      ),
    ...lateLetters(evidence, most),
  ];
}

/** For each question and each of those asked, the reminders and the call that the program wants. */
function duesOf(evidence: Evidence): Due[] {
  const decided = decidedIn(evidence);
  const asked = decided.filter(({ effect }) => effect.asks && !effect.reminder);
  return asked.flatMap((ask): Due[] => {
    const { id, step, role } = ask.effect.asks!;
    const { remind, call } = ask.program.patience[step] ?? { remind: [] };
    const due = (days: number, what: string, isIt: (effect: EffectItem) => boolean): Due => ({
      isCall: what === "the call",
      about: `${what} about ${ask.effect.text} ${id} to ${role}`,
      ask,
      wanted: Temporal.Instant.fromEpochMilliseconds(ask.at)
        .toZonedDateTimeISO(ask.program.zone)
        .add({ days }).epochMilliseconds,
      came: decided.find(({ effect }) => isIt(effect))?.at,
    });
    return [
      ...remind.map((days, n) =>
        due(
          days,
          `reminder ${n + 1}`,
          ({ asks, reminder }) => asks?.id === id && asks.role === role && reminder === n + 1,
        ),
      ),
      ...(call === undefined
        ? []
        : [
            due(
              call,
              "the call",
              ({ text, params }) => text === "tasks.call" && params?.ask === id && params.role === role,
            ),
          ]),
    ];
  });
}

function decidedIn({ commits, programs }: Evidence): Decided[] {
  const seen = new Set<string>();
  return commits.flatMap(({ at, row }) =>
    (row?.journey?.outbox ?? []).flatMap(({ effect }) => {
      if (seen.has(effect.id)) return [];
      seen.add(effect.id);
      const program = programs.find(({ id }) => id === row!.journey!.program);
      return program === undefined ? [] : [{ effect, journey: row!.journey!.id, program, at }];
    }),
  );
}

/** Nobody had answered, nor said that something is not right: then a person is in charge. */
const awaited = ({ commits }: Evidence, { effect, journey }: Decided, until: number): boolean =>
  !commits.some(
    ({ at, key, row }) =>
      at <= until + 30 * minute &&
      key.pk === `JOURNEY#${journey}` &&
      (row?.event?.type === "not-right" ||
        (row?.event?.type === "answered" &&
          row.event.ask === effect.asks!.id &&
          row.event.role === effect.asks!.role)),
  );

/** A letter waits for the hours in which mail may go, and for a day on which nothing else went to its reader. */
function lateLetters(evidence: Evidence, most: number): Broken[] {
  const decided = new Map(decidedIn(evidence).map((one) => [one.effect.id, one]));
  const sent = evidence.mailbox.flatMap(({ at, letter }) => {
    const one = decided.get(letter.headers["X-Waymark-Mail"] ?? "");
    return one ? [{ ...one, sent: at, to: letter.to }] : [];
  });
  return sent.flatMap(({ effect, program, at, ...one }) => {
    const others = sent.filter(({ to, effect: other }) => to === one.to && other.id !== effect.id);
    let last = openFrom(program, at + most, most);
    // A day on which somebody has had their letters is not a day for one more.
    for (const { sent: before } of others.toSorted((a, b) => a.sent - b.sent))
      if (before < one.sent && dayOf(before, program) === dayOf(last, program))
        last = openFrom(program, endOfDay(last, program), most);
    return one.sent <= last
      ? []
      : [
          broken("I2")(
            "wrong",
            `${effect.text} ${effect.id} left at ${iso(one.sent)}, and could at ${iso(last)}`,
          ),
        ];
  });
}

/** The last moment at which a letter that may leave now leaves. */
function openFrom({ zone, from, until }: Program, now: number, most: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const [opens, closes] = [here.withPlainTime(from), here.withPlainTime(until)];
  if (now < opens.epochMilliseconds + most) return opens.epochMilliseconds + most;
  if (now < closes.epochMilliseconds) return now;
  return opens.add({ days: 1 }).epochMilliseconds + most;
}

const dayOf = (at: number, { zone }: Program): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

const endOfDay = (at: number, { zone }: Program): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay().add({ days: 1 })
    .epochMilliseconds;

/** Of two doors one may be ahead and the other behind. */
const apart = ({ clocksWrong = 0 }: Evidence): number => 2 * clocksWrong;

const iso = (at: number): string => new Date(at).toISOString();
