import { checkExamples } from "./check-examples.ts";
import { checkFacts } from "./check-facts.ts";
import { checkForms } from "./check-forms.ts";
import { checkIntake } from "./check-intake.ts";
import { checkJourneys } from "./check-journeys.ts";
import { checkNever } from "./check-never.ts";
import { checkProgram } from "./check-program.ts";
import { checkRuleSets } from "./check-rule-sets.ts";
import { checkTexts } from "./check-texts.ts";
import { checkTrust } from "./check-trust.ts";
import { inOrder } from "./draft.ts";
import { inspect } from "./inspection.ts";
import type { Sources } from "./node.ts";
import type { Pack, Problem } from "./pack.ts";

const checks = [
  checkProgram,
  checkFacts,
  checkNever,
  checkRuleSets,
  checkJourneys,
  checkForms,
  checkIntake,
  checkTrust,
  checkTexts,
  checkExamples,
];

/** Everything that can be known of a program without running it; `sources` say where each part is written. */
export function checkPack(pack: Pack, sources: Sources): Problem[] {
  const { inspection, problems } = inspect(pack, sources);
  for (const check of checks) check(inspection);
  return inOrder(problems);
}
