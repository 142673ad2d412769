import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { applied } from "./applied.ts";
import { aPartnersWorld, bodyOf, jotformFields, prove, type Sender, senders } from "./partners.ts";
import { anEvent, hard, signed, soft } from "./provider-says.ts";

/** A sender's bodies a run: `WAYMARK_FUZZ=10000 npx vitest run tests/functions/hook-fuzz.test.ts` is the long one. */
const bodies = Number(process.env.WAYMARK_FUZZ ?? 300);
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const refusals = [400, 413, 415, 422];

/** Texts that have broken something somewhere. */
const nasty = fc.constantFrom(
  ...[
    "",
    " ",
    "\u0000",
    "\ufffd",
    "\ud800",
    "__proto__",
    "constructor",
    "[",
    "{}",
    "[]",
    '[{"link":1}]',
    "null",
  ],
  ...[
    "9007199254740993",
    "-0",
    "1e999",
    "NaN",
    "=1+1",
    "\u202e",
    "a\r\nBcc: x@example.org",
    "%00",
    "data:,x",
  ],
  ...["q1_", "q999999999999999999999_x", "waymark.trust", "x".repeat(40_000)],
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 2 ** 53, 1e308),
    nasty,
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(nasty, fc.string({ maxLength: 8 })), tie("any"), { maxKeys: 4 }),
  ),
})).any;

/** Every way into the body, so that one place of it can be put in another's stead. */
function paths(of: unknown, at: string[] = []): string[][] {
  if (typeof of !== "object" || of === null) return [at];
  return [at, ...Object.entries(of).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function put(of: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(of) ? [...of] : { ...(of as object) }) as Record<string, unknown>;
  if (to === leftOut && rest.length === 0) delete copy[key];
  else copy[key] = put(copy[key], rest, to);
  return copy;
}
const leftOut = Symbol("left out");

/** A right body with a few of its places changed, so that most of what follows is reached. */
function structured(sender: Sender): fc.Arbitrary<Buffer> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.oneof(value, fc.constant(leftOut))), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.tuple(fc.nat(), changes, fc.boolean()).map(([id, all, whole]) => {
    const mutate = (start: unknown) =>
      all.reduce((body, [at, to]) => {
        const places = paths(body);
        return put(body, places[at % places.length]!, to);
      }, start);
    if (sender !== "jotform") return json(mutate(JSON.parse(bodyOf(sender, String(id)))));
    const { rawRequest, ...fields } = jotformFields(String(id));
    // Either the fields around the answers or the answers themselves.
    const around = whole ? mutate(fields) : fields;
    const answers = whole ? rawRequest : json(mutate(JSON.parse(rawRequest))).toString();
    const entries = Object.entries(typeof around === "object" && around !== null ? around : {});
    const texts = entries.map(([name, text]): [string, string] => [name, String(json(text))]);
    return Buffer.from(new URLSearchParams([...texts.map(unquoted), ["rawRequest", answers]]).toString());
  });
}

const json = (of: unknown): Buffer => Buffer.from(JSON.stringify(of) ?? "");
const unquoted = ([name, text]: [string, string]): [string, string] => [name, text.replace(/^"|"$/g, "")];

/** A right body with bytes overwritten, taken out and put in, and bytes from nowhere. */
function raw(sender: Sender): fc.Arbitrary<Buffer> {
  const edit = fc.record({ at: fc.nat(), out: fc.nat({ max: 30 }), into: fc.uint8Array({ maxLength: 30 }) });
  const edited = fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce(
      (bytes, { at, out, into }) => {
        const start = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, start), into, bytes.subarray(start + out)]);
      },
      Buffer.from(bodyOf(sender, "7")),
    ),
  );
  return fc.oneof(
    { weight: 3, arbitrary: edited },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** The same parts as Jotform packs them on other days, and types that it never says. */
function packed(rawBody: Buffer): fc.Arbitrary<{ rawBody: Buffer; type?: string }> {
  const fields = [...new URLSearchParams(rawBody.toString())];
  const boundary = "----waymark";
  const parts = fields.map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  const multipart = Buffer.from(`${parts.join("")}--${boundary}--\r\n`);
  const type = `multipart/form-data; boundary=${boundary}`;
  const odd = fc.constantFrom(
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "text/plain",
    "",
    "a/b;;;=",
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant({ rawBody }) },
    { weight: 4, arbitrary: fc.constant({ rawBody: multipart, type }) },
    {
      weight: 1,
      arbitrary: fc.nat().map((at) => ({ rawBody: multipart.subarray(0, at % multipart.length), type })),
    },
    { weight: 1, arbitrary: odd.map((wrong) => ({ rawBody, type: wrong })) },
  );
}

/** A world that counts whatever is written, a row or a piece of a large body. */
async function aCountingWorld() {
  let writes = 0;
  const rows = memoryTable();
  const counting = <K extends "put" | "update" | "delete">(name: K) =>
    ((...args: Parameters<Table[K]>) => {
      writes += 1;
      return (rows[name] as (...all: unknown[]) => unknown)(...args);
    }) as Table[K];
  const table = { ...rows, put: counting("put"), update: counting("update"), delete: counting("delete") };
  return { ...(await aPartnersWorld(table)), writes: () => writes };
}
type CountingWorld = Awaited<ReturnType<typeof aCountingWorld>>;

