import { at, type Inspection, inside, type Where } from "../../program/inspection.ts";
import { allSteps, fileOfJourney } from "../../program/journey-steps.ts";
import type { Conditions } from "../../program/rule-set.ts";
import { aloneRuleSet } from "../test.ts";
import { analyze } from "./analyze.ts";

/** Conditions that stand alone, of steps, tracks and indicators: that they can hold, and can fail. */
export function checkWhens(inspection: Inspection, on: string, sound: (file: string) => boolean): void {
  for (const { what, where, conditions } of whensOf(inspection)) {
    if (!sound(where.file)) continue;
    for (const { kind } of analyze(inspection.pack.facts, aloneRuleSet(conditions), on)) {
      if (kind === "never") {
        const message = `nobody can fit these conditions, so ${what} never happens`;
        inspection.report(where, "when.never", message, "Change a condition, or take it all out.", {
          level: "error",
        });
      } else if (kind === "always") {
        const message = `everybody fits these conditions, so ${what} needs none`;
        inspection.report(where, "when.always", message, 'Take "when" out, or narrow it.', {
          level: "warning",
        });
      }
    }
  }
}

interface When {
  what: string;
  where: Where;
  conditions: Conditions;
}

function whensOf({ pack }: Inspection): When[] {
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
  return [...steps, ...tracks, ...indicators];
}
