import { called } from "./rights.ts";

/** What each form of the console does, after "to": for whoever is asked once more whether they want it. */
export const deeds: Readonly<Record<string, string>> = {
  "POST /logout": "log out",
  "POST /second": "prove a second time who you are",
  "POST /staff": "let somebody into the console",
  "POST /staff/:member/:act": "change who may come in",
  "POST /:program/problems/:id/close": "close a problem",
  "POST /:program/submissions/:id/again": "read a form once more",
  "POST /:program/letters/:journey/:number/again": "send a letter once more",
  "POST /:program/letters/:journey/:number/leave": "leave a letter unsent",
  "POST /:program/tasks/:journey/:number": "write down a task",
  "POST /:program/tasks/:journey/:number/open": "open what was told in confidence",
  "POST /:program/people": "look for people",
  "POST /:program/people/:journey/facts": "change what we know of somebody",
  "POST /:program/people/:journey/plans/:plan": "tick goals of a plan",
  "POST /:program/people/:journey/hold": "stop letters to somebody for now",
  "POST /:program/people/:journey/lift": "let letters to somebody go out again",
  "POST /:program/people/:journey/address": "change somebody’s address",
  "POST /:program/people/:journey/letters": "send letters to an address again",
  "POST /:program/people/:journey/end": "end somebody’s journey",
  "POST /:program/matches": "propose two people to each other",
  "POST /:program/matches/apart": "let two people be matched again, whom somebody kept apart",
  "POST /:program/matches/rounds": "work out a round of matching",
  "POST /:program/matches/rounds/:round/:act": "change a round of matching",
};

/** The same for a path below /console. */
export function deedOf(method: string, path: string): string {
  const own = deeds[`${method} ${path}`];
  const route = called(method, path)?.route ?? "";
  const words = own ?? (Object.hasOwn(deeds, route) ? deeds[route] : undefined);
  if (words === undefined) return "do something that there is not";
  return route.endsWith(":act") ? `${words}: ${path.split("/").at(-1)}` : words;
}

/** The page that a form of this path stands on, or the next above it. */
export function pageOf(path: string): string {
  if (called("POST", path) === undefined) return "/console";
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/")))
    if (called("GET", at)) return `/console${at}`;
  return "/console";
}
