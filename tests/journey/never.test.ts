import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { draftOf, mail } from "#core/journey/draft.ts";
import { Never } from "#core/program/never.ts";
import type { Pack } from "#core/program/pack.ts";
import { aMenteePack, monday, type StepInput, Traveler } from "./a-journey.ts";

type Guard = z.input<typeof Never>["guards"] extends (infer G)[] | undefined ? G : never;
type Said = Guard extends infer G ? (G extends unknown ? Omit<G, "name" | "text" | "why"> : never) : never;

/** The program with lines that came past check. */
const guarded = (pack: Pack, ...lines: Said[]): Pack => ({
  ...pack,
  never: Never.parse({
    guards: lines.map((line, index) => ({
      name: `line-${"abc"[index]}`,
      text: "Never.",
      why: "Promised.",
      ...line,
    })),
  }),
});

const tell: StepInput = { id: "received", do: "tell" };
const ask: StepInput = {
  id: "survey",
  do: "ask",
  form: "survey",
  remind: ["P7D"],
  escalate: { after: "P14D" },
};
const talk: StepInput = { id: "talk", do: "task" };
const written: Said = { never: "before", steps: { do: "close" }, facts: ["group"], by: "staff" };

describe("an ending that must be written down before", () => {
  const ended = (noor: Traveler) =>
    noor.take(noor.event({ type: "ended", as: "ended early", reason: "moved away", by: "coordinator" }));
  const noor = () => new Traveler(guarded(aMenteePack([talk]), written));

  it("stops a coordinator who ends the journey at once", () => {
    expect(() => ended(noor())).toThrow("never.broken: line-a");
  });

  it("goes through once staff have written it down", () => {
    const wrote = noor();
    wrote.take(wrote.event({ type: "facts-set", facts: { group: "light" }, by: "coordinator" }));
    expect(ended(wrote).journey.ended).toMatchObject({ as: "ended early" });
  });

  it("does not take a rule's word, nor a participant's, for that of staff", () => {
    const route: StepInput = { id: "route", do: "decide", ruleSet: "routing" };
    const facts = { health: "good", motivated: true };
    expect(() => new Traveler(guarded(aMenteePack([route]), written), { facts })).toThrow("line-a");
    expect(() => new Traveler(guarded(aMenteePack([]), written), { facts: { group: "light" } })).toThrow(
      "line-a",
    );
    const said: Said = {
      ...written,
      never: "before",
      steps: { do: "close" },
      facts: ["group"],
      by: undefined,
    };
    expect(new Traveler(guarded(aMenteePack([route]), said), { facts }).journey.ended).toBeDefined();
  });
});

describe("what must have been said lately", () => {
  const lately: Said = { never: "before", steps: { id: "more" }, facts: ["motivated"], within: "P6M" };
  const more: StepInput = { id: "more", do: "tell" };
  const rested = (length: string) =>
    new Traveler(guarded(aMenteePack([ask, { id: "rest", do: "wait", for: length }, more]), lately)).answer({
      motivated: true,
    });

  it("counts for as long as the line says, and no longer", () => {
    expect(rested("P6M").until("2026-12-01T00:00:00.000Z").mails()).toContain("mentee.more");
    expect(() => rested("P7M").until("2026-12-01T00:00:00.000Z")).toThrow("never.broken: line-a");
  });
});

describe("the last word before an ending", () => {
  const silence: Said = { never: "without a person", steps: { do: "close" }, who: "anybody" };

  it("is not that of silence: whoever does not answer is reminded and called, and nothing ends", () => {
    const noor = new Traveler(guarded(aMenteePack([ask]), silence)).until("2027-03-02T07:00:00.000Z");
    expect(noor.tasks()).toEqual(["tasks.call"]);
    expect(noor.journey.ended).toBeUndefined();
    expect(noor.answer({ motivated: true }).journey.ended).toBeDefined();
  });

  it("is not the application itself, and not a line that ran out of steps", () => {
    expect(() => new Traveler(guarded(aMenteePack([tell]), silence))).toThrow("line-a");
    const open = aMenteePack([{ id: "rest", do: "wait", for: "P1M" }]);
    open.journeys.mentee!.stages[0]!.steps.pop();
    const noor = new Traveler(guarded(open, silence));
    expect(() => noor.until("2026-06-01T00:00:00.000Z")).toThrow("line-a");
  });

  it("is a person's again after rules decided, once somebody spoke", () => {
    const route: StepInput = { id: "route", do: "decide", ruleSet: "routing" };
    const facts = { health: "good", motivated: true };
    const pack = guarded(aMenteePack([route, talk]), { never: "without a person", steps: { do: "close" } });
    expect(new Traveler(pack, { facts }).work({}).journey.ended).toBeDefined();
  });
});

