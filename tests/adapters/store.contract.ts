import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "#adapters/store/store.ts";
import type { Link, Mail, Store, Submission } from "#adapters/store.ts";
import type { Key, Table } from "#adapters/table.ts";
import type { MailEffect } from "#core/journey/effect.ts";
import { openJourney } from "#core/journey/open.ts";
import type { StagedRound } from "#core/matching/staged-round.ts";
import type { Person } from "#core/people/person.ts";
import { killedAt } from "../functions/a-fault.ts";
import { aProgram } from "../functions/a-program.ts";
import { round as sampleRound } from "../releases/samples.ts";

const at = "2026-03-02T07:00:00.000Z";
const later = "2026-03-02T09:00:00.000Z";

/** The store over one kind of table. Names are fresh in each test, since the tables of a suite may be one. */
export function storeContract(name: string, make: () => Promise<Table> | Table): void {
  describe(`the store ${name}`, () => {
    let store: Store;
    let table: Table;
    let n = 0;
    let program: string;
    beforeEach(async () => {
      table = await make();
      store = createStore(table, { emailHash: "e".repeat(32) });
      program = `p${++n}`;
    });
    const aJourney = (id = `jrn_${program}`) => ({
      ...openJourney({
        id,
        pack: aProgram(),
        definition: "mentee",
        parties: {},
        facts: {},
        by: "mentee",
        now: at,
      }),
      program,
    });
    const aPerson = (more: Partial<Person> = {}): Person => ({
      ...{
        schema: 1,
        id: `per_${program}`,
        program,
        givenName: "Samira",
        familyName: "",
        email: "S@example.org",
      },
      ...{ language: "en", holds: [], createdAt: at, version: 1 },
      ...more,
    });
    const aSubmission = (more: Partial<Submission> = {}): Submission => ({
      ...{
        id: `sub_${program}`,
        program,
        form: "f",
        sender: "tally",
        key: "k",
        receivedAt: at,
        body: "{}",
        state: "received",
      },
      ...more,
    });
    const effect = (id: string, urgency: MailEffect["urgency"] = "routine"): MailEffect => ({
      ...{ kind: "mail", id, at, to: "per_1", text: "mails.x", params: {}, reminder: 0, urgency },
    });
    const aMail = (id: string, more: Partial<Mail> = {}): Mail => ({
      ...{
        effect: effect(id),
        journey: `jrn_${program}`,
        program,
        pack: "v",
        state: "queued",
        dueAt: at,
        attempts: 0,
      },
      ...more,
    });

    const overdue = async (now: string, id: string) => {
      const found = (await store.overdue(now, 1000)).filter((item) => item.id === id);
      return found.map(({ kind }) => kind);
    };

    it("keeps a submission once, and lists it where it stands", async () => {
      expect(await store.submissions.put(aSubmission())).toBe("stored");
      expect(await store.submissions.put(aSubmission({ body: "other" }))).toBe("known");
      const id = `sub_${program}`;
      expect(await overdue(later, id)).toEqual(["submission"]);
      expect(await overdue(at, id)).toEqual([]);
      const problem = { field: "f", message: "m", fix: "x" };
      await store.submissions.mark(id, "received", { state: "unmappable", problem });
      expect(await store.submissions.list(program, "received")).toEqual([]);
      expect(await store.submissions.list(program, "unmappable")).toEqual([
        aSubmission({ state: "unmappable", problem }),
      ]);
      await store.submissions.mark(id, "unmappable", { state: "received" });
      expect(await overdue(later, id)).toEqual(["submission"]);
      expect(await store.submissions.mark(id, "received", { state: "mapped", journey: "jrn_1" })).toBe(
        "saved",
      );
      expect(await store.submissions.mark(id, "received", { state: "unmappable", problem })).toBe("stale");
      expect(await store.submissions.get(id)).toEqual(aSubmission({ state: "mapped", journey: "jrn_1" }));
      expect(await overdue(later, id)).toEqual([]);
    });

    it("keeps a body of a megabyte, characters of four bytes and all", async () => {
      const body = `x${"𝄞é".repeat(250_000)}`;
      await store.submissions.put(aSubmission({ body }));
      expect((await store.submissions.get(`sub_${program}`))!.body === body).toBe(true);
      expect((await store.submissions.list(program, "received"))[0]!.body.length).toBe(body.length);
    });

    it("clears the body of a mapped submission away once its days are over, and every part of it", async () => {
      const [small, large] = [`sub_${program}_s`, `sub_${program}_l`];
      await store.submissions.put(aSubmission({ id: small }));
      await store.submissions.put(aSubmission({ id: large, body: "x".repeat(250_000) }));
      expect(await store.submissions.put(aSubmission({ id: large, body: "y".repeat(250_000) }))).toBe(
        "known",
      );
      const until = "2026-04-01T07:00:00.000Z";
      for (const id of [small, large]) {
        await store.submissions.mark(id, "received", { state: "mapped", journey: "jrn_1", bodyUntil: until });
        expect((await store.submissions.get(id))!.body).not.toBe("");
      }
      const own = async (now: string) =>
        (await store.submissions.expired(now, 1000)).filter((id) => id === small || id === large).sort();
      expect(await own("2026-04-01T06:59:59.000Z")).toEqual([]);
      expect(await own(until)).toEqual([large, small]);
      const { blob } = (await table.get({ pk: `SUBMISSION#${large}`, sk: "SUBMISSION" }))!;
      for (const id of [small, large, large]) await store.submissions.clear(id);
      expect(await own(until)).toEqual([]);
      for (const id of [small, large])
        expect(await store.submissions.get(id)).toMatchObject({ state: "mapped", key: "k", body: "" });
      expect(await table.query(`BLOB#${blob}`)).toEqual([]);
      expect(await store.submissions.put(aSubmission({ id: large, body: "x".repeat(250_000) }))).toBe(
        "known",
      );
      expect(await table.query(`BLOB#${blob}`)).toEqual([]);
    });

    it("puts what was looked at behind what was not, and counts what failed until there is a sign of life", async () => {
      const journey = `jrn_${program}`;
      const event = { type: "facts-set" as const, schema: 1 as const, at, by: "x", facts: {} };
      for (const id of ["a", "b"]) await store.events.put(journey, { ...event, id });
      await store.events.consume(journey, ["a"]);
      await store.runs.open(journey, at);
      const kinds = (now: string) => overdue(now, journey);
      expect((await kinds(later)).sort()).toEqual(["event", "run"]);
      const after = "2026-03-02T09:00:01.000Z";
      await store.postpone({ kind: "event", id: journey }, after);
      expect(await kinds(later)).toEqual(["run"]);
      const seen: number[] = [];
      const until = (failures: number) => {
        seen.push(failures);
        return after;
      };
      expect(await store.failed({ kind: "run", id: journey }, until)).toBe(1);
      expect(await store.failed({ kind: "run", id: journey }, until)).toBe(2);
      expect(await kinds(later)).toEqual([]);
      expect((await kinds(after)).sort()).toEqual(["event", "run"]);
      await store.runs.touch(journey, 1, at);
      expect(await store.failed({ kind: "run", id: journey }, until)).toBe(1);
      await store.runs.finish(journey, 1);
      await store.events.consume(journey, ["b"]);
      for (const kind of ["run", "event"] as const) await store.postpone({ kind, id: journey }, at);
      expect(await kinds("2030-01-01T00:00:00.000Z")).toEqual([]);
      expect(seen).toEqual([1, 2, 1]);
    });

    it("saves a journey only over what was read", async () => {
      const journey = aJourney();
      expect(await store.journeys.create(journey)).toBe("stored");
      expect(await store.journeys.create(journey)).toBe("known");
      expect(await store.journeys.save({ ...journey, version: 1, stage: "one" })).toBe("saved");
      expect(await store.journeys.save({ ...journey, version: 1, stage: "two" })).toBe("stale");
      expect((await store.journeys.get(journey.id))!.stage).toBe("one");
      expect((await store.journeys.list(program, "mentee")).map((j) => j.stage)).toEqual(["one"]);
    });

    it("refuses a journey over 64 KB", async () => {
      const facts = { long: { value: "x".repeat(66_000), at, by: "mentee" } };
      await expect(store.journeys.create({ ...aJourney(), facts })).rejects.toThrow("journey.too-large");
    });

    it("says which item is of a newer release, and leaves it out of lists", async () => {
      const journey = aJourney();
      await store.journeys.create(journey);
      await table.update(
        { pk: `JOURNEY#${journey.id}`, sk: "JOURNEY" },
        { set: { journey: { ...journey, schema: 99 } } },
      );
      await expect(store.journeys.get(journey.id)).rejects.toMatchObject({
        code: "store.newer-schema",
        program,
      });
      expect(await store.journeys.list(program, "mentee")).toEqual([]);
    });

    it("reads events in their order and keeps them as markers", async () => {
      const journey = `jrn_${program}`;
      const event = (id: string, when: string) => ({
        type: "facts-set" as const,
        schema: 1 as const,
        id,
        at: when,
        by: "x",
        facts: {},
      });
      await store.events.put(journey, event("b", "2026-03-02T07:00:02.000Z"));
      await store.events.put(journey, event("a", "2026-03-02T07:00:01.000Z"));
      expect((await store.events.unread(journey)).map((e) => e.id)).toEqual(["a", "b"]);
      expect(await overdue(later, journey)).toEqual(["event"]);
      await store.events.consume(journey, ["a"]);
      expect((await store.events.unread(journey)).map((e) => e.id)).toEqual(["b"]);
      expect(await store.events.put(journey, event("a", at))).toBe("known");
      expect((await store.events.unread(journey)).map((e) => e.id)).toEqual(["b"]);
      expect((await store.events.all(journey)).map((e) => e.id)).toEqual(["a", "b"]);
    });

    it("lets only the live generation write its run", async () => {
      const id = `jrn_${program}`;
      expect(await store.runs.open(id, at)).toBe("stored");
      expect(await store.runs.open(id, at)).toBe("known");
      expect(await store.runs.register(id, 1, "token", { until: later, dueAt: at })).toBe("saved");
      const asleep = { journey: id, generation: 1, token: "token", until: later, dueAt: at };
      expect(await store.runs.get(id)).toEqual(asleep);
      expect(await store.runs.letSleep(asleep, later)).toBe("saved");
      expect(await store.runs.get(id)).toEqual({ ...asleep, dueAt: later });
      expect(await store.runs.letSleep({ ...asleep, token: "another" }, at)).toBe("stale");
      expect(await store.runs.touch(id, 1, at)).toBe("saved");
      expect(await store.runs.letSleep(asleep, later)).toBe("stale");
      expect(await store.runs.bump(id, 1, later)).toBe("saved");
      expect(await store.runs.bump(id, 1, later)).toBe("stale");
      expect(await store.runs.touch(id, 1, later)).toBe("stale");
      expect(await store.runs.register(id, 1, "old", { until: later, dueAt: later })).toBe("stale");
      expect(await store.runs.get(id)).toEqual({ journey: id, generation: 2, dueAt: later });
      expect(await overdue(later, id)).toEqual(["run"]);
      await store.runs.finish(id, 1);
      expect(await overdue(later, id)).toHaveLength(1);
      await store.runs.finish(id, 2);
      expect(await overdue(later, id)).toEqual([]);
    });

    it("finds people by a hash of their address, and follows a change of it", async () => {
      await store.people.create(aPerson());
      await store.people.create(aPerson({ id: "per_other", email: " s@EXAMPLE.org" }));
      expect((await store.people.sameEmail(program, "s@example.org")).sort()).toEqual(
        [`per_${program}`, "per_other"].sort(),
      );
      await store.people.save(aPerson({ email: "new@example.org", version: 2 }));
      expect(await store.people.sameEmail(program, "s@example.org")).toEqual(["per_other"]);
      expect(await store.people.sameEmail(program, "new@example.org")).toEqual([`per_${program}`]);
      expect(await store.people.sameEmail("elsewhere", "s@example.org")).toEqual([]);
    });

    it("still finds somebody by their address when a change of it came too late", async () => {
      const id = `per_${program}`;
      await store.people.create(aPerson());
      await store.people.hold(id, { id: "a", at, why: "concern", by: "coordinator" });
      expect(await store.people.save(aPerson({ email: "new@example.org", version: 2 }))).toBe("stale");
      expect(await store.people.sameEmail(program, "s@example.org")).toEqual([id]);
      const person = (await store.people.get(id))!;
      expect(await store.people.save({ ...person, email: "S@EXAMPLE.org", version: 3 })).toBe("saved");
      expect(await store.people.sameEmail(program, "s@example.org")).toEqual([id]);
    });

    it("holds and lifts, once each, whoever writes at the same time", async () => {
      await store.people.create(aPerson());
      const id = `per_${program}`;
      const hold = (name: string) => ({ id: name, at, why: "concern", by: "coordinator" });
      await Promise.all([
        store.people.hold(id, hold("a")),
        store.people.hold(id, hold("b")),
        store.people.hold(id, hold("a")),
      ]);
      expect((await store.people.get(id))!.holds.map((h) => h.id).sort()).toEqual(["a", "b"]);
      await store.people.lift(id, "a");
      await store.people.lift(id, "a");
      expect((await store.people.get(id))!.holds.map((h) => h.id)).toEqual(["b"]);
    });

    it("keeps what was said of letters, each word once, and when some came back", async () => {
      const [journey, letter] = [`jrn_${program}`, `jrn_${program}/1`];
      expect(await store.mails.hear(journey, letter, "delivered")).toBe("stored");
      expect(await store.mails.hear(journey, letter, "delivered")).toBe("known");
      await store.mails.hear(journey, letter, "sent");
      await store.mails.hear(journey, `${letter}1`, "bounced");
      expect((await store.mails.heard(journey)).get(`${letter}1`)).toEqual(["bounced"]);
      const one = await store.mails.heard(journey, letter);
      expect([...one.keys()]).toEqual([letter]);
      expect(one.get(letter)!.sort()).toEqual(["delivered", "sent"]);
      for (const moment of [later, at, at]) await store.mails.countBounce(`per_${program}`, moment, letter);
      expect(await store.mails.bounces(`per_${program}`)).toEqual([at, later]);
    });

    it("suppresses an address for the first reason, whoever writes at the same time", async () => {
      await store.people.create(aPerson());
      const id = `per_${program}`;
      const hold = { id: "a", at, why: "concern", by: "coordinator" };
      await Promise.all([store.people.suppress(id, "bounced"), store.people.hold(id, hold)]);
      await store.people.suppress(id, "unsubscribed");
      expect(await store.people.get(id)).toMatchObject({ suppressed: "bounced", holds: [hold], version: 3 });
    });

    it("gives due mail the urgent first, and none that is not due or not waiting", async () => {
      const j = `jrn_${program}`;
      await store.mails.put(aMail(`${j}/1`));
      await store.mails.put(
        aMail(`${j}/2`, { effect: effect(`${j}/2`, "safety"), dueAt: "2026-03-02T07:00:05.000Z" }),
      );
      await store.mails.put(aMail(`${j}/3`, { dueAt: later }));
      expect(await store.mails.put(aMail(`${j}/1`))).toBe("known");
      const due = async (limit = 10) =>
        (await store.mails.due(program, "2026-03-02T08:00:00.000Z", limit)).map((m) => m.effect.id);
      expect(await due()).toEqual([`${j}/2`, `${j}/1`]);
      expect(await due(1)).toEqual([`${j}/2`]);
      await store.mails.move(aMail(`${j}/1`, { state: "held", reason: "hold" }), "queued");
      expect(await due()).toEqual([`${j}/2`]);
      expect((await store.mails.list(program, "held")).map((m) => m.reason)).toEqual(["hold"]);
    });

    it("keeps the first frozen letter for ever", async () => {
      const id = `jrn_${program}/1`;
      const letter = (text: string) => ({
        from: "f",
        replyTo: "r",
        to: "t",
        subject: "s",
        html: "h",
        text,
        headers: {},
      });
      await store.mails.put(aMail(id));
      await store.mails.move(aMail(id, { state: "frozen", frozen: letter("first") }), "held");
      expect(await store.mails.move(aMail(id, { state: "frozen", frozen: letter("second") }), "queued")).toBe(
        "saved",
      );
      expect(await store.mails.move(aMail(id, { state: "frozen", frozen: letter("third") }), "queued")).toBe(
        "stale",
      );
      expect((await store.mails.get(`jrn_${program}`, id))!.frozen!.text).toBe("first");
      expect((await store.mails.ofJourney(`jrn_${program}`))[0]!.frozen!.text).toBe("first");
    });

    it("says which live programs have a journey of their own", async () => {
      const plain = { ...aProgram(), id: program };
      const own = { role: "program", stages: plain.journeys.mentee!.stages, tracks: [] };
      const more = { ...plain, version: "fedcba987654", journeys: { ...plain.journeys, year: own } };
      for (const pack of [plain, more]) await store.packs.publish(pack);
      const having = async () => (await store.packs.withOwnJourney()).includes(program);
      await store.packs.setLive(program, plain.version);
      expect(await having()).toBe(false);
      await store.packs.setLive(program, more.version, {
        ...{ at, version: more.version, before: plain.version, by: "coordinator" },
      });
      expect(await having()).toBe(true);
      await store.packs.setLive(program, plain.version);
      expect(await having()).toBe(false);
    });

    describe("whom the program tells", () => {
      const some = (count: number, from = 0) =>
        Array.from({ length: count }, (_, n) => `jrn_${program}_${String(n + from).padStart(20, "0")}`);

      it("is settled by whoever is first, also for those who come at the same moment", async () => {
        const id = `${program}/1`;
        expect(await store.cohorts.get(id)).toBeUndefined();
        const found = await Promise.all([0, 1, 2].map((n) => store.cohorts.freeze(id, some(3, n))));
        expect(new Set(found.map((ids) => ids.join())).size).toBe(1);
        expect(await store.cohorts.freeze(id, some(9))).toEqual(found[0]);
        expect(await store.cohorts.get(id)).toEqual(found[0]);
        expect(await store.cohorts.freeze(`${program}/2`, [])).toEqual([]);
      });

      it("is settled whole or not at all, whichever write its writer dies with", async () => {
        const many = some(6000);
        const quiet = killedAt(table, 0, "before");
        await createStore(quiet.table).cohorts.freeze(`${program}/0`, many);
        const writes = quiet.writes();
        expect(writes).toBeGreaterThan(2);
        for (const when of ["before", "after"] as const)
          for (let nth = 1; nth <= writes; nth += 1) {
            const id = `${program}/${when}/${nth}`;
            const dying = createStore(killedAt(table, nth, when).table);
            await expect(dying.cohorts.freeze(id, many)).rejects.toThrow("killed");
            const stands = when === "after" && nth === writes;
            expect(await store.cohorts.get(id)).toEqual(stands ? many : undefined);
            // Meanwhile somebody joined: they belong to it only if nothing was settled yet.
            const joined = [...many, `jrn_${program}_new`];
            expect(await store.cohorts.freeze(id, joined)).toEqual(stands ? many : joined);
          }
      });

      it("is everybody who has not ended, with those that this release cannot read", async () => {
        const [on, over, newer] = ["on", "over", "newer"].map((name) => aJourney(`jrn_${program}_${name}`));
        await store.journeys.create(on!);
        await store.journeys.create({ ...over!, ended: { at, as: "completed" } });
        await store.journeys.create(newer!);
        const row = (await table.get({ pk: `JOURNEY#${newer!.id}`, sk: "JOURNEY" }))!;
        await table.put({ ...row, schema: 99 });
        expect((await store.journeys.underWay(program, "mentee")).sort()).toEqual([newer!.id, on!.id].sort());
      });
    });

    describe("rounds of matching", () => {
      const round = (number: number, version = 1): StagedRound => ({
        ...sampleRound,
        program,
        number,
        version,
      });

      it("are kept under their number, and the first of two of one number stays", async () => {
        expect(await store.rounds.last(program)).toBeUndefined();
        expect(await store.rounds.create(round(1))).toBe("stored");
        expect(await store.rounds.create({ ...round(1), stagedAt: later })).toBe("known");
        expect(await store.rounds.create(round(2))).toBe("stored");
        expect(await store.rounds.get(program, 1)).toEqual(round(1));
        expect((await store.rounds.last(program))?.number).toBe(2);
        expect((await store.rounds.list(program)).map(({ number, open }) => [number, open])).toEqual([
          [2, 1],
          [1, 1],
        ]);
        expect(await store.rounds.get(program, 3)).toBeUndefined();
      });

      it("are changed by one of two who saw the same, and the other is told", async () => {
        await store.rounds.create(round(1));
        const both = await Promise.all(
          [at, later].map((stagedAt) => store.rounds.save({ ...round(1, 2), stagedAt })),
        );
        expect(both.sort()).toEqual(["saved", "stale"]);
        expect((await store.rounds.get(program, 1))?.version).toBe(2);
        expect(await store.rounds.save(round(1, 2))).toBe("stale");
      });

      it("are whole in the old version or in the new, whichever write their writer dies with", async () => {
        const big = Array.from({ length: 900 }, () => sampleRound.pairs[0]!);
        for (const when of ["before", "after"] as const)
          for (let nth = 1; nth <= 6; nth += 1) {
            const number = nth + (when === "after" ? 10 : 0);
            await store.rounds.create({ ...round(number), pairs: big });
            const dying = createStore(killedAt(table, nth, when).table);
            await dying.rounds
              .save({ ...round(number, 2), pairs: big, stagedAt: later })
              .catch(() => undefined);
            const found = (await store.rounds.get(program, number))!;
            expect(found.stagedAt).toBe(found.version === 2 ? later : sampleRound.stagedAt);
          }
      });
    });

    describe("two who are never to be matched", () => {
      it("are known until it is taken back, or one of them is erased", async () => {
        const couple = (mentee: string) => ({
          mentor: `jrn_${program}_m`,
          mentee: `jrn_${program}_${mentee}`,
        });
        for (const mentee of ["a", "b"])
          await store.apart.put({ program, couple: couple(mentee), at, by: "Testa", reason: "Neighbors." });
        expect(await store.apart.between(program, couple("a"))).toMatchObject({ reason: "Neighbors." });
        await store.apart.lift(program, couple("a"));
        expect(await store.apart.between(program, couple("a"))).toBeUndefined();
        expect(await store.apart.of(program)).toHaveLength(1);
        for (const change of await store.erasing.apart(program, [couple("b").mentee]))
          await store.erasing.apply(change);
        expect(await store.apart.of(program)).toEqual([]);
      });
    });

    describe("marks what DynamoDB may take away by itself,", () => {
      const goneBy = async (key: Key) =>
        new Date(Number((await table.get(key))!.goneBy) * 1000).toISOString();
      const link: Link = {
        ...{ id: "", program: "p", journey: "j", person: "p", role: "mentee", ask: "a" },
        ...{ purpose: "form", step: "s", createdAt: at, expiresAt: later },
      };

      it("a link a year after its end; until then it can be read, and afterwards it is like none", async () => {
        const mine = { ...link, id: `lnk_${program}` };
        expect(await store.links.put(mine)).toBe("stored");
        expect(await store.links.put(mine)).toBe("known");
        const key = { pk: `LINK#${mine.id}`, sk: "LINK" };
        expect(await goneBy(key)).toBe("2027-03-02T09:00:00.000Z");
        expect(await store.links.get(mine.id)).toEqual(mine);
        await table.delete(key);
        expect(await store.links.get(mine.id)).toBeUndefined();
      });

      it("the count of a day a week later, when nobody asks for that day", async () => {
        await store.mails.countSent(program, "2026-03-02", "a");
        const key = { pk: `PERSON#${program}`, sk: "SENT#2026-03-02#a" };
        expect(await goneBy(key)).toBe("2026-03-09T00:00:00.000Z");
        await store.mails.countSent(program, "2026-03-09", "b");
        await table.delete(key);
        expect(await store.mails.sentOn(program, "2026-03-09")).toBe(1);
      });

      it("a lease a day after it ran out: it is free before that, row or no row", async () => {
        const key = { pk: `LEASE#${program}`, sk: "LEASE" };
        expect(await store.leases.take(program, "me", at, later)).toBe(true);
        expect(await goneBy(key)).toBe("2026-03-03T09:00:00.000Z");
        expect(await store.leases.take(program, "other", later, "2026-03-02T10:00:00.000Z")).toBe(true);
        await store.leases.release(program, "other");
        expect(await goneBy(key)).toBe("2026-03-03T10:00:00.000Z");
        await table.delete(key);
        await store.leases.release(program, "other");
        expect(await store.leases.take(program, "third", later, "2026-03-02T10:00:00.000Z")).toBe(true);
        expect(await store.leases.take(program, "me", later, "2026-03-02T10:00:00.000Z")).toBe(false);
      });

      it("what was used up a day after anybody could come with it", async () => {
        expect(await store.once.use(program, later)).toBe(true);
        expect(await store.once.use(program, later)).toBe(false);
        expect(await goneBy({ pk: `ONCE#${program}`, sk: "ONCE" })).toBe("2026-03-03T09:00:00.000Z");
      });
    });

    it("closes a problem as it was seen, and not one that came back in the meantime", async () => {
      const problem = { id: "prb_1", program, at, code: "x", detail: {}, state: "open" as const };
      await store.problems.put(problem);
      // Somebody closes it and it comes back, between the read and the write of the first.
      const slow: Table = {
        ...table,
        async put(row, when) {
          await store.problems.close(program, "prb_1");
          await store.problems.put({ ...problem, at: later });
          return table.put(row, when);
        },
      };
      await createStore(slow, { emailHash: "e".repeat(32) }).problems.close(program, "prb_1");
      expect(await store.problems.list(program)).toEqual([{ ...problem, at: later }]);
    });

    it("counts each mail of a day once", async () => {
      for (const mail of ["a", "b", "a"]) await store.mails.countSent(program, "2026-03-02", mail);
      expect(await store.mails.sentOn(program, "2026-03-02")).toBe(2);
      expect(await store.mails.sentOn(program, "2026-03-02", "a")).toBe(1);
      expect(await store.mails.sentOn(program, "2026-03-03")).toBe(0);
    });

    it("closes a task and never opens it again", async () => {
      const journey = `jrn_${program}`;
      const task = {
        effect: {
          kind: "task" as const,
          id: `${journey}/1`,
          at,
          text: "t",
          params: {},
          work: { kind: "done" as const },
          urgent: false,
        },
        ...{ journey, program, definition: "mentee", about: ["Samira"], state: "open" as const },
      };
      expect(await store.tasks.put(task)).toBe("stored");
      await store.tasks.close(journey, task.effect.id, "done", later);
      await store.tasks.close(journey, task.effect.id, "no longer needed", later);
      expect(await store.tasks.put(task)).toBe("known");
      expect(await store.tasks.list(program, "open")).toEqual([]);
      expect(await store.tasks.list(program, "done")).toEqual([{ ...task, state: "done", closedAt: later }]);
    });

    it("reads the log by running number, not by text", async () => {
      const journey = `jrn_${program}`;
      for (const number of [10, 9, 2]) {
        await store.logs.put(journey, `${journey}/${number}`, [
          { at, code: `n${number}`, params: {}, by: "engine" },
        ]);
      }
      expect((await store.logs.of(journey)).map((entry) => entry.code)).toEqual(["n2", "n9", "n10"]);
    });

    it("shows a problem until it is closed, and again when it is back", async () => {
      const problem = { id: "prb_1", program, at, code: "x", detail: {}, state: "open" as const };
      expect(await store.problems.put(problem)).toBe("stored");
      expect(await store.problems.put(problem)).toBe("known");
      await store.problems.close(program, "prb_1");
      await store.problems.close(program, "prb_1");
      expect(await store.problems.list(program)).toEqual([]);
      expect(await store.problems.put(problem)).toBe("stored");
      expect(await store.problems.list(program)).toEqual([problem]);
    });

    it("shows every program the problems of none, which any of them may close", async () => {
      const mine = { id: "prb_own", program, at, code: "x", detail: {}, state: "open" as const };
      const nobodys = { ...mine, id: `prb_${program}`, program: "unknown", at: later };
      for (const problem of [mine, nobodys]) await store.problems.put(problem);
      expect(await store.problems.list(program)).toEqual([nobodys, mine]);
      await store.problems.close(program, nobodys.id);
      expect(await store.problems.list(program)).toEqual([mine]);
      expect((await store.problems.get("unknown", nobodys.id))!.state).toBe("closed");
    });

    it("publishes a pack in chunks and reads it whole in another process", async () => {
      const pack = aProgram({
        id: program,
        texts: {
          en: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`long${n}`, "ü".repeat(8_000)])),
        },
      });
      await store.packs.publish(pack);
      await store.packs.publish(pack);
      await store.packs.setLive(program, pack.version);
      const other = createStore(table, { emailHash: "e".repeat(32) });
      expect(await other.packs.live(program)).toEqual(pack);
      expect(await other.packs.programs()).toContain(program);
      await expect(other.packs.get(program, "none")).rejects.toThrow("never published");
      await expect(other.packs.setLive(program, "none")).rejects.toThrow("never published");
      expect(await other.packs.live("nobody")).toBeUndefined();
    });

    it("makes a version live only in place of the one that was seen, and says so once in the history", async () => {
      const [one, two] = ["1", "2"].map((n) => aProgram({ id: program, version: `${n}23456789abc` }));
      for (const pack of [one!, two!]) await store.packs.publish(pack);
      const entry = (version: string, before?: string) => ({ at: later, version, before, by: "aino" });
      expect(await store.packs.setLive(program, one!.version, entry(one!.version, "other"))).toBe("stale");
      expect(await store.history.of(program)).toEqual([]);
      expect(await store.packs.setLive(program, one!.version, entry(one!.version))).toBe("saved");
      expect(await store.packs.setLive(program, two!.version, entry(two!.version))).toBe("stale");
      expect(await store.packs.live(program)).toEqual(one);
      const both = [entry(two!.version, one!.version), { ...entry(two!.version, one!.version), by: "kaisa" }];
      const done = await Promise.all(both.map((one) => store.packs.setLive(program, two!.version, one)));
      expect(done.toSorted()).toEqual(["saved", "stale"]);
      expect((await store.history.of(program)).map(({ version }) => version)).toEqual(
        [two, one].map((pack) => pack!.version),
      );
    });

    it("keeps in the history what a crash has left in the program's own row alone", async () => {
      const [one, two] = ["1", "2"].map((n) => aProgram({ id: program, version: `${n}23456789abc` }));
      for (const pack of [one!, two!]) await store.packs.publish(pack);
      const first = { at, version: one!.version, by: "aino" };
      await store.packs.setLive(program, one!.version, first);
      await table.delete({ pk: `PROGRAM#${program}`, sk: `LIVE#${at}#${one!.version}` });
      expect(await store.history.of(program)).toEqual([first]);
      const second = { at: later, version: two!.version, before: one!.version, by: "kaisa" };
      await store.packs.setLive(program, two!.version, second);
      expect(await store.history.of(program)).toEqual([second, first]);
    });

    it("never changes a version that was published, whoever publishes it with other content", async () => {
      const pack = aProgram({ id: program });
      await store.packs.publish(pack);
      await store.packs.publish({ ...pack, texts: { en: { other: "words" } } });
      const other = () => createStore(table, { emailHash: "e".repeat(32) }).packs;
      expect(await other().get(program, pack.version)).toEqual(pack);
      const [chunk] = await table.query(`BLOB#pack/${program}/${pack.version}`, { prefix: "CHUNK#" });
      await table.put({ ...chunk!, chunk: String(chunk!.chunk).replace("motivated", "Motivated") });
      await expect(other().get(program, pack.version)).rejects.toThrow("do not give its hash");
    });

    it("takes half a blob for none", async () => {
      const pack = aProgram({ id: program });
      await store.packs.publish(pack);
      await table.delete({ pk: `BLOB#pack/${program}/${pack.version}`, sk: "MANIFEST" });
      await expect(createStore(table, { emailHash: "e" }).packs.get(program, pack.version)).rejects.toThrow(
        "never published",
      );
    });

    it("gives a lease to one at a time", async () => {
      const takers = ["a", "b", "c", "d"].map((owner) => store.leases.take(program, owner, at, later));
      expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
      expect(await store.leases.take(program, "late", later, "2026-03-02T10:00:00.000Z")).toBe(true);
      expect(await store.leases.take(program, "late", later, "2026-03-02T11:00:00.000Z")).toBe(true);
      expect(await store.leases.take(program, "other", later, "2026-03-02T11:00:00.000Z")).toBe(false);
      await store.leases.release(program, "late");
      expect(await store.leases.take(program, "other", later, "2026-03-02T11:00:00.000Z")).toBe(true);
    });

    it("keeps who may come in, and takes one of two changes", async () => {
      const member = {
        ...{ id: `stf_${program}`, name: "Testa", roles: { "*": "coordinator" }, admin: false, recovery: [] },
        ...{ createdAt: at, sessionsFrom: at, version: 1 },
      };
      expect(await store.staff.create(member)).toBe("stored");
      expect(await store.staff.create(member)).toBe("known");
      const app = { secret: "sealed", since: at, step: 1 };
      const changes = [
        { ...member, app, version: 2 },
        { ...member, disabledAt: later, version: 2 },
      ];
      const saved = await Promise.all(changes.map((change) => store.staff.save(change)));
      expect(saved.sort()).toEqual(["saved", "stale"]);
      await store.staff.save({ ...member, app: undefined, version: 3 });
      expect(await store.staff.get(member.id)).toEqual({ ...member, version: 3 });
      expect((await store.staff.list()).map(({ id }) => id)).toContain(member.id);
    });

    it("ends a session for good, also when it was just seen", async () => {
      const session = {
        id: program,
        member: "stf_1",
        createdAt: at,
        seenAt: at,
        until: later,
        second: false,
      };
      expect(await store.sessions.open(session)).toBe("stored");
      await store.sessions.seen(program, later);
      expect(await store.sessions.get(program)).toEqual({ ...session, seenAt: later });
      await store.sessions.end(program);
      await store.sessions.seen(program, later);
      expect(await store.sessions.get(program)).toBeUndefined();
    });

    it("has a letter for the console due until it is sent, and sent by one", async () => {
      const login = {
        ...{ id: `login_${program}`, email: "testa@example.org", browser: "hash", expiresAt: later },
        ...{ state: "asked" as const, askedAt: at, dueAt: at, attempts: 0 },
      };
      const isDue = async () => (await store.logins.due(later, 100)).some(({ id }) => id === login.id);
      await store.logins.put(login);
      expect(await isDue()).toBe(true);
      const trying = { ...login, attempts: 1, dueAt: later };
      const tried = await Promise.all([store.logins.move(trying, 0), store.logins.move(trying, 0)]);
      expect(tried.sort()).toEqual(["saved", "stale"]);
      expect(await store.logins.move({ ...trying, state: "sent", member: "stf_1" }, 1)).toBe("saved");
      expect(await isDue()).toBe(false);
      expect(await store.logins.move(trying, 1)).toBe("stale");
    });

    it("gives a limit's places to so many, also at once, and again once they are over", async () => {
      const take = (now: string) => store.limits.take(program, 3, now, 60);
      const first = await Promise.all(Array.from({ length: 8 }, () => take(at)));
      expect(first.filter(Boolean).length).toBeLessThanOrEqual(3);
      while (await take(at));
      expect(await store.limits.takenUntil(program, at)).toBe("2026-03-02T07:01:00.000Z");
      expect(await store.limits.takenUntil(program, "2026-03-02T07:01:00.000Z")).toBeUndefined();
      expect(await store.limits.takenUntil(`${program} too`, at)).toBeUndefined();
      expect(await take("2026-03-02T07:00:59.999Z")).toBe(false);
      const again = [];
      for (let i = 0; i < 5; i += 1) again.push(await take("2026-03-02T07:01:00.000Z"));
      expect(again).toEqual([true, true, true, false, false]);
    });

    it("keeps who looked, newest first, by program and month", async () => {
      const looked = {
        program,
        by: "stf_1",
        name: "Testa",
        did: "read" as const,
        where: "GET /",
        of: "jrn_1",
      };
      const moments = [at, later, "2026-04-01T00:00:00.000Z"];
      for (const moment of moments)
        await store.audit.put({ ...looked, id: moment, at: moment, what: ["health"] });
      expect((await store.audit.of(program, "2026-03", 10)).map((trace) => trace.at)).toEqual([later, at]);
      expect((await store.audit.of(program, "2026-03", 1)).map((trace) => trace.at)).toEqual([later]);
      expect(await store.audit.of("another", "2026-03", 10)).toEqual([]);
    });
  });
}
