import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { ApartRow } from "#adapters/store/apart.ts";
import { TraceRow } from "#adapters/store/audit.ts";
import { Cohort } from "#adapters/store/cohorts.ts";
import { formats, read } from "#adapters/store/door.ts";
import { Entry } from "#adapters/store/history.ts";
import { LoginRow } from "#adapters/store/logins.ts";
import { FrozenRow, LinkRow, MailRow, ProblemRow, SubmissionRow, TaskRow } from "#adapters/store/schemas.ts";
import { SessionRow } from "#adapters/store/sessions.ts";
import { MemberRow } from "#adapters/store/staff.ts";
import type { Row } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { LogEntry } from "#core/journey/effect.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import { Journey } from "#core/journey/journey.ts";
import { StagedRound } from "#core/matching/staged-round.ts";
import { Person } from "#core/people/person.ts";
import { Pack } from "#core/program/pack.ts";
import * as payloads from "#functions/payloads.ts";
import { bench, functions } from "../local/bench.ts";
import { aHouse } from "./a-house.ts";
import { today } from "./a-release.ts";
import {
  apart,
  cohort,
  events,
  journey,
  journeyOfMany,
  journeyOnTheMove,
  login,
  member,
  mended,
  pack,
  packOfMany,
  round,
  session,
  trace,
} from "./samples.ts";
import { everybodys, letters, names, toTheEnd, underWay } from "./story.ts";

type Kind = keyof typeof formats;

const schemas: Record<Kind, z.ZodType> = {
  journey: Journey,
  person: Person,
  event: JourneyEvent,
  mail: MailRow,
  letter: FrozenRow,
  task: TaskRow,
  entries: z.array(LogEntry),
  entry: Entry,
  link: LinkRow,
  problem: ProblemRow,
  submission: SubmissionRow,
  cohort: Cohort,
  round: StagedRound,
  apart: ApartRow,
  pack: Pack,
  member: MemberRow,
  session: SessionRow,
  login: LoginRow,
  trace: TraceRow,
};
const kinds = Object.keys(formats) as Kind[];
const inputs = {
  Advance: payloads.AdvanceInput,
  Deliver: payloads.DeliverInput,
  Await: payloads.AwaitInput,
  Renew: payloads.RenewInput,
  Problem: payloads.ProblemInput,
};

const how =
  "What is written has changed. Raise its number in adapters/store/door.ts (or functions/payloads.ts), or, if only content changed, run this test with -u: docs/decisions/0003-releases.md.";
const folder = new URL("fixtures/rows/", import.meta.url);
const text = (value: unknown): string => `${JSON.stringify(sorted(value), null, 1)}\n`;

describe("the format of", () => {
  const shape = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

  it.each(kinds)("%s is what its number stands for", async (kind) => {
    const file = `fixtures/shapes/${kind}.${formats[kind]}.json`;
    await expect(text(shape(schemas[kind])), how).toMatchFileSnapshot(file);
  });

  it("the payloads is what their number stands for", async () => {
    const shapes = Object.entries(inputs).map(([name, schema]) => [name, shape(schema)]);
    await expect(text(Object.fromEntries(shapes)), how).toMatchFileSnapshot(
      "fixtures/shapes/payloads.1.json",
    );
  });
});

/** Everything that lasts, in the middle of a small story, and one of whatever the story has not. */
async function writtenToday(): Promise<Map<string, Row[]>> {
  const house = await aHouse(today);
  await underWay(house);
  const story = await house.everything();
  const { store } = house.runtime;
  await store.journeys.create(journey);
  await store.journeys.create(journeyOnTheMove);
  await store.journeys.create(journeyOfMany);
  await store.cohorts.freeze(...cohort);
  await store.rounds.create(round);
  await store.apart.put(apart);
  for (const event of events) await store.events.put(journey.id, event);
  await store.packs.publish(pack);
  await store.packs.publish(packOfMany);
  await store.packs.setLive("test", pack.version, {
    at: journey.createdAt,
    version: pack.version,
    before: (await store.history.live("test"))!,
    by: "coordinator",
    undone: true,
    reason: "It was too strict.",
    impact: { changed: 3, of: 41 },
  });
  const detail = { journey: journey.id };
  await store.problems.put({
    ...{ id: "prb_sample", program: "test", at: journey.createdAt },
    code: "x.y",
    detail,
    state: "open",
  });
  await store.staff.create(member);
  await store.sessions.open(session);
  await store.logins.put(login);
  await store.audit.put(trace);
  await store.people.create(mended);
  await store.mails.countSent(mended.id, "2026-03-02", `${journey.id}/1`);
  const known = new Set(story.map(({ pk, sk }) => `${pk} ${sk}`));
  const more = (await house.everything()).filter(({ pk, sk }) => !known.has(`${pk} ${sk}`));
  const rows = [...story.map((row) => ({ ...row, from: "story" })), ...more].map(withoutBytes);
  const lasting = rows.filter(({ pk }) => !pk.startsWith("LEASE#"));
  const texts = Map.groupBy(lasting, ({ pk }) => pk);
  const numberOf = (row: Row) => (inBlobs.includes(kindOf(row)) ? numberIn(texts.get(row.pk)!) : row.schema);
  return Map.groupBy(lasting, (row) => `${kindOf(row)}.${numberOf(row) ?? 1}`);
}

/** What is kept in a blob says its number in its text. */
const inBlobs = ["pack", "cohort", "round"];
const numberIn = (rows: Row[]): number => {
  const text = rows.map(({ chunk }) => String(chunk ?? "")).join("");
  return (JSON.parse(text) as { schema: number }).schema;
};

