import { expect, it } from "vitest";
import { createBlobs } from "#adapters/blobs.ts";
import { publish, undo } from "#adapters/publishing.ts";
import { formats } from "#adapters/store/door.ts";
import type { Pack } from "#core/program/pack.ts";
import { aProgram, typeformBody } from "../functions/a-program.ts";
import { aHouse, type House } from "./a-house.ts";
import { today } from "./a-release.ts";
import { toTheEnd } from "./story.ts";

const first = aProgram();
const second: Pack = aProgram({
  version: "ba9876543210",
  texts: { en: { ...first.texts.en!, "mails.mentee.survey.subject": "One question, and a new one" } },
});

const subjects = (house: House, name: string): string[] =>
  house.mailbox
    .filter(({ letter }) => letter.to === `${name}@example.org`)
    .map(({ letter }) => letter.subject)
    .sort();

const versionOf = async (house: House, name: string) =>
  (await house.runtime.store.journeys.get(house.journeyOf(name)))!.pack;

it("people keep the version that they began with, also when it is undone", async () => {
  const house = await aHouse(today, [first]);
  await house.apply("before");
  // Her letters wait for the morning, and the new version comes in the night.
  await house.pass(12);
  await house.apply("waiting");
  await house.settle();
  await publish(house.runtime, second, { by: "coordinator" });
  await house.pass(24);
  await house.apply("between");
  await house.pass(12, 3);
  expect(await undo(house.runtime, "test", { by: "coordinator" })).toMatchObject({ after: first.version });
  await house.apply("afterwards");
  await house.pass(24);
  const people = ["before", "waiting", "between", "afterwards"];
  expect(await Promise.all(people.map((name) => versionOf(house, name)))).toEqual(
    [first, first, second, first].map(({ version }) => version),
  );
  await toTheEnd(house, people);
  for (const name of people) {
    const question = name === "between" ? "One question, and a new one" : "One question";
    expect(subjects(house, name)).toEqual([question, "We have your application"]);
    expect(await house.endOf(name)).toBe("completed");
  }
  expect(await house.problems()).toEqual([]);
});

/** As a release would keep it whose packs this one cannot read. */
async function keepNewer(house: House): Promise<void> {
  const text = JSON.stringify({ schema: formats.pack + 1, boxed: second });
  await createBlobs(house.rows).put(`pack/test/${second.version}`, text);
}

it("a version of a newer release is refused, and the one that was live stays so", async () => {
  const house = await aHouse(today, [first]);
  await keepNewer(house);
  await expect(house.runtime.store.packs.setLive("test", second.version)).rejects.toThrow(
    /store\.newer-schema: BLOB#pack\/test\/ba9876543210 .*schema 4, we read 3.*Run the release that wrote it/,
  );
  await house.apply("anybody");
  await house.pass(24);
  expect(await versionOf(house, "anybody")).toBe(first.version);
});

it("a program whose live version is of a newer release takes nothing in, and everything once it was undone", async () => {
  const house = await aHouse(today, [first]);
  await house.apply("before");
  await house.pass(24);
  await keepNewer(house);
  await house.rows.put({ pk: "PROGRAMS", sk: "test", version: second.version });
  await expect(house.apply("refused")).rejects.toThrow("got 503");
  const received = { program: "test", form: "typeform", sender: "typeform", state: "received" as const };
  await house.runtime.store.submissions.put({
    ...{ ...received, id: "sub_kept", key: "kept", receivedAt: house.runtime.clock.now() },
    body: JSON.stringify(typeformBody("kept", { name: "kept", email: "kept@example.org" })),
  });
  await house.answer("before", await house.askOf("before"));
  await house.pass(3, 1 / 60);
  expect(await house.problems()).toMatchObject([{ code: "store.newer-schema", about: "sub_kept" }]);
  expect(await house.taskOf("before")).toBeDefined();
  await house.runtime.store.packs.setLive("test", first.version);
  await house.pass(3, 1);
  expect(await house.runtime.store.submissions.get("sub_kept")).toMatchObject({ state: "mapped" });
  expect(await house.problems()).toEqual([]);
});
