import { describe, expect, it } from "vitest";
import { aMenteePack, aPack, monday, type StepInput, type TrackInput, Traveler } from "./a-journey.ts";

const tell: StepInput = { id: "received", do: "tell" };
const ask: Extract<StepInput, { do: "ask" }> = {
  id: "survey",
  do: "ask",
  form: "survey",
  remind: ["P7D", "P14D"],
  escalate: { after: "P21D" },
};

describe("telling and asking", () => {
  it("tells, asks, and goes on when the answer is in", () => {
    const noor = new Traveler(aMenteePack([tell, ask, { id: "thanks", do: "tell" }]));
    expect(noor.mails()).toEqual(["mentee.received", "mentee.survey"]);
    noor.answer({ motivated: true });
    expect(noor.mails().at(-1)).toBe("mentee.thanks");
    expect(noor.journey.facts.motivated).toMatchObject({ value: true, by: "mentee" });
    expect(noor.journey.ended).toMatchObject({ as: "completed" });
  });

  it("replies to who has just done something; what time or somebody else brings about is routine", () => {
    const noor = new Traveler(aMenteePack([ask, { id: "talk", do: "task", form: "talk" }, tell]));
    noor.until("2026-03-10T07:00:00.000Z").answer({ motivated: true });
    noor.work({ type: "worked", by: "coordinator", facts: { talked: true }, done: true });
    expect(noor.of("mail").map(({ text, urgency }) => `${text} ${urgency}`)).toEqual([
      "mails.mentee.survey reply",
      "mails.mentee.survey routine",
      "mails.mentee.received routine",
    ]);
  });

  it("reminds twice, then lets a person call, and ends nothing by itself", () => {
    const noor = new Traveler(aMenteePack([ask])).until("2027-03-02T07:00:00.000Z");
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.survey reminder 1", "mentee.survey reminder 2"]);
    expect(noor.tasks()).toEqual(["tasks.call"]);
    expect(noor.journey.ended).toBeUndefined();
    expect(noor.of("mail").map((mail) => mail.at.slice(0, 10))).toEqual([
      "2026-03-02",
      "2026-03-09",
      "2026-03-16",
    ]);
  });

  it("calls a week after the last reminder where the program does not say when, however late that is", () => {
    const noor = new Traveler(aMenteePack([{ ...ask, remind: ["P30D"], escalate: undefined }]));
    noor.until("2026-05-01T07:00:00.000Z");
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.survey reminder 1"]);
    expect(noor.of("task").map(({ at }) => at.slice(0, 10))).toEqual(["2026-04-08"]);
  });

  it("keeps the wall clock when the season changes between asking and reminding", () => {
    const noor = new Traveler(aMenteePack([{ ...ask, remind: ["P4W"], escalate: undefined }])).until(
      "2026-03-31T00:00:00.000Z",
    );
    expect(noor.of("mail")[1]?.at).toBe("2026-03-30T06:00:00.000Z");
  });

  it("sends one reminder after an outage, not all that were missed", () => {
    const noor = new Traveler(aMenteePack([ask]));
    noor.now = "2026-03-18T07:00:00.000Z";
    noor.take();
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.survey reminder 2"]);
  });

  it("closes the call when the answer comes after all", () => {
    const noor = new Traveler(aMenteePack([ask])).until("2026-04-01T07:00:00.000Z");
    const call = noor.openTask("tasks.call");
    noor.answer({ motivated: true });
    expect(noor.of("task-closed")).toMatchObject([{ task: call, why: "done" }]);
  });

  it("takes the same answer twice as one", () => {
    const noor = new Traveler(aMenteePack([ask, { ...ask, id: "again" }]));
    const event = noor.event({
      type: "answered",
      ask: noor.asking().id,
      role: "mentee",
      facts: { motivated: true },
    });
    noor.take(event).take(event);
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.again"]);
  });

  it("calls at once when a letter that wants an answer cannot arrive", () => {
    const noor = new Traveler(aMenteePack([ask]));
    const asks = { id: noor.asking().id, role: "mentee" };
    noor.take(noor.event({ type: "mail-failed", mail: "x", code: "no-address", asks }));
    expect(noor.tasks()).toEqual(["tasks.call"]);
    expect(noor.until("2027-01-01T00:00:00.000Z").mails()).toEqual(["mentee.survey"]);
  });

  it("makes a letter that only told something, and cannot arrive, a task and no call", () => {
    const noor = new Traveler(aMenteePack([tell, ask]));
    noor.take(noor.event({ type: "mail-failed", mail: "x", code: "bounced" }));
    expect(noor.tasks()).toEqual(["tasks.mail-failed"]);
  });

  it("lets a letter pass holds only where the program says that it is for safety", () => {
    const urgency = (steps: StepInput[]) =>
      new Traveler(aMenteePack(steps)).of("mail").map((mail) => mail.urgency);
    expect(urgency([tell, { ...tell, id: "safe", urgency: "safety" }])).toEqual(["reply", "safety"]);
  });
});

