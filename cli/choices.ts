import { type MovePlan, movedBy } from "#core/journey/plan-move.ts";
import type { MoveAnswer } from "./answers.ts";
import { aligned, count } from "./print.ts";

export type Counts = MoveAnswer["choices"];

/** How many people each choice moves. */
export const countsOf = (plan: MovePlan): Counts => ({
  new: 0,
  waiting: movedBy(plan, "waiting").length,
  past: movedBy(plan, "past").length,
  "next-step": movedBy(plan, "next step").length,
});

/** The four choices with the count behind each, as --who takes them. */
export function choiceLines(counts: Counts): string[] {
  const meanings: Record<keyof Counts, string> = {
    new: "only those who come from now on",
    waiting: "also those whom the changed rules have not decided about yet",
    past: "everybody; what was decided before is proposed to a coordinator again",
    "next-step": "everybody, each once the step that they stand at is done",
  };
  const choices = ["new", "waiting", "past", "next-step"] as const;
  return aligned(choices.map((choice) => [choice, String(counts[choice]), meanings[choice]])).map(
    (row) => `  ${row}`,
  );
}

const reasons: Record<MovePlan["left"][number]["obstacles"][number]["why"], string> = {
  gone: "is not in this version",
  changed: "is another kind of step in this version",
  wrong: "leads to a step that is not there",
  "told again": "would lead to what was told already",
  task: "still has an open task for staff",
  journey: "is no journey in this version",
};

/** Who has no place in the version, by name and with the reason. */
export function leftLines({ left }: MovePlan): string[] {
  if (left.length === 0) return [];
  const who = count(left.length, "person stays", "people stay");
  return [
    "",
    `${who} where they are, unless --map says where they go on:`,
    ...left.map(({ journey, obstacles }) => {
      const names = Object.values(journey.parties).map(({ givenName }) => givenName);
      const why = obstacles.map(({ step, why: reason }) => `"${step}" ${reasons[reason]}`);
      return `  ${names.join(" and ")} (${journey.id}): ${why.join("; ")}`;
    }),
  ];
}
