import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Journey } from "#core/journey/journey.ts";
import { aMenteePack, Traveler } from "./a-journey.ts";

const pack = aMenteePack(
  [
    { id: "received", do: "tell" },
    { id: "survey", do: "ask", form: "survey", remind: ["P7D", "P14D"], escalate: { after: "P21D" } },
    { id: "route", do: "decide", ruleSet: "routing", confirm: ["intensive"] },
    { id: "training", do: "training", practiceHours: { min: 20 } },
    { id: "kick-off", do: "gathering" },
    { id: "queue", do: "queue" },
    { id: "together", do: "wait", for: "match over" },
    { id: "ending", do: "task", form: "survey" },
  ],
  {
    onEnd: "ending",
    tracks: [
      { id: "rating", from: "route", every: "P2W", steps: [{ id: "rate", do: "ask", form: "survey" }] },
    ],
  },
);

/** Anything that anybody may do, sensible or not, with the time that passes before it. */
const deed = fc.record({
  days: fc.integer({ min: 0, max: 20 }),
  what: fc.oneof(
    fc.record({ type: fc.constant("answered"), facts: fc.record({ motivated: fc.boolean() }) }),
    fc.record({
      type: fc.constant("worked"),
      done: fc.boolean(),
      facts: fc.record({
        health: fc.constantFrom("good", "poor"),
        trainingPracticeHours: fc.integer({ min: 0, max: 40 }),
      }),
      outcome: fc.constantFrom("light", "intensive"),
      date: fc.constantFrom("2026-05-01T12:00:00.000Z", "2026-06-01T12:00:00.000Z"),
    }),
    fc.record({
      type: fc.constantFrom("place.requested", "place.released", "match.active", "match.over"),
      match: fc.constantFrom("jrn_a", "jrn_b"),
    }),
    fc.record({
      type: fc.constant("facts-set"),
      facts: fc.record({ motivated: fc.boolean(), health: fc.constantFrom("good", "poor") }),
    }),
    fc.record({ type: fc.constant("not-right") }),
    fc.record({ type: fc.constant("mail-failed") }),
    fc.record({ type: fc.constant("ended"), as: fc.constant("withdrawn") }),
  ),
});

describe("whatever happens to a journey", () => {
  it("never gives two effects one id, stays small, keeps its shape, and always knows when to look again", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
        const noor = play(deeds);
        const ids = noor.seen.map((effect) => effect.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(Journey.safeParse(noor.journey).error).toBeUndefined();
        expect(JSON.stringify({ ...noor.journey, outbox: [] }).length).toBeLessThan(64_000);
        expect(noor.journey.ended !== undefined || noor.journey.wakeAt! > noor.now).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("ends the same way each time the same things happen", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 15 }), (deeds) => {
        expect(play(deeds).journey).toEqual(play(deeds).journey);
      }),
      { numRuns: 50 },
    );
  });

  it("closes every task it opened once it has ended, but for a person's own word and a last letter that came back", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
        const noor = play(deeds);
        const closed = new Set(noor.of("task-closed").map((effect) => effect.task));
        const open = noor.of("task").filter((task) => !closed.has(task.id));
        expect(open.map((task) => task.id).sort()).toEqual(Object.keys(noor.journey.openTasks).sort());
        const { ended } = noor.journey;
        const left = open.filter(
          (task) =>
            ended &&
            task.at <= ended.at &&
            task.text !== "tasks.not-right" &&
            task.text !== "tasks.mail-failed",
        );
        expect(left).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("is never ended by silence alone", () => {
    const noor = new Traveler(pack).until("2031-01-01T00:00:00.000Z");
    expect(noor.journey.ended).toBeUndefined();
    expect(noor.tasks()).toContain("tasks.call");
  });
});

function play(deeds: { days: number; what: { type: string } }[]): Traveler {
  const noor = new Traveler(pack, { facts: { health: "good" } });
  for (const { days, what } of deeds) {
    noor.until(new Date(Date.parse(noor.now) + days * 86_400_000).toISOString());
    noor.take(noor.event({ ...aimed(noor, what.type), ...what }));
  }
  return noor;
}

/** The rest of an event, aimed at the asking and the task that stand open, so that deeds often hit something. */
function aimed(noor: Traveler, type: string): Record<string, unknown> {
  const asking = Object.values(noor.journey.threads).find(
    (line) => line.waiting?.kind === "answers",
  )?.waiting;
  if (type === "answered")
    return { ask: asking?.kind === "answers" ? asking.id : "jrn_1/none", role: "mentee" };
  if (type === "worked") return { task: Object.keys(noor.journey.openTasks)[0] ?? "jrn_1/none" };
  if (type === "facts-set") return {};
  if (type === "not-right") return { role: "mentee", words: "please call" };
  if (type === "mail-failed") return { mail: "jrn_1/1", code: "bounced" };
  if (type === "ended") return { reason: "moved away" };
  return { side: "mentee", from: "jrn_a" };
}