describe("deciding", () => {
  const decide: Extract<StepInput, { do: "decide" }> = {
    id: "route",
    do: "decide",
    ruleSet: "routing",
    plans: { light: "goals" },
  };

  it("decides with a receipt, and the outcome is a fact from then on", () => {
    const noor = new Traveler(aMenteePack([decide]), { facts: { motivated: true, health: "good" } });
    expect(noor.journey.facts.group?.value).toBe("light");
    expect(noor.journey.plans).toEqual({ goals: { ticked: {} } });
    const [entry] = noor
      .of("log")
      .flatMap((log) => log.entries.filter(({ code }) => code === "decision.made"));
    expect(entry?.receipt?.because.length).toBeGreaterThan(0);
    expect(noor.decisions).toHaveLength(1);
  });

  it("asks the person for what is missing, and decides again with the answer", () => {
    const noor = new Traveler(aMenteePack([decide]), { facts: { health: "good" } });
    expect(noor.mails()).toEqual(["mentee.missing-facts"]);
    expect(noor.asking().facts).toEqual(["motivated"]);
    noor.answer({ motivated: true });
    expect(noor.journey.facts.group?.value).toBe("light");
  });

  it("asks no longer for what became known another way", () => {
    const noor = new Traveler(aMenteePack([decide]), { facts: { health: "good" } });
    noor.take(noor.event({ type: "facts-set", facts: { motivated: true }, by: "coordinator" }));
    expect(noor.journey.facts.group?.value).toBe("light");
    const mira = new Traveler(aMenteePack([decide]), { facts: { motivated: true } });
    mira.take(mira.event({ type: "facts-set", facts: { health: "good" }, by: "coordinator" }));
    expect(mira.journey.facts.group?.value).toBe("light");
    expect(Object.keys(mira.journey.openTasks)).toEqual([]);
  });

  it("asks a coordinator, and never by mail, for what belongs into a conversation", () => {
    const noor = new Traveler(aMenteePack([decide]), { facts: { motivated: true } });
    expect(noor.mails()).toEqual([]);
    expect(noor.of("task")[0]).toMatchObject({
      text: "tasks.missing-facts",
      work: { kind: "facts", facts: ["health"] },
    });
    noor.work({ facts: { health: "poor" } });
    expect(noor.journey.facts.group?.value).toBe("intensive");
  });

  it("lets a person choose where the rules leave it open", () => {
    const noor = new Traveler(aMenteePack([decide]), { facts: { motivated: false, health: "good" } });
    expect(noor.of("task")[0]).toMatchObject({
      text: "tasks.confirm",
      work: { kind: "choose", outcomes: ["intensive", "light"], proposed: "review" },
    });
    expect(noor.journey.facts.group).toBeUndefined();
    noor.work({ outcome: "intensive" });
    expect(noor.journey.facts.group).toMatchObject({ value: "intensive", by: "coordinator" });
  });

  it("only proposes an outcome that the program wants confirmed", () => {
    const noor = new Traveler(aMenteePack([{ ...decide, confirm: ["light"] }]), {
      facts: { motivated: true, health: "good" },
    });
    expect(noor.journey.facts.group).toBeUndefined();
    expect(noor.of("task")[0]?.work).toMatchObject({ kind: "choose", proposed: "light" });
  });

  it("keeps every condition it looked at for json-rules-engine to confirm", () => {
    const when = { all: [{ fact: "motivated", operator: "equal" as const, value: true }] };
    const noor = new Traveler(aMenteePack([{ ...tell, when }]), { facts: { motivated: false } });
    expect(noor.conditions).toMatchObject([{ holds: false, facts: { motivated: false } }]);
  });

  it("passes over a step whose condition does not hold", () => {
    const steps: StepInput[] = [
      { ...tell, when: { all: [{ fact: "motivated", operator: "equal", value: true }] } },
    ];
    expect(new Traveler(aMenteePack([...steps]), { facts: { motivated: false } }).mails()).toEqual([]);
    expect(new Traveler(aMenteePack([...steps]), { facts: { motivated: true } }).mails()).toEqual([
      "mentee.received",
    ]);
  });
});

