import type { SecretName } from "#adapters/secrets.ts";

/**
 * What each door may do, and nothing else: the stacks make IAM policies of this, and the local mode refuses whatever is
 * not here, so that every test of the whole system shows that it is enough.
 */
export type Door =
  | "hook"
  | "feedback"
  | "map"
  | "advance"
  | "deliver"
  | "await"
  | "renew"
  | "problem"
  | "ended"
  | "sweep"
  | "postman"
  | "retention"
  | "pages"
  | "console";

/** `due` and `list` are queries of the two indexes, and their keys are those of the index. */
export type TableAction = "get" | "put" | "update" | "delete" | "query" | "due" | "list";

export interface Grant {
  /** Leading keys by action; a star at the end stands for the rest of the key. */
  table: Partial<Record<TableAction, readonly string[]>>;
  /** start an execution, wake one that waits, look whether one is alive. */
  machine?: readonly ("start" | "wake" | "look")[];
  secrets?: readonly SecretName[];
}

const packs = ["PROGRAMS", "BLOB#pack/*"];

export const grants: Record<Door, Grant> = {
  /** What strangers reach: it can read programs and keep what was posted, and see nobody. */
  hook: {
    table: {
      get: [...packs, "SUBMISSION#*", "BLOB#submission/*"],
      query: ["BLOB#pack/*", "BLOB#submission/*"],
      put: ["SUBMISSION#*", "BLOB#submission/*"],
      delete: ["BLOB#submission/*"],
    },
    secrets: ["webhooks"],
  },
  /** What the mail provider reaches: it finds people by the ids of letters alone, and reads no form. */
  feedback: {
    table: {
      get: ["BLOB#pack/*", "JOURNEY#*", "PERSON#*", "PROBLEMS#*"],
      query: ["BLOB#pack/*", "JOURNEY#*", "PERSON#*"],
      put: ["JOURNEY#*", "PERSON#*", "PROBLEMS#*"],
      update: ["PERSON#*"],
    },
    machine: ["wake"],
    secrets: ["webhooks"],
  },
  map: {
    table: {
      get: [...packs, "SUBMISSION#*", "BLOB#submission/*", "JOURNEY#*", "PROBLEMS#*"],
      query: ["BLOB#pack/*", "BLOB#submission/*", "EMAIL#*"],
      put: ["PERSON#*", "EMAIL#*", "JOURNEY#*", "PROBLEMS#*"],
      update: ["SUBMISSION#*", "JOURNEY#*"],
    },
    machine: ["start", "wake"],
    secrets: ["emailHash"],
  },
  advance: {
    table: {
      get: ["BLOB#pack/*", "JOURNEY#*", "PROBLEMS#*"],
      query: ["BLOB#pack/*", "JOURNEY#*"],
      put: ["JOURNEY#*", "PROBLEMS#*"],
      update: ["JOURNEY#*"],
    },
  },
  /** Works out rounds of matching as well, for which it reads programs and people. */
  deliver: {
    table: {
      get: [...packs, "JOURNEY#*", "PERSON#*", "BLOB#cohort/*", "BLOB#round/*", "ROUNDS#*"],
      query: ["BLOB#pack/*", "BLOB#cohort/*", "BLOB#round/*", "ROUNDS#*", "APART#*"],
      put: ["JOURNEY#*", "LINK#*", "BLOB#cohort/*", "BLOB#round/*", "ROUNDS#*"],
      list: ["journeys#*"],
    },
    machine: ["wake"],
  },
  await: {
    table: { query: ["JOURNEY#*"], update: ["JOURNEY#*"] },
    machine: ["wake"],
  },
  renew: {
    table: { get: ["JOURNEY#*"], update: ["JOURNEY#*"] },
    machine: ["start"],
  },
  problem: {
    table: { get: ["JOURNEY#*"], put: ["PROBLEMS#*"] },
  },
  /** Hears that an execution was ended. It starts none: the sweep does, for which this makes the journey due. */
  ended: {
    table: { get: ["JOURNEY#*"], put: ["PROBLEMS#*"], update: ["JOURNEY#*"] },
  },
  /** Does what any door that died left undone, so it may what `map` may, and start or wake what stands still. */
  sweep: {
    table: {
      get: [...packs, "SUBMISSION#*", "BLOB#submission/*", "JOURNEY#*", "PROBLEMS#*"],
      query: ["PROGRAMS", "BLOB#pack/*", "BLOB#submission/*", "EMAIL#*", "JOURNEY#*"],
      put: ["PERSON#*", "EMAIL#*", "JOURNEY#*", "PROBLEMS#*"],
      update: ["SUBMISSION#*", "JOURNEY#*"],
      due: ["sweep#*"],
      list: ["problems#*", "mails#*"],
    },
    machine: ["start", "wake", "look"],
    secrets: ["emailHash"],
  },
  /** The only one that sends: the provider's key and the signing of links are here. */
  postman: {
    table: {
      get: ["BLOB#pack/*", "LEASE#*", "JOURNEY#*", "PERSON#*", "LOGIN#*"],
      query: ["PROGRAMS", "BLOB#pack/*", "PERSON#*", "STAFF"],
      put: ["LEASE#*", "JOURNEY#*", "PERSON#*", "PROBLEMS#*", "LOGIN#*"],
      due: ["mail#*", "mail!#*", "login"],
    },
    machine: ["wake"],
    secrets: ["linkKey", "resendKey"],
  },
  retention: {
    table: {
      get: [...packs, "SUBMISSION#*"],
      query: ["PROGRAMS", "BLOB#pack/*", "BLOB#submission/*", "STAFF"],
      update: ["SUBMISSION#*", "STAFF"],
      delete: ["BLOB#submission/*", "STAFF"],
      due: ["retention#*"],
    },
  },
  /** What participants reach with a link: no index, so nobody can be looked for. */
  pages: {
    table: {
      get: ["BLOB#pack/*", "LINK#*", "JOURNEY#*", "PERSON#*"],
      query: ["BLOB#pack/*", "JOURNEY#*", "LIMIT#*"],
      put: ["JOURNEY#*", "LIMIT#*"],
      update: ["PERSON#*"],
    },
    machine: ["wake"],
    secrets: ["linkKey"],
  },
  /** Keeps who may come in; that somebody asked for a letter it only writes down, and the postman looks whose it is. */
  console: {
    table: {
      get: [
        ...packs,
        ...["SUBMISSION#*", "BLOB#submission/*", "JOURNEY#*", "PERSON#*", "PROBLEMS#*"],
        ...["STAFF", "SESSION#*", "LOGIN#*", "ROUNDS#*", "BLOB#round/*", "APART#*"],
      ],
      query: [
        ...["PROGRAMS", "BLOB#pack/*", "BLOB#submission/*", "JOURNEY#*", "PERSON#*"],
        ...["STAFF", "LIMIT#*", "AUDIT#*", "EMAIL#*", "ROUNDS#*", "BLOB#round/*", "APART#*"],
      ],
      put: [
        ...["JOURNEY#*", "PERSON#*", "EMAIL#*", "PROBLEMS#*", "ONCE#*"],
        ...["STAFF", "SESSION#*", "LOGIN#*", "LIMIT#*", "AUDIT#*"],
        ...["ROUNDS#*", "BLOB#round/*", "APART#*"],
      ],
      update: ["SUBMISSION#*", "JOURNEY#*", "PERSON#*", "SESSION#*"],
      delete: ["SESSION#*", "PERSON#*", "EMAIL#*", "BLOB#round/*", "APART#*"],
      list: ["problems#*", "mails#*", "tasks#*", "journeys#*", "submissions#*"],
    },
    machine: ["start", "wake"],
    secrets: ["sessionKey", "linkKey", "emailHash"],
  },
};
