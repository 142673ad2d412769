import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { apart } from "./apart.ts";
import { audit } from "./audit.ts";
import { cohorts } from "./cohorts.ts";
import { erasing } from "./erasing.ts";
import { events } from "./events.ts";
import { history } from "./history.ts";
import { journeys } from "./journeys.ts";
import { leases } from "./leases.ts";
import { limits } from "./limits.ts";
import { links } from "./links.ts";
import { logins } from "./logins.ts";
import { logs } from "./logs.ts";
import { mails } from "./mails.ts";
import { once } from "./once.ts";
import { failed, overdue, postpone } from "./overdue.ts";
import { packs } from "./packs.ts";
import { people } from "./people.ts";
import { problems } from "./problems.ts";
import { rounds } from "./rounds.ts";
import { runs } from "./runs.ts";
import { sessions } from "./sessions.ts";
import { staff } from "./staff.ts";
import { submissions } from "./submissions.ts";
import { tasks } from "./tasks.ts";

/** Everything that lasts, over one table. `emailHash` is the secret behind the pointers from addresses to people. */
export function createStore(table: Table, secrets?: { readonly emailHash: string }): Store {
  return {
    submissions: submissions(table),
    people: people(table, () => emailHashOf(secrets)),
    journeys: journeys(table),
    cohorts: cohorts(table),
    rounds: rounds(table),
    apart: apart(table),
    events: events(table),
    runs: runs(table),
    mails: mails(table),
    tasks: tasks(table),
    logs: logs(table),
    links: links(table),
    problems: problems(table),
    packs: packs(table),
    history: history(table),
    erasing: erasing(table, () => emailHashOf(secrets)),
    leases: leases(table),
    once: once(table),
    staff: staff(table),
    sessions: sessions(table),
    logins: logins(table),
    limits: limits(table),
    audit: audit(table),
    overdue: overdue(table),
    postpone: postpone(table),
    failed: failed(table),
  };
}

function emailHashOf(secrets: { readonly emailHash: string } | undefined): string {
  if (!secrets) throw new Error('secrets.not-granted: this door was not given "emailHash".');
  return secrets.emailHash;
}
