import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageEffect } from "#core/journey/effect.ts";
import { aMenteePack, aPack, type StepInput, Traveler } from "./a-journey.ts";

const queue: StepInput[] = [
  { id: "queue", do: "queue" },
  { id: "matched", do: "tell" },
  { id: "together", do: "wait", for: "match over" },
];

const match = aPack("match", {
  role: "match",
  sides: ["mentor", "mentee"],
  onEnd: "over",
  stages: [
    {
      id: "propose",
      status: "proposed",
      steps: [{ id: "places", do: "match", sides: ["mentor", "mentee"] }],
    },
    {
      id: "ask",
      status: "awaiting mentor",
      steps: [{ id: "mentor-answer", do: "ask", to: ["mentor"], form: "survey" }],
    },
    {
      id: "active",
      status: "active",
      steps: [
        {
          id: "canceled",
          do: "close",
          as: "canceled",
          when: { all: [{ fact: "mentor.answer", operator: "equal", value: "no" }] },
        },
        { id: "start", do: "handover", as: "active" },
        { id: "together", do: "wait", for: "P3M" },
        { id: "over", do: "handover", as: "completed" },
      ],
    },
  ],
});

const messages = (traveler: Traveler) =>
  traveler.of("message").map(({ to, event }: MessageEffect) => `${event.type} > ${to}`);

describe("a place in a match", () => {
  it("is granted by the person's own journey to one match only", () => {
    const noor = new Traveler(aMenteePack([...queue]));
    const ask = (id: string) =>
      noor.event({ type: "place.requested", match: id, side: "mentee", from: id, by: "engine" });
    noor.take(ask("jrn_a"), ask("jrn_b"));
    expect(messages(noor)).toEqual(["place.granted > jrn_a", "place.refused > jrn_b"]);
  });

  it("is refused by someone who does not stand in the queue", () => {
    const noor = new Traveler(aMenteePack([{ id: "interview", do: "task" }, ...queue]));
    noor.take(
      noor.event({ type: "place.requested", match: "jrn_a", side: "mentee", from: "jrn_a", by: "engine" }),
    );
    expect(messages(noor)).toEqual(["place.refused > jrn_a"]);
  });

  it("is free again once released, and nobody got a letter about it", () => {
    const noor = new Traveler(aMenteePack([...queue]));
    const say = (type: string, id: string) =>
      noor.take(noor.event({ type, match: id, side: "mentee", from: id, by: "engine" }));
    say("place.requested", "jrn_a");
    say("place.released", "jrn_a");
    say("place.requested", "jrn_b");
    expect(messages(noor)).toEqual(["place.granted > jrn_a", "place.granted > jrn_b"]);
    expect(noor.journey.places.map((place) => place.match)).toEqual(["jrn_b"]);
    expect(noor.mails()).toEqual([]);
  });

  it("takes the person along: matched, then free when the match is over", () => {
    const noor = new Traveler(aMenteePack([...queue]));
    const say = (type: string) =>
      noor.take(noor.event({ type, match: "jrn_a", side: "mentee", from: "jrn_a", by: "engine" }));
    say("place.requested");
    say("match.active");
    expect(noor.mails()).toEqual(["mentee.matched"]);
    expect(noor.of("task-closed")).toHaveLength(1);
    say("match.over");
    expect(noor.journey.places).toEqual([]);
    expect(noor.journey.ended).toBeDefined();
  });

  it("is never double booked, in whatever order matches ask and give back", () => {
    const types = fc.constantFrom("place.requested", "place.released", "match.active", "match.over");
    fc.assert(
      fc.property(
        fc.array(fc.record({ type: types, match: fc.constantFrom("jrn_a", "jrn_b", "jrn_c") }), {
          maxLength: 20,
        }),
        (history) => {
          const noor = new Traveler(aMenteePack([...queue, { id: "again", do: "go to", step: "queue" }]));
          for (const { type, match: id } of history) {
            noor.take(noor.event({ type, match: id, side: "mentee", from: id, by: "engine" }));
            expect(noor.journey.places.length).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("a match", () => {
  const opened = () => new Traveler(match, { match: true });
  const hear = (pair: Traveler, type: string, side: string) =>
    pair.take(pair.event({ type, match: "jrn_1", side, from: `jrn_${side}`, by: "engine" }));

  it("asks both sides for a place before it asks any person", () => {
    const pair = opened();
    expect(messages(pair)).toEqual(["place.requested > jrn_mentor", "place.requested > jrn_mentee"]);
    hear(pair, "place.granted", "mentor");
    expect(pair.mails()).toEqual([]);
    hear(pair, "place.granted", "mentee");
    expect(pair.mails()).toEqual(["match.mentor-answer"]);
    expect(pair.journey.status.match).toBe("awaiting mentor");
  });

  it("is canceled without a letter when a place is gone, and gives the other one back", () => {
    const pair = opened();
    hear(pair, "place.granted", "mentor");
    hear(pair, "place.refused", "mentee");
    expect(pair.journey.ended).toMatchObject({ as: "canceled" });
    expect(messages(pair).at(-1)).toBe("place.released > jrn_mentor");
    expect(pair.mails()).toEqual([]);
  });

  it("gives both places back when the mentor declines, and nobody is told who did", () => {
    const pair = opened();
    hear(pair, "place.granted", "mentor");
    hear(pair, "place.granted", "mentee");
    pair.answer({ answer: "no" }, "mentor");
    expect(pair.journey.facts["mentor.answer"]?.value).toBe("no");
    expect(messages(pair).slice(-2).sort()).toEqual([
      "place.released > jrn_mentee",
      "place.released > jrn_mentor",
    ]);
    expect(pair.of("mail").filter((mail) => mail.to === "per_mentee")).toEqual([]);
  });

  it("keeps both places while somebody is silent: a person calls, and nothing ends by itself", () => {
    const pair = opened();
    hear(pair, "place.granted", "mentor");
    hear(pair, "place.granted", "mentee");
    pair.until("2027-03-01T00:00:00.000Z");
    expect(pair.journey.ended).toBeUndefined();
    expect(pair.journey.places.map(({ side, state }) => [side, state])).toEqual([
      ["mentor", "reserved"],
      ["mentee", "reserved"],
    ]);
    expect(pair.of("task").map(({ text, work }) => [text, work.kind])).toEqual([["tasks.call", "call"]]);
    expect(pair.of("mail").filter((mail) => mail.to === "per_mentee")).toEqual([]);
  });

  it("becomes active for both, and over for both", () => {
    const pair = opened();
    hear(pair, "place.granted", "mentor");
    hear(pair, "place.granted", "mentee");
    pair.answer({ answer: "yes" }, "mentor");
    expect(messages(pair).slice(-2)).toEqual(["match.active > jrn_mentor", "match.active > jrn_mentee"]);
    pair.until("2026-07-01T00:00:00.000Z");
    expect(messages(pair).slice(-2)).toEqual(["match.over > jrn_mentor", "match.over > jrn_mentee"]);
    expect(pair.journey.ended).toMatchObject({ as: "completed" });
  });

  it("ends the program's way when one side leaves", () => {
    const pair = opened();
    hear(pair, "place.granted", "mentor");
    hear(pair, "place.granted", "mentee");
    pair.answer({ answer: "yes" }, "mentor");
    hear(pair, "place.released", "mentor");
    expect(messages(pair).slice(-2)).toEqual(["match.over > jrn_mentor", "match.over > jrn_mentee"]);
  });
});
