import type { FC } from "hono/jsx";
import type { Mail, Problem, Submission } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Chip } from "../parts/chip.tsx";
import { personPath } from "../paths.ts";
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
  action?: { path: string; label: string };
}

/** Everything stuck in a program: forms that do not fit, journeys that stopped, letters that could not go. */
export async function troubles(desk: Desk): Promise<Trouble[]> {
  const { store } = desk.runtime;
  const [submissions, problems, ...mails] = await Promise.all([
    store.submissions.list(desk.program, "unmappable"),
    store.problems.list(desk.program),
    ...(["held", "failed", "unknown"] as const).map((state) => store.mails.list(desk.program, state)),
  ]);
  return [
    ...submissions.map((submission) => ofSubmission(desk, submission)),
    ...problems.filter(({ state }) => state === "open").map((problem) => ofProblem(desk, problem)),
    ...mails.flat().map((mail) => ofMail(desk, mail)),
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
    action: {
      path: `${desk.base}/submissions/${encodeURIComponent(submission.id)}/again`,
      label: "Try again",
    },
  };
}

const fixes: Record<string, string> = {
  "journey.parked":
    "The program stopped for this person and sends nothing. An engineer finds the code in the log; go on by hand until then.",
  "rules.disagree":
    "Two ways of working out the same decision disagreed, so nothing was decided. Decide by hand and tell an engineer.",
};

function ofProblem(desk: Desk, problem: Problem): Trouble {
  const { journey, ...rest } = problem.detail;
  const detail = Object.entries(rest).map(([name, value]) => `${readable(name).toLowerCase()}: ${value}`);
  return {
    at: problem.at,
    tag: "Problem",
    what: readable(problem.code.replaceAll(".", ": ")),
    detail: detail.join("; ") || problem.code,
    fix:
      fixes[problem.code] ??
      "Look at the person, go on by hand where needed, and tell an engineer this code.",
    journey,
    action: { path: `${desk.base}/problems/${encodeURIComponent(problem.id)}/close`, label: "Dealt with" },
  };
}

const mailFixes: Partial<Record<Mail["state"], string>> = {
  held: "Talk to the person, then lift the hold on their page.",
  failed: "Call the person, and ask for another address.",
  unknown: "The mail service did not say whether it arrived. Ask the person before it is sent again.",
};

const mailWhat: Partial<Record<Mail["state"], string>> = {
  held: "A letter is held back",
  failed: "A letter could not be sent",
  unknown: "A letter may or may not have arrived",
};

function ofMail(desk: Desk, mail: Mail): Trouble {
  const subject = desk.words.say(`${mail.effect.text}.subject`, mail.effect.params);
  return {
    at: mail.effect.at,
    tag: "Letter",
    what: `${mailWhat[mail.state]}: ${subject}`,
    detail: mail.reason ? readable(mail.reason.replaceAll(".", ": ")) : "",
    fix: mailFixes[mail.state] ?? "",
    journey: mail.journey,
  };
}

export const TroubleRow: FC<{ desk: Desk; trouble: Trouble }> = ({ desk, trouble }) => (
  <li>
    <span class="what">
      {trouble.journey ? <a href={personPath(desk.base, trouble.journey)}>{trouble.what}</a> : trouble.what}
    </span>
    <span class="about">
      <Chip tone="amber">{trouble.tag}</Chip>
      <span>{trouble.detail}</span>
      <span>{desk.calendar.day(trouble.at)}</span>
    </span>
    <span class="about">{trouble.fix}</span>
    <span class="act">
      {trouble.action && (
        <form method="post" action={trouble.action.path}>
          <button class="button quiet small" type="submit">
            {trouble.action.label}
          </button>
        </form>
      )}
      {!trouble.action && trouble.journey && (
        <a class="button quiet small" href={personPath(desk.base, trouble.journey)}>
          Open
        </a>
      )}
    </span>
  </li>
);