/** Answers 2xx or a clear 4xx; what is taken in is whole and comes to its end; what is refused leaves nothing. */
async function survives(
  world: CountingWorld,
  sender: Sender,
  rawBody: Buffer,
  type?: string,
): Promise<string> {
  const post = prove(sender, rawBody);
  const headers = type === undefined ? post.headers : { ...post.headers, "content-type": type };
  const before = world.writes();
  const began = performance.now();
  const reply = await world.hook({ program: "test", form: sender, ...post, headers });
  waits.push(performance.now() - began);
  const written = world.writes() - before;
  if (reply.status === 202 || reply.status === 200) {
    const { state, submission } = reply.body as { state: string; submission?: string };
    if (state === "ignored") expect(written).toBe(0);
    if (state !== "stored") return state;
    expect(written).toBeGreaterThan(0);
    const kept = await world.runtime.store.submissions.get(submission!);
    expect(kept).toMatchObject({ sender, state: "received" });
    const { state: end } = await world.map({ submission: submission! });
    expect(["mapped", "unmappable"]).toContain(end);
    return end;
  }
  expect(refusals).toContain(reply.status);
  expect(reply.body).toMatchObject({ error: { code: expect.stringMatching(/^[a-z]+\.[a-z0-9-]+$/) } });
  expect(written).toBe(0);
  return "refused";
}

/** Milliseconds that each post waited for its answer. */
const waits: number[] = [];

afterAll(() => {
  const p99 = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)]!;
  console.log(`${waits.length} bodies, seed ${seed}: 99 of 100 were answered within ${p99.toFixed(1)} ms`);
  expect(p99).toBeLessThan(250);
});

const runs = { numRuns: Math.ceil(bodies / 2), seed, endOnFailure: true };

describe.each(senders)("whatever %s sends", (sender) => {
  it.each([
    ["with places of a right body changed", structured(sender), ["mapped", "unmappable", "refused"]],
    ["with bytes changed", raw(sender), ["refused"]],
  ] as const)(
    "%s is taken in whole or refused clearly",
    async (_, bytes, wanted) => {
      let world = await aCountingWorld();
      let posts = 0;
      const ends = new Map<string, number>();
      const packing = bytes.chain((rawBody) =>
        sender === "jotform" ? packed(rawBody) : fc.constant({ rawBody, type: undefined }),
      );
      await fc.assert(
        fc.asyncProperty(packing, async ({ rawBody, type }) => {
          posts += 1;
          // A table that grows would make the long run quadratic.
          if (posts % 500 === 0) world = await aCountingWorld();
          const end = await survives(world, sender, rawBody, type);
          ends.set(end, (ends.get(end) ?? 0) + 1);
        }),
        runs,
      );
      expect(Object.keys(Object.prototype)).toEqual([]);
      // A fuzz that only ever meets the first door proves little.
      for (const end of wanted) expect(ends.get(end) ?? 0).toBeGreaterThan(0);
    },
    1_200_000,
  );
});

/** What the mail provider says of a letter: as it does, with a few places changed, and with the moments of no calendar. */
function words(mail: string): fc.Arbitrary<Buffer> {
  const kinds = ["sent", "delivery_delayed", "delivered", "failed", "suppressed", "complained"] as const;
  const event = fc.oneof(
    fc.constantFrom(soft, hard).map((bounce) => anEvent(mail, "bounced", bounce)),
    fc.constantFrom(...kinds).map((kind) => anEvent(mail, kind)),
  );
  const moment = fc.oneof(
    fc.constantFrom("+275760-09-13T00:00:00.000Z", "-271821-04-20T00:00:00.000Z", "9999-12-31T23:59:59.999Z"),
    fc.date().map((date) => (Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString())),
    value,
  );
  const dated = fc.tuple(event, moment).map(([body, created_at]) => ({ ...body, created_at }));
  const broken = fc.tuple(event, fc.nat(), fc.oneof(value, fc.constant(leftOut))).map(([body, at, to]) => {
    const places = paths(body);
    return put(body, places[at % places.length]!, to);
  });
  return fc.oneof(dated, broken).map(json);
}

it("whatever the mail provider says of a letter is heard or refused clearly", async () => {
  const ends = new Map<number, number>();
  // A word once heard is not acted on again, so each is about a new letter.
  const aLetter = async () => {
    const { world, store, journey } = await applied();
    await world.postman();
    const [mail] = await store.mails.ofJourney(journey);
    return { world, id: mail!.effect.id };
  };
  const { id } = await aLetter();
  await fc.assert(
    fc.asyncProperty(words(id), async (rawBody) => {
      const { world, id: same } = await aLetter();
      expect(same).toBe(id);
      const began = performance.now();
      const { status } = await world.feedback({ headers: signed(rawBody.toString()), rawBody });
      waits.push(performance.now() - began);
      expect([200, ...refusals]).toContain(status);
      ends.set(status, (ends.get(status) ?? 0) + 1);
    }),
    { numRuns: bodies, seed, endOnFailure: true },
  );
  for (const end of [200, 422]) expect(ends.get(end) ?? 0).toBeGreaterThan(0);
}, 1_200_000);
