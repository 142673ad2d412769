import { type Broken, broken, type Evidence, idIn } from "./evidence.ts";

const say = broken("I4");
/** A sweep comes round each minute and looks at what is a minute old. */
const patience = 5 * 60_000;

/**
 * I4: every journey that goes on has one execution, of its own generation, which waits for an event or a moment; one that has
 * ended has none. Nothing that came in lies there unseen.
 */
export function oneExecutionEach(evidence: Evidence): Broken[] {
  const { rows } = evidence;
  const journeys = rows.filter(({ sk }) => sk === "JOURNEY").flatMap(({ journey }) => journey ?? []);
  return [
    ...journeys.flatMap((journey) => driven(evidence, journey)),
    ...rows
      .filter((row) => isOverdue(evidence, row))
      .map(({ pk, sk, dueAt }) => say("lost", `${pk} ${sk} is due since ${dueAt}`)),
    ...journeyless(evidence, new Set(journeys.map(({ id }) => id))),
  ];
}

function driven(
  { rows, executions }: Evidence,
  { id, ended, parked }: { id: string; ended?: unknown; parked?: unknown },
): Broken[] {
  const run = rows.find((row) => row.pk === `JOURNEY#${id}` && row.sk === "RUN");
  const running = executions.filter((one) => one.id.startsWith(`${id}.`) && one.status === "RUNNING");
  const current = running.filter((one) => one.id === `${id}.${run?.generation}`);
  // One that was overtaken and sleeps can write nothing: it finds that out when its time comes.
  const others = running.filter(
    (one) => !current.includes(one) && !(one.waits && number(one.id) < (run?.generation ?? 0)),
  );
  const overtaken = others.map((one) =>
    say("twice", `${one.id} runs, and the generation is ${run?.generation}`),
  );
  if (parked) return overtaken;
  if (ended)
    return [...overtaken, ...current.map((one) => say("twice", `${one.id} runs, and its journey has ended`))];
  if (current.length === 0)
    return [...overtaken, say("lost", `${id} has no execution of generation ${run?.generation}`)];
  const [one] = current;
  return [
    ...overtaken,
    ...(one!.waits ? [] : [say("lost", `${one!.id} waits for nothing`)]),
    ...(one!.token !== undefined && run?.token !== one!.token
      ? [say("lost", `${one!.id} waits for a token that nobody has`)]
      : []),
    ...(run?.duePk === undefined ? [say("lost", `no sweep looks after ${id}`)] : []),
  ];
}

const number = (execution: string): number => Number(execution.slice(execution.lastIndexOf(".") + 1));

function isOverdue(
  { now, rows }: Evidence,
  { pk, duePk, dueAt }: { pk: string; duePk?: string; dueAt?: string },
): boolean {
  if (!duePk?.startsWith("sweep#") || dueAt === undefined) return false;
  const parked = rows.some((row) => row.pk === pk && row.journey?.parked);
  return !parked && Date.parse(dueAt) < now - patience;
}

const journeyless = ({ executions }: Evidence, known: Set<string>): Broken[] =>
  executions
    .filter(({ id, status }) => status === "RUNNING" && !known.has(id.slice(0, id.lastIndexOf("."))))
    .map(({ id }) => say("twice", `${idIn(id)} runs for no journey`));
