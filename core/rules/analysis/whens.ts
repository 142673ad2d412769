import { today } from "../../program/fact.ts";
import { at, type Inspection, inside, type Where } from "../../program/inspection.ts";
import { allSteps, fileOfJourney } from "../../program/journey-steps.ts";
import type { Conditions } from "../../program/rule-set.ts";
import { aloneRuleSet } from "../test.ts";
import { shown } from "../wording.ts";
import { analyze } from "./analyze.ts";
import { type Effort, share } from "./effort.ts";

/** How a program is analyzed: on a day, in which files, and with how much effort. */
export interface Analysis {
  on: string;
  sound(file: string): boolean;
  effort: Effort;
}

/** Conditions that stand alone, of steps, tracks and indicators: that they can hold, and can fail. */
export function checkWhens(inspection: Inspection, { on, sound, effort }: Analysis): void {
  for (const { what, where, conditions } of whensOf(inspection)) {
    if (!sound(where.file)) continue;
    const found = share(effort, (own) => analyze(inspection.pack.facts, aloneRuleSet(conditions), on, own));
    for (const finding of found) {
      const { kind } = finding;
      if (kind === "never" && finding.since !== undefined) {
        const day = shown(inspection.pack, today, finding.since);
        const message = `nobody fits these conditions since ${day}, so ${what} does not happen any more`;
        const fix = "Take it all out, or give it later days.";
        inspection.report(where, "when.over", message, fix, { level: "warning" });
      } else if (kind === "never") {
        const message = `nobody can fit these conditions, so ${what} never happens`;
        inspection.report(where, "when.never", message, "Change a condition, or take it all out.", {
          level: "error",
        });
      } else if (kind === "always") {
        const message = `everybody fits these conditions, so ${what} needs none`;
        const fix = `Take "${String(where.path.at(-1))}" out, or narrow it.`;
        inspection.report(where, "when.always", message, fix, { level: "warning" });
      } else if (kind === "unsure") {
        const message = `there are too many combinations to be sure whether ${what} can happen and can be passed over`;
        const fix = "Look at fewer things in these conditions, if you want to be sure.";
        inspection.report(where, "when.unsure", message, fix, { level: "note" });
      }
    }
  }
}

export interface When {
  what: string;
  where: Where;
  conditions: Conditions;
}

export function whensOf({ pack }: Inspection): When[] {
  const steps = allSteps(pack).flatMap(({ step, where }): When[] =>
    step.when ? [{ what: `the step "${step.id}"`, where: inside(where, "when"), conditions: step.when }] : [],
  );
  const tracks = Object.entries(pack.journeys).flatMap(([name, { tracks }]) =>
    tracks.flatMap(({ id, when }, index): When[] => {
      const where = at(fileOfJourney(name), "tracks", index, "when");
      return when ? [{ what: `the track "${id}"`, where, conditions: when }] : [];
    }),
  );
  const indicators = (pack.indicators?.indicators ?? []).flatMap(({ id, counts }, index): When[] => {
    if (counts === "by hand" || !counts.conditions) return [];
    const where = at("indicators.json", "indicators", index, "counts", "conditions");
    return [{ what: `counting "${id}"`, where, conditions: counts.conditions }];
  });
  const groups = allSteps(pack).flatMap(({ step, where }): When[] => {
    if (step.do !== "tell all" || !step.whom.conditions) return [];
    const what = `telling anybody "${step.id}"`;
    return [{ what, where: inside(where, "whom", "conditions"), conditions: step.whom.conditions }];
  });
  return [...steps, ...tracks, ...indicators, ...groups];
}
