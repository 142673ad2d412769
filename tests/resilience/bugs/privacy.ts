import type { Bug } from "./bug.ts";
import { withStore } from "./bug.ts";

/** Whom it was about, last time somebody was asked for. */
let lastName = "";

export const privacyBugs: Bug[] = [
  {
    name: "an execution is started with a name",
    runtime: (door, runtime) =>
      door === "map"
        ? withStore(runtime, "people", ({ create }) => ({
            create: (person) => {
              lastName = person.givenName;
              return create(person);
            },
          }))
        : runtime,
    execution: () => ({ name: lastName }),
  },
  {
    name: "the log names who applied",
    runtime: (door, runtime) =>
      door === "map"
        ? withStore(runtime, "people", ({ create }) => ({
            create: (person) => {
              runtime.log.info("map.created", { email: person.email ?? "" });
              return create(person);
            },
          }))
        : runtime,
  },
  {
    name: "a letter of one program is put into the queue of another",
    runtime: (door, runtime) =>
      door === "deliver"
        ? withStore(runtime, "mails", ({ put }) => ({
            put: (mail) => put({ ...mail, program: "north", pack: mail.pack }),
          }))
        : runtime,
  },
];
