import type { House } from "./a-house.ts";

/** Where people are when a release comes: waiting for an answer, for a talk, for the morning, and for nobody yet. */
export const names = ["asked", "talking", "night", "quiet"] as const;

/** Everybody in the middle of something. Returns what their letters and the console's list hold. */
export async function underWay(house: House) {
  for (const name of ["asked", "talking", "quiet"]) await house.apply(name);
  await house.pass(24);
  const asks = { asked: await house.askOf("asked"), quiet: await house.askOf("quiet") };
  await house.answer("talking", await house.askOf("talking"));
  await house.pass(12, 3);
  await house.apply("night");
  await house.settle();
  return { ...asks, task: await house.taskOf("talking") };
}

/** Whatever was still open is done, and time goes by. */
export async function toTheEnd(house: House, people: readonly string[] = names): Promise<void> {
  for (const name of people) {
    if (await isAsked(house, name)) await house.answer(name, await house.askOf(name));
  }
  await house.pass(24);
  for (const name of people) {
    if ((await house.endOf(name)) === undefined) await house.talk(name, await house.taskOf(name));
  }
  await house.pass(48);
}

const isAsked = (house: House, name: string) =>
  house.askOf(name).then(
    () => true,
    () => false,
  );

/** Who got what, in order of name: the same story tells the same, whichever releases it went through. */
export const letters = (house: House): string[] =>
  house.mailbox.map(({ letter }) => `${letter.to}: ${letter.subject}`).sort();

export const everybodys = (people: readonly string[]): string[] =>
  people
    .flatMap((name) =>
      ["One question", "We have your application"].map((subject) => `${name}@example.org: ${subject}`),
    )
    .sort();