describe("work for staff", () => {
  it("waits for a training until its hours are reached", () => {
    const training: StepInput = { id: "training", do: "training", practiceHours: { min: 20 } };
    const noor = new Traveler(aMenteePack([training]));
    noor.work({ facts: { trainingPracticeHours: 12 } });
    expect(noor.journey.ended).toBeUndefined();
    noor.work({ facts: { trainingPracticeHours: 21 } });
    expect(noor.journey.ended).toBeDefined();
  });

  it("invites once a gathering has a date, and again when it moves", () => {
    const noor = new Traveler(aMenteePack([{ id: "kick-off", do: "gathering" }]));
    expect(noor.mails()).toEqual([]);
    noor.work({ done: false, date: "2026-03-10T15:00:00.000Z", place: "Library" });
    noor.work({ done: false, date: "2026-03-12T15:00:00.000Z", place: "Library" });
    expect(noor.of("mail").map((mail) => mail.params.date)).toEqual([
      "2026-03-10T15:00:00.000Z",
      "2026-03-12T15:00:00.000Z",
    ]);
    noor.work({ outcome: "held" });
    expect(noor.journey.ended).toBeDefined();
  });

  it("keeps the ticks of a checklist with their dates", () => {
    const noor = new Traveler(aMenteePack([{ id: "equip", do: "task", plan: "goals" }]));
    noor.work({ done: false, ticked: ["language"] });
    expect(noor.journey.plans.goals).toEqual({ ticked: { language: monday } });
    expect(noor.journey.ended).toBeUndefined();
  });

  it("keeps what staff note of a task in the story, and the task open", () => {
    const noor = new Traveler(aMenteePack([{ id: "interview", do: "task" }]));
    noor.work({ done: false, note: "call again on Friday" });
    expect(noor.codes()).toContain("note.written");
    expect(Object.keys(noor.journey.openTasks)).toHaveLength(1);
  });

  it("neither reminds nor orders calls while someone's own word is open, and then catches up", () => {
    const noor = new Traveler(aMenteePack([ask]));
    noor.take(noor.event({ type: "not-right", role: "mentee", words: "please call me" }));
    noor.until("2026-05-01T07:00:00.000Z");
    expect(noor.mails()).toEqual(["mentee.survey"]);
    noor.take(
      noor.event({ type: "worked", task: noor.openTask("tasks.not-right"), by: "coordinator", done: true }),
    );
    expect(noor.tasks()).toEqual(["tasks.not-right", "tasks.call"]);
  });

  it("puts a coordinator in charge when someone says that something is not right", () => {
    const noor = new Traveler(aMenteePack([ask]));
    noor.take(noor.event({ type: "not-right", role: "mentee", words: "please call me" }));
    expect(noor.of("task")[0]).toMatchObject({ text: "tasks.not-right", urgent: true });
  });
});

