import type { FC } from "hono/jsx";
import type { Skipped, UnreadableItem } from "#adapters/store/door.ts";
import type { Mail, Problem, Submission } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { standing } from "../letters.ts";
import { Chip } from "../parts/chip.tsx";
import { personPath } from "../paths.ts";
import { apart } from "../person/naming.ts";
import { offers } from "../rights.ts";
import { readable } from "../words.ts";

/** Something that stands still until a person looks at it. */
export interface Trouble {
  at: string;
  what: string;
  detail: string;
  /** How to mend it. */
  fix: string;
  tag: string;
  journey?: string;
  actions: { path: string; label: string }[];
}

/** Everything stuck in a program: forms that do not fit, journeys that stopped, letters that could not go. */
export async function troubles(desk: Desk): Promise<Trouble[]> {
  const { store } = desk.runtime;
  const skipped: UnreadableItem[] = [];
  const skip: Skipped = (item) => skipped.push(item);
  const [submissions, problems, ...lists] = await Promise.all([
    store.submissions.list(desk.program, "unmappable", skip),
    store.problems.list(desk.program, skip),
    ...standing.map((state) => store.mails.list(desk.program, state, skip)),
  ]);
  const mails = lists.flat();
  const shownAnyway = ({ code, detail }: Problem) =>
    code === "submission.unmappable" || mails.some(({ effect }) => effect.id === detail.mail);
  return [
    ...submissions.map((submission) => ofSubmission(desk, submission)),
    ...problems
      .filter((problem) => problem.state === "open" && !shownAnyway(problem))
      .map((problem) => ofProblem(desk, problem)),
    ...(await Promise.all(mails.map((mail) => ofMail(desk, mail)))),
    ...skipped.map((item) => ofUnreadable(desk, item)),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
}

function ofSubmission(desk: Desk, submission: Submission): Trouble {
  const { problem, form } = submission;
  return {
    at: submission.receivedAt,
    tag: "Form",
    what: `A form could not be read: ${problem ? `“${problem.field}”` : readable(form)}`,
    detail: problem?.message ?? "It does not say why.",
    fix: problem?.fix ?? `Compare it with the file intake/${form}.json of the program.`,
    actions: [
      { path: `${desk.base}/submissions/${encodeURIComponent(submission.id)}/again`, label: "Try again" },
    ],
  };
}

const unreadable = {
  what: "Something was written by another version of Waymark, and this one cannot read it",
  fix: "It is kept as it is and goes on once that version runs again. Go on by hand where it cannot wait, and tell an engineer this code.",
};

/** Problems by their code: what to call them, and how to mend them. */
const known: Record<string, { what: string; fix: string; label?: string }> = {
  "journey.parked": {
    what: "The program has stopped for this person",
    fix: "Nothing goes out by itself. Go on by hand, and tell an engineer this code; once it is mended, let it try again.",
    label: "Try again",
  },
  "delivery.gave-up": {
    what: "Something that was decided could not be done",
    fix: "Look at the person: a letter or a task may be missing. Do it by hand, and tell an engineer this code.",
  },
  "execution.ended": {
    what: "Something from outside has interrupted what we do for this person",
    fix: "It goes on by itself within minutes, and nothing is lost; something may come a little late. Tell an engineer this code, and close this.",
  },
  "store.newer-schema": unreadable,
  "store.unreadable": unreadable,
  "mail.provider-refuses": {
    what: "The mail service takes no letters from us",
    fix: "All letters wait and nothing is lost. An engineer looks at the account of the mail service.",
  },
};

/** It stands here for as long as it cannot be read, and goes by itself. */
export function ofUnreadable(desk: Desk, { code, row }: UnreadableItem): Trouble {
  const [kind = ""] = row.sk.toLowerCase().split("#");
  return {
    at: desk.now,
    tag: "Problem",
    what: `Something that this version of Waymark cannot show: ${things[kind] ?? "an entry"}`,
    detail: [code, row.pk, row.sk].join("; "),
    fix: unreadable.fix,
    journey: row.pk.startsWith("JOURNEY#") ? row.pk.slice("JOURNEY#".length) : undefined,
    actions: [],
  };
}

const things: Record<string, string> = { task: "a task", mail: "a letter", submission: "a form" };

/** A journey that stopped before something happened that never.json forbids. */
const promised = {
  what: "The program has stopped for this person, before it did what it has promised never to do",
  fix: "Nothing was sent and nothing was decided. Go on by hand; whoever writes the program looks at this line of never.json. Once it is mended, let it try again.",
};

function ofProblem(desk: Desk, { id, at, code, detail: all }: Problem): Trouble {
  const { journey, ...rest } = all;
  const words = rest.reason === "never.broken" ? { ...known[code], ...promised } : known[code];
  const detail = Object.entries(rest).map(([name, value]) => `${readable(name).toLowerCase()}: ${value}`);
  return {
    at,
    tag: "Problem",
    what: words?.what ?? readable(code.replaceAll(".", ": ")),
    detail: [code, ...detail].join("; "),
    fix: words?.fix ?? "Look at the person, go on by hand where needed, and tell an engineer this code.",
    journey,
    actions: [
      {
        path: `${desk.base}/problems/${encodeURIComponent(id)}/close`,
        label: words?.label ?? "Dealt with",
      },
    ],
  };
}

/** What stops a letter, by its reason: what to do about it. */
export const mailFixes: Record<string, string> = {
  hold: "Talk to the person. Lift the hold on their page, then let the letter go, or tell them yourself.",
  suppressed:
    "This address gets no letters from us. Call the person, and write down on their page how to reach them.",
  "no-consent": "The person has not agreed to letters. Call, and ask.",
  "not-composed":
    "A text of this letter is not right. Mend it in the program’s files, then let the letter go.",
  check: "The mail service did not say whether it arrived. Ask the person before it is sent again.",
};

async function ofMail(desk: Desk, mail: Mail): Promise<Trouble> {
  const { effect, journey, reason = "" } = mail;
  const parties = Object.values((await desk.runtime.store.journeys.get(journey))?.parties ?? {});
  const to = parties.find(({ person }) => person === effect.to)?.givenName ?? "somebody";
  const subject = desk.words.say(`${effect.text}.subject`, effect.params);
  const path = `${desk.base}/letters/${encodeURIComponent(journey)}/${encodeURIComponent(effect.id.slice(journey.length + 1))}`;
  return {
    at: effect.at,
    tag: "Letter",
    what: `A letter to ${apart(to)} ${mail.state === "held" ? "is held back" : "may not have arrived"}: ${subject}`,
    detail: "",
    fix: mailFixes[reason] ?? "Talk to the person, then let the letter go, or tell them yourself.",
    journey,
    actions: [
      { path: `${path}/again`, label: "Let it go" },
      { path: `${path}/leave`, label: "I told them" },
    ],
  };
}

export const TroubleRow: FC<{ desk: Desk; trouble: Trouble }> = ({ desk, trouble }) => (
  <li>
    <span class="what">
      {trouble.journey ? <a href={personPath(desk.base, trouble.journey)}>{trouble.what}</a> : trouble.what}
    </span>
    <span class="about">
      <Chip tone="amber">{trouble.tag}</Chip>
      {trouble.detail && <span>{trouble.detail}</span>}
      <span>{desk.calendar.day(trouble.at)}</span>
    </span>
    <span class="about">{trouble.fix}</span>
    {offers(desk.staff, "POST /:program/problems/:id/close") && (
      <span class="act">
        {trouble.actions.map(({ path, label }) => (
          <form method="post" action={path}>
            <button class="button quiet small" type="submit">
              {label}
            </button>
          </form>
        ))}
      </span>
    )}
  </li>
);