/** Of letters the format matters here, not how they look. */
function withoutBytes(row: Row): Row {
  const letter = row.letter as { html: string; text: string } | undefined;
  return letter ? { ...row, letter: { ...letter, html: "<html>", text: "text" } } : row;
}

const kindOf = (row: Row): string => {
  const blob = inBlobs.find((kind) => row.pk.startsWith(`BLOB#${kind}/`));
  if (blob) return blob;
  return kinds.find((kind) => row[kind] !== undefined) ?? "mark";
};

const fixtures = () =>
  readdirSync(folder).map((file) => ({
    kind: file.split(".")[0]!,
    number: Number(file.split(".")[1]),
    rows: JSON.parse(readFileSync(new URL(file, folder), "utf8")) as (Row & { from?: string })[],
  }));

const isRow = ({ kind }: { kind: string }): boolean => kind !== "mark" && !inBlobs.includes(kind);

describe("rows", () => {
  it("are written as they were, or under a raised number", async () => {
    const written = await writtenToday();
    // A journey, a person, an event or a program with nothing of the newer format in it stays readable for the release before.
    const older = ["journey.1", "journey.2", "event.1", "event.2", "pack.2", "person.2", "mark.1"];
    expect(new Set([...written.keys()])).toEqual(
      new Set([...kinds.map((kind) => `${kind}.${formats[kind]}`), ...older]),
    );
    for (const [name, rows] of written)
      await expect(text(rows), how).toMatchFileSnapshot(`fixtures/rows/${name}.json`);
  });

  it("all say the number of their format, but for those that are marks and no more", async () => {
    const written = await writtenToday();
    const marks = written.get("mark.1")!;
    const kept = [...written]
      .filter(([name]) => !/^(mark|pack|cohort|round)\./.test(name))
      .flatMap(([, rows]) => rows);
    expect(kept.every(({ schema }) => [1, 2, 3].includes(schema as number))).toBe(true);
    expect(
      new Set(marks.map(({ pk, sk }) => `${pk.split("#")[0]} ${/^[A-Z]*/.exec(sk)![0]}`.trim())),
    ).toEqual(new Set(["JOURNEY RUN", "PERSON JOURNEY", "PERSON SENT", "PROGRAMS", "EMAIL", "ROUNDS"]));
  });

  it("of every number that was ever written are read", () => {
    const found = fixtures().filter(isRow);
    expect(new Set(found.map(({ kind }) => kind)).size).toBe(kinds.length - inBlobs.length);
    for (const { kind, rows } of found)
      for (const row of rows) expect(read(schemas[kind as Kind], row, kind as Kind)).toBeDefined();
  });

  it("that only a newer release can read are refused", () => {
    for (const { kind, rows } of fixtures().filter(isRow)) {
      const newer = { ...rows[0]!, schema: formats[kind as Kind] + 1 };
      expect(() => read(schemas[kind as Kind], newer, kind as Kind)).toThrow("store.newer-schema");
    }
  });

  it("of the first release go on from where they are, without a single execution", async () => {
    const table = memoryTable();
    for (const { number, rows } of fixtures())
      if (number === 1)
        for (const { from, ...row } of rows)
          if (from === "story" || row.pk.startsWith("BLOB#")) await table.put(row);
    const house = await aHouse(today, [], table);
    await house.pass(60);
    expect((await house.runtime.store.packs.get("sample", pack.version)).journeys).toEqual(pack.journeys);
    await toTheEnd(house);
    const sent = [...(await alreadySent(house.runtime.store)), ...letters(house)].sort();
    expect(sent).toEqual(everybodys(names));
    expect(await Promise.all(names.map(house.endOf))).toEqual(names.map(() => "completed"));
  });
});

/** What the fixtures say was sent before. */
async function alreadySent(store: Awaited<ReturnType<typeof aHouse>>["runtime"]["store"]): Promise<string[]> {
  const before = fixtures()
    .find(({ kind }) => kind === "mail")!
    .rows.filter((row) => row.state === "sent");
  const mails = await Promise.all(
    before.map(({ pk, sk }) => store.mails.get(pk.slice("JOURNEY#".length), sk.slice("MAIL#".length))),
  );
  return mails.map((mail) => `${mail!.frozen!.to}: ${mail!.frozen!.subject}`);
}

describe("payloads", () => {
  it("are what the definition says, and every function takes them", async () => {
    const calls = await said();
    await expect(text(calls), how).toMatchFileSnapshot("fixtures/payloads.1.json");
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(Object.keys(inputs)));
    for (const { name, payload } of calls)
      expect(inputs[name as keyof typeof inputs].safeParse(payload).success).toBe(true);
  });

  it("of another number are refused by every function", async () => {
    for (const { name, payload } of await said())
      expect(inputs[name as keyof typeof inputs].safeParse({ ...payload, schema: 2 }).success).toBe(false);
  });
});

/** One call of each function, as an execution of the deployed definition makes it. */
async function said(): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  const chunks = [{ effects: ["j1/1"] }];
  const until = "2026-03-01T10:00:00.000Z";
  let turn = 0;
  const { handlers, of } = functions({
    advance: () => ({ next: turn++ === 0 ? "wait" : "renew", chunks, version: 4, until }),
    deliver: () => {
      throw new TypeError("out of order");
    },
  });
  const { runner, until: wait } = bench(handlers);
  runner.start("j1.1", { schema: 1, journey: "j1", generation: 1 });
  await wait("2026-03-01T12:00:00.000Z");
  return Object.keys(inputs).map((name) => {
    const payload = of<Record<string, unknown>>(name).at(-1)!;
    return { name, payload: "token" in payload ? { ...payload, token: "token" } : payload };
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}