describe("tracks", () => {
  const waiting: Extract<StepInput, { do: "wait" }> = { id: "together", do: "wait", for: "P1Y" };
  const rating: TrackInput = {
    id: "rating",
    from: "together",
    every: "P10W",
    steps: [{ ...ask, id: "rate" }],
  };

  it("repeat beside the main line, and keep their rhythm however long an answer takes", () => {
    const noor = new Traveler(aMenteePack([waiting], { tracks: [rating] }));
    noor.until("2026-05-13T07:00:00.000Z");
    noor.take(
      noor.event({
        type: "answered",
        ask: noor.asking("rating").id,
        role: "mentee",
        facts: { motivated: true },
      }),
    );
    noor.until("2026-07-21T07:00:00.000Z");
    const days = noor
      .of("mail")
      .filter((mail) => mail.reminder === 0)
      .map((mail) => mail.at.slice(0, 10));
    expect(days).toEqual(["2026-05-11", "2026-07-20"]);
  });

  it("end when the main line comes to where they end", () => {
    const pack = aMenteePack(
      [
        { ...waiting, for: "P11W" },
        { id: "closing", do: "wait", for: "P1Y" },
      ],
      { tracks: [{ ...rating, until: "closing" }] },
    );
    const noor = new Traveler(pack).until("2027-01-01T00:00:00.000Z");
    expect(noor.journey.threads.rating).toBeUndefined();
    expect(noor.mails()).toEqual(["mentee.rate"]);
  });

  it("whose rhythm nobody has set make one task, and start once it is known", () => {
    const pack = aMenteePack([waiting], { tracks: [{ ...rating, every: { fact: "rhythm" } }] });
    const noor = new Traveler(pack);
    expect(noor.of("task")).toMatchObject([{ text: "tasks.missing-facts", work: { facts: ["rhythm"] } }]);
    noor.take(noor.event({ type: "facts-set", facts: { rhythm: "P2W" }, by: "coordinator" }));
    expect(noor.of("task-closed")).toHaveLength(1);
    noor.until("2026-03-20T07:00:00.000Z");
    expect(noor.mails()).toEqual(["mentee.rate"]);
    expect(noor.tasks()).toHaveLength(1);
  });
});

describe("a track that runs once", () => {
  it("is not begun again when the step that begins it has to be tried again", () => {
    const when = { all: [{ fact: "answer", operator: "equal" as const, value: "yes" }] };
    const beside = { id: "beside", from: "thanks", steps: [{ id: "welcome", do: "tell" as const }] };
    const noor = new Traveler(aMenteePack([{ id: "thanks", do: "tell", when }], { tracks: [beside] }));
    noor.answer({ motivated: true }).answer({ answer: "yes" });
    expect(noor.mails().filter((text) => text === "mentee.welcome")).toHaveLength(1);
    expect(noor.mails().at(-1)).toBe("mentee.thanks");
  });
});

describe("a track that is only wanted under a condition", () => {
  const when = { all: [{ fact: "motivated", operator: "equal" as const, value: true }] };
  const rating: TrackInput = {
    id: "rating",
    from: "together",
    every: "P10W",
    when,
    steps: [{ ...ask, id: "rate" }],
  };
  const pack = aMenteePack([{ id: "together", do: "wait", for: "P1Y" }], { tracks: [rating] });

  it("asks for what it needs to know, and begins or rests with the answer", () => {
    for (const motivated of [true, false]) {
      const noor = new Traveler(pack).until("2026-05-12T07:00:00.000Z");
      expect(noor.mails()).toEqual(["mentee.missing-facts"]);
      noor.take(
        noor.event({ type: "answered", ask: noor.asking("rating").id, role: "mentee", facts: { motivated } }),
      );
      expect(noor.mails().slice(1)).toEqual(motivated ? ["mentee.rate"] : []);
      expect(noor.journey.threads.rating?.step).toBe(motivated ? "rate" : undefined);
    }
  });
});

