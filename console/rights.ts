import type { Member } from "#adapters/store.ts";
import type { Staff } from "./session.ts";

/**
 * What staff can be. A coordinator runs a program; whoever is in charge of safety reads all of it, and can stop letters; a
 * funder reads figures. `admin` says who may come in, and sees nobody. What else a program calls staff reads figures, too.
 */
export type Role = "coordinator" | "safeguarding" | "funder";
export type Right = Role | "admin";

const people: readonly Right[] = ["coordinator", "safeguarding"];
const works: readonly Right[] = ["coordinator"];
const figures: readonly Right[] = ["coordinator", "safeguarding", "funder"];
const everyone: readonly Right[] = ["coordinator", "safeguarding", "funder", "admin"];
const admins: readonly Right[] = ["admin"];

/** Who may call which route of the console, below /console. What is not here is refused. */
export const rights: Readonly<Record<string, readonly Right[]>> = {
  "GET /": everyone,
  "GET /staff": admins,
  "POST /staff": admins,
  "POST /staff/:member/:act": admins,
  "GET /:program": people,
  "GET /:program/program": figures,
  "GET /:program/indicators": figures,
  "GET /:program/looked": ["coordinator", "safeguarding", "admin"],
  "POST /:program/problems/:id/close": works,
  "POST /:program/submissions/:id/again": works,
  "POST /:program/letters/:journey/:number/again": works,
  "POST /:program/letters/:journey/:number/leave": works,
  "GET /:program/tasks/:journey/:number": people,
  "POST /:program/tasks/:journey/:number": works,
  "POST /:program/tasks/:journey/:number/open": works,
  "GET /:program/people": people,
  "POST /:program/people": people,
  "GET /:program/people/:journey": people,
  "GET /:program/people/:journey/facts": works,
  "POST /:program/people/:journey/facts": works,
  "POST /:program/people/:journey/plans/:plan": works,
  "POST /:program/people/:journey/hold": people,
  "POST /:program/people/:journey/lift": people,
  "POST /:program/people/:journey/address": works,
  "POST /:program/people/:journey/letters": works,
  "POST /:program/people/:journey/end": works,
  "GET /:program/matches": works,
  "POST /:program/matches": works,
  "GET /:program/matches/two": works,
  "POST /:program/matches/apart": works,
  "POST /:program/matches/rounds": works,
  "GET /:program/matches/rounds/:round": works,
  "GET /:program/matches/rounds/:round/approve": works,
  "POST /:program/matches/rounds/:round/:act": works,
};

/** What of a person is confidential: whoever may not see it does not get it, and whoever gets it is written down. */
export const fields = {
  contact: people,
  ordinary: people,
  conversation: people,
  staff: people,
  /** A coordinator opens it for a while, with a reason (opened.ts). */
  concern: ["safeguarding"],
} as const satisfies Record<string, readonly Right[]>;
export type Field = keyof typeof fields;

export const maySeeField = (role: string, field: Field): boolean =>
  (fields[field] as readonly string[]).includes(role);

/** Who sees what was told in confidence, exports or publishes, or lets others in, proves it twice. */
export const provesTwice = ({ admin, roles }: Member): boolean =>
  admin || Object.values(roles).some((role) => people.includes(roleFor(role)));

/** A role of the program's own that we know nothing of is worth what a funder's is. */
export const roleFor = (role: string): Role =>
  role === "coordinator" || role === "safeguarding" ? role : "funder";

/** As whom the rules of reading know a role: who is in charge of safety reads what a coordinator reads. */
export const readsAs = (role: string): string => (role === "safeguarding" ? "coordinator" : role);

/** What somebody is in a program; undefined for nothing at all. */
export function roleIn({ roles }: Member, program: string): string | undefined {
  if (Object.hasOwn(roles, program)) return roles[program];
  return Object.hasOwn(roles, "*") ? roles["*"] : undefined;
}

/** Whether a screen should offer a route of its program to whom it is shown; in a program an admin alone is nobody. */
export function offers({ role, admin }: Pick<Staff, "role" | "admin">, route: string): boolean {
  const who = rights[route] ?? [];
  return (admin && who.includes("admin")) || (role !== "" && who.includes(roleFor(role)));
}

const routes = Object.entries(rights).map(([route, who]) => {
  const [method, path] = route.split(" ") as [string, string];
  const pattern = path.replace(/:(\w+)/g, "(?<$1>[^/]+)");
  return { route, method, who, matches: new RegExp(`^${pattern}$`) };
});

export interface Called {
  route: string;
  who: readonly Right[];
  program?: string;
  journey?: string;
}

/** The first line of the table that fits; HEAD is a GET. Undefined where there is none. */
export function called(method: string, path: string): Called | undefined {
  const asked = method === "HEAD" ? "GET" : method;
  for (const { route, who, matches, ...line } of routes) {
    const found = line.method === asked ? matches.exec(path) : null;
    if (found) return { route, who, program: found.groups?.program, journey: found.groups?.journey };
  }
  return undefined;
}

/** Whether somebody may do what was called. Of another program one is nobody, admins included. */
export function mayCall(member: Member, { who, program }: Called): boolean {
  if (member.admin && who.includes("admin")) return true;
  const held = program === undefined ? Object.values(member.roles) : [roleIn(member, program)];
  return held.some((role) => role !== undefined && who.includes(roleFor(role)));
}
