import {
  type Broken,
  broken,
  type Entry,
  type EventItem,
  type Evidence,
  isRow,
  type Journey,
} from "./evidence.ts";

const say = broken("I3");

/** I3: what a journey is, is what its history makes of it: each version once, each event taken in once, each with its entry. */
export function stateIsItsHistory(evidence: Evidence): Broken[] {
  const histories = Map.groupBy(
    evidence.commits.flatMap(({ number, row }) => (row?.journey ? [{ number, journey: row.journey }] : [])),
    ({ journey }) => journey.id,
  );
  return [...histories].flatMap(([id, saved]) => [
    ...eachVersionOnce(
      id,
      saved.map(({ journey }) => journey),
    ),
    ...eachEventOnce(evidence, id, saved),
    ...asTheLogSays(evidence, saved.at(-1)!.journey),
  ]);
}

function eachVersionOnce(id: string, saved: Journey[]): Broken[] {
  return saved.flatMap(({ version }, index) => {
    if (version === index) return [];
    const before = saved[index - 1]?.version ?? -1;
    if (version === before + 1) return [];
    return [say(version <= before ? "twice" : "lost", `${id} went from version ${before} to ${version}`)];
  });
}

/** Every event that was stored was taken in by one version, and marked as read no earlier than that. */
function eachEventOnce(
  { commits, rows }: Evidence,
  id: string,
  saved: { number: number; journey: Journey }[],
): Broken[] {
  const pk = `JOURNEY#${id}`;
  const events = rows
    .filter((row) => row.pk === pk && isRow("EVENT")(row))
    .flatMap(({ event }) => event ?? []);
  const { parked } = saved.at(-1)!.journey;
  const read = new Map<string, number>();
  for (const { number, key, row } of commits)
    if (key.pk === pk && row?.event && row.duePk === undefined && !read.has(row.event.id))
      read.set(row.event.id, number);
  return events.flatMap((event) => {
    const taken = saved.filter(
      ({ journey }, index) =>
        journey.applied.includes(event.id) && !saved[index - 1]?.journey.applied.includes(event.id),
    );
    const about = `the event ${event.type} ${event.id} of ${id}`;
    const marked = read.get(event.id);
    if (taken.length === 0) return parked ? [] : [say("lost", `${about} was never taken in`)];
    if (taken.length > 1) return [say("twice", `${about} was taken in ${taken.length} times`)];
    if (marked === undefined) return parked ? [] : [say("lost", `${about} is not marked as read`)];
    return marked < taken[0]!.number ? [say("wrong", `${about} was marked before it was taken in`)] : [];
  });
}

/** The entries that each kind of event leaves, one each. */
const traces: [type: string, codes: string[]][] = [
  ["answered", ["ask.answered", "ask.answered-by-staff", "ask.too-late"]],
  ["worked", ["task.done", "task.too-late", "decision.confirmed"]],
  ["mail-failed", ["mail.failed"]],
  ["not-right", ["not-right"]],
];

function asTheLogSays({ rows }: Evidence, journey: Journey): Broken[] {
  const pk = `JOURNEY#${journey.id}`;
  const own = rows.filter((row) => row.pk === pk);
  const entries = own.filter(isRow("LOG")).flatMap(({ entries: of }): Entry[] => of ?? []);
  const events = own.filter(isRow("EVENT")).flatMap(({ event }): EventItem[] => (event ? [event] : []));
  const count = (codes: string[]) => entries.filter(({ code }) => codes.includes(code)).length;
  const open = own.filter(isRow("TASK")).filter(({ task }) => task?.state === "open");
  const differs = (what: string, is: number | string, says: number | string): Broken[] =>
    is === says
      ? []
      : [say("wrong", `${what} of ${journey.definition} ${journey.id}: ${is}, and its log says ${says}`)];
  if (journey.parked) return [];
  return [
    ...traces.flatMap(([type, codes]) =>
      differs(`events ${type}`, events.filter((event) => event.type === type).length, count(codes)),
    ),
    ...differs("endings", journey.ended ? 1 : 0, count(["closed"])),
    ...differs("beginnings", 1, count(["journey.opened"])),
    ...differs(
      "open tasks",
      Object.keys(journey.openTasks).sort().join(),
      open
        .map(({ task }) => task!.effect.id)
        .sort()
        .join(),
    ),
    ...differs("tasks", own.filter(isRow("TASK")).length, count(["task.opened"])),
  ];
}