describe("what is done only so often", () => {
  const once: Said = { never: "more often", steps: { id: "route" }, times: 1 };
  const route: StepInput = { id: "route", do: "decide", ruleSet: "routing" };

  it("is counted when it is reached, not when it is tried again with more facts", () => {
    const noor = new Traveler(guarded(aMenteePack([route, talk]), once), { facts: { health: "good" } });
    noor.answer({ motivated: true });
    expect(noor.tasks()).toEqual(["tasks.mentee.talk"]);
    expect(noor.journey).toMatchObject({ counted: { "line-a": 1 }, schema: 2 });
  });

  it("is not counted before it is known whether it is wanted at all", () => {
    const when = { all: [{ fact: "motivated", operator: "equal" as const, value: true }] };
    const again: StepInput = { id: "again", do: "go to", step: "thanks" };
    const pack = aMenteePack([{ id: "thanks", do: "tell", when }, talk, again]);
    const noor = new Traveler(guarded(pack, { never: "more often", steps: { id: "thanks" }, times: 1 }));
    expect(noor.answer({ motivated: true }).mails()).toEqual(["mentee.missing-facts", "mentee.thanks"]);
    expect(() => noor.work({})).toThrow("never.broken: line-a");
  });

  it("stops the journey that comes to it once more", () => {
    const again: StepInput = { id: "again", do: "go to", step: "route" };
    const facts = { health: "good", motivated: true };
    const noor = new Traveler(guarded(aMenteePack([route, talk, again]), once), { facts });
    expect(() => noor.work({})).toThrow("never.broken: line-a");
  });

  it("is not counted where no line asks for it, and the journey keeps the older format", () => {
    const noor = new Traveler(guarded(aMenteePack([ask]), { never: "letter", to: "mentor" }));
    expect(noor.journey.counted).toBeUndefined();
    expect(noor.journey.schema).toBe(1);
  });
});

describe("what only she says", () => {
  const hers: Said = { never: "said by others", fact: "motivated", by: ["mentee"] };

  it("is hers on a page and on the phone, and nobody else's", () => {
    const noor = new Traveler(guarded(aMenteePack([ask]), hers));
    const set = noor.event({ type: "facts-set", facts: { motivated: true }, by: "coordinator" });
    expect(() => noor.take(set)).toThrow("never.broken: line-a");
    const { id } = noor.asking();
    noor.take(
      noor.event({
        type: "answered",
        ask: id,
        role: "mentee",
        how: "phone",
        facts: { motivated: true },
        by: "coordinator",
      }),
    );
    expect(noor.journey.ended).toBeDefined();
  });
});

it("a letter does not go out with what its reader is not to know", () => {
  const pack = guarded(aMenteePack([talk]), { never: "told", fact: "health", to: "mentee" });
  const { journey } = new Traveler(pack);
  const draft = draftOf(journey, pack, monday, new Map());
  expect(() => mail(draft, ["mentee"], { text: "mails.mentee.x", params: { health: "poor" } })).toThrow(
    "line-a",
  );
  mail(draft, ["mentee"], { text: "mails.mentee.x", params: { place: "here" } });
  expect(draft.effects).toHaveLength(1);
});

it("a line is named without a word of the person", () => {
  const noor = () =>
    new Traveler(guarded(aMenteePack([tell]), { never: "step", steps: { id: "received" } }), {
      facts: { health: "poor" },
    });
  try {
    noor();
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "never.broken", line: "line-a", message: "never.broken: line-a" });
  }
});
