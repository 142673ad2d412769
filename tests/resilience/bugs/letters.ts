import type { Mail } from "#adapters/store.ts";
import type { Person } from "#core/people/person.ts";
import { type Bug, withStore } from "./bug.ts";

const inPost = (name: string, runtime: NonNullable<Bug["runtime"]>): Bug => ({
  name,
  runtime: (door, given) => (door === "postman" ? runtime(door, given) : given),
});

const readAs = (name: string, seed: number, read: (person: Person) => Person): Bug => ({
  seed,
  ...inPost(name, (_, runtime) =>
    withStore(runtime, "people", ({ get }) => ({
      get: async (id) => {
        const person = await get(id);
        return person && read(person);
      },
    })),
  ),
});

/** What the Postman sees of a mail, wherever it reads it. */
const mailAs = (name: string, read: (mail: Mail, now: string) => Mail): Bug =>
  inPost(name, (_, runtime) =>
    withStore(runtime, "mails", ({ get, due }) => ({
      get: async (journey, id) => {
        const mail = await get(journey, id);
        return mail && read(mail, runtime.clock.now());
      },
      due: async (...given) => (await due(...given)).map((mail) => read(mail, runtime.clock.now())),
    })),
  );

const consent = { at: "2026-01-01T00:00:00.000Z", from: "nobody" };

export const letterBugs: Bug[] = [
  inPost("the key of a letter is made from the clock", (_, runtime) => ({
    ...runtime,
    mailer: { send: (letter, key) => runtime.mailer.send(letter, `${key} ${runtime.clock.now()}`) },
  })),
  inPost("a letter leaves before it is kept", (_, runtime) =>
    withStore(runtime, "mails", ({ move }) => ({
      move: async (mail, from) => {
        if (mail.state === "frozen" && from === "queued")
          await runtime.mailer.send(mail.frozen!, mail.effect.id);
        return move(mail, from);
      },
    })),
  ),
  mailAs("a letter is tried again after the provider has forgotten it", (mail) => ({
    ...mail,
    firstTriedAt: undefined,
  })),
  mailAs("a letter is written anew at each try", (mail, now) =>
    mail.frozen && mail.attempts > 1
      ? { ...mail, frozen: { ...mail.frozen, text: `${mail.frozen.text} ${now}` } }
      : mail,
  ),
  inPost("a letter is marked as sent before it is", (_, runtime) => ({
    ...runtime,
    mailer: {
      async send(letter, key) {
        const mail = (await runtime.store.mails.get(key.slice(0, key.indexOf("/")), key))!;
        await runtime.store.mails.move({ ...mail, state: "sent", sentAt: runtime.clock.now() }, "frozen");
        return runtime.mailer.send(letter, key);
      },
    },
  })),
  inPost("whatever the provider answers is a letter sent", (_, runtime) => ({
    ...runtime,
    mailer: {
      async send(letter, key) {
        await runtime.mailer.send(letter, key);
        return { ok: true, id: key };
      },
    },
  })),
  inPost("the lease of the Postman is ignored", (_, runtime) =>
    withStore(runtime, "leases", () => ({ take: async () => true })),
  ),
  inPost("letters are sent at any hour", (_, runtime) =>
    withStore(runtime, "packs", ({ get }) => ({
      get: async (program, version) => {
        const pack = await get(program, version);
        return { ...pack, program: { ...pack.program, mailHours: { from: "00:00", until: "23:59" } } };
      },
    })),
  ),
  inPost("nobody counts the letters of a day", (_, runtime) =>
    withStore(runtime, "mails", () => ({ sentOn: async () => 0 })),
  ),
  inPost("a letter counts for its day once the provider has answered", (_, runtime) => {
    const counted = runtime.store.mails.countSent;
    const late: (() => Promise<void>)[] = [];
    return withStore(runtime, "mails", ({ move }) => ({
      countSent: async (...given) => void late.push(() => counted(...given)),
      move: async (mail, from) => {
        if (mail.state === "sent") await late.pop()?.();
        return move(mail, from);
      },
    }));
  }),
  {
    name: "every letter is called a reply",
    runtime: (door, runtime) =>
      door === "advance"
        ? withStore(runtime, "journeys", ({ save }) => ({
            save: (journey) =>
              save({
                ...journey,
                outbox: journey.outbox.map(({ version, effect }) => ({
                  version,
                  effect: effect.kind === "mail" ? { ...effect, urgency: "reply" } : effect,
                })),
              }),
          }))
        : runtime,
  },
  readAs("who wants no more letters gets them", 2, (person) => ({ ...person, suppressed: undefined })),
  readAs("a hold holds nothing", 2, (person) => ({ ...person, holds: [] })),
  readAs("nobody asks for consent", 4, (person) => ({ ...person, consent: person.consent ?? consent })),
];