describe("several who are asked at once", () => {
  const pack = aPack("match", {
    role: "match",
    sides: ["mentor", "mentee"],
    stages: [
      {
        id: "ask",
        steps: [
          { ...ask, id: "both" },
          { id: "after", do: "task" },
        ],
      },
    ],
  });
  const pair = () => new Traveler(pack, { match: true });

  it("are each reminded and called by themselves, and each call closes with its own answer", () => {
    const both = pair().until("2026-04-01T07:00:00.000Z");
    expect(both.of("task").map(({ params }) => params.role)).toEqual(["mentor", "mentee"]);
    both.answer({ motivated: true }, "mentor");
    expect(Object.keys(both.journey.openTasks)).toEqual([both.of("task")[1]!.id]);
    both.answer({ motivated: true }, "mentee");
    expect(Object.values(both.journey.openTasks).map(({ text }) => text)).toEqual(["tasks.match.after"]);
    expect(both.journey.facts).toMatchObject({
      "mentor.motivated": { value: true },
      "mentee.motivated": { value: true },
    });
  });

  it("keep their own way: a letter that cannot reach one makes a call to that one only", () => {
    const both = pair();
    const asks = { id: both.asking().id, role: "mentee" };
    both.take(both.event({ type: "mail-failed", mail: "x", code: "bounced", asks }));
    expect(both.of("task").map(({ params }) => params.role)).toEqual(["mentee"]);
    both.until("2026-03-20T07:00:00.000Z");
    expect(
      both
        .of("mail")
        .filter(({ reminder }) => reminder > 0)
        .map(({ to }) => to),
    ).toEqual(["per_mentor", "per_mentor"]);
    both.until("2026-04-01T07:00:00.000Z");
    expect(both.of("task").map(({ params }) => params.role)).toEqual(["mentee", "mentor"]);
  });
});

describe("ending early", () => {
  it("runs the steps that the program has for an ending, with the reason", () => {
    const pack = aMenteePack(
      [
        { id: "together", do: "wait", for: "P1Y" },
        { id: "ending", do: "task" },
      ],
      { onEnd: "ending" },
    );
    const noor = new Traveler(pack);
    noor.take(noor.event({ type: "ended", reason: "moved away", as: "ended early", by: "coordinator" }));
    expect(noor.tasks()).toEqual(["tasks.mentee.ending"]);
    noor.work({});
    expect(noor.journey.ended).toMatchObject({ reason: "moved away" });
  });

  it("leaves the talk open that somebody wanted, and no checklist", () => {
    const beside: TrackInput[] = [
      { id: "talks", from: "together", steps: [{ id: "talk", do: "task" }] },
      { id: "lists", from: "together", steps: [{ id: "list", do: "task", plan: "goals" }] },
    ];
    const noor = new Traveler(aMenteePack([{ id: "together", do: "wait", for: "P1W" }], { tracks: beside }));
    noor.until("2026-04-01T07:00:00.000Z");
    expect(noor.journey.ended).toBeDefined();
    expect(Object.values(noor.journey.openTasks).map(({ text }) => text)).toEqual(["tasks.mentee.talk"]);
    noor.work({});
    expect(noor.journey.openTasks).toEqual({});
  });

  it("leaves no open task behind but a person's own word", () => {
    const noor = new Traveler(aMenteePack([{ id: "interview", do: "task" }]));
    noor.take(noor.event({ type: "not-right", role: "mentee", words: "hm" }));
    noor.take(noor.event({ type: "ended", reason: "moved away", as: "withdrawn", by: "coordinator" }));
    expect(Object.values(noor.journey.openTasks).map((task) => task.text)).toEqual(["tasks.not-right"]);
  });
});

describe("a definition that cannot be run", () => {
  it("is refused with a code instead of going round for ever", () => {
    const round = aPack("mentee", {
      role: "mentee",
      stages: [{ id: "screen", steps: [{ id: "here", do: "go to", step: "here" }] }],
    });
    expect(() => new Traveler(round)).toThrow(/journey\.loop/);
  });
});
