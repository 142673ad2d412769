import { factsNeededBy } from "./asked-facts.ts";
import { at } from "./inspection.ts";
import { fileOfJourney, isPersons, type Placed, partiesOf, rolesOf, stepsOf } from "./journey-steps.ts";
import type { Pack } from "./pack.ts";
import type { JourneyDefinition, Step } from "./step.ts";
import { letterArgs, type TextKey } from "./text-keys.ts";

/** Letters, tasks and stages of all journeys. */
export function journeyTexts(pack: Pack): TextKey[] {
  return Object.entries(pack.journeys).flatMap(([name, definition]) => [
    ...stageTexts(name, definition),
    ...stepsOf(name, definition).flatMap((placed) => stepTexts(pack, placed)),
    ...missingFacts(pack, name, definition),
  ]);
}

function stageTexts(name: string, { stages, tracks }: JourneyDefinition): TextKey[] {
  const file = fileOfJourney(name);
  return [
    ...stages.map(({ id }, index): TextKey => {
      return {
        key: `stages.${name}.${id}`,
        readers: "participants",
        from: at(file, "stages", index),
        args: [],
      };
    }),
    ...tracks.map(({ id }, index): TextKey => {
      return {
        key: `tracks.${name}.${id}`,
        readers: "staff",
        from: at(file, "tracks", index),
        optional: true,
      };
    }),
  ];
}

/** What each kind of step says to whom. */
const parts: Partial<Record<Step["do"], { mail?: string[]; task?: string[] }>> = {
  tell: { mail: ["subject", "body"] },
  "tell all": { mail: ["subject", "body"] },
  ask: { mail: ["subject", "body", "button"] },
  sign: { mail: ["subject", "body", "button"] },
  meet: { mail: ["subject", "body", "button"] },
  gathering: { mail: ["subject", "body"], task: ["title", "script"] },
  task: { task: ["title", "script"] },
  round: { task: ["title", "script"] },
  training: { task: ["title", "script"] },
  queue: { task: ["title", "script"] },
};

function stepTexts(pack: Pack, { journey, definition, step, where }: Placed): TextKey[] {
  const { mail = [], task = [] } = parts[step.do] ?? {};
  const args = argsOf(pack, definition, step);
  return [
    ...mail.map((part): TextKey => {
      return { key: `mails.${journey}.${step.id}.${part}`, readers: "participants", from: where, args };
    }),
    ...task.map(
      (part): TextKey => ({ key: `tasks.${journey}.${step.id}.${part}`, readers: "staff", from: where }),
    ),
  ];
}

function argsOf(pack: Pack, definition: JourneyDefinition, step?: Step): string[] {
  const all = step?.do === "tell all" ? step : undefined;
  const readers = all ? rolesOf(pack, definition, all) : partiesOf(pack, definition);
  const names = readers.map((role) => `${role}Name`);
  return [
    ...letterArgs,
    ...names,
    ...(step?.do === "gathering" ? ["date", "place"] : []),
    ...(all?.with ?? []),
  ];
}

/** A person alone is asked by letter for ordinary facts that turn out to be missing; elsewhere a coordinator is. */
function missingFacts(pack: Pack, name: string, definition: JourneyDefinition): TextKey[] {
  const asked =
    isPersons(definition) && factsNeededBy(pack, name, definition).some((fact) => isOrdinary(pack, fact));
  const args = argsOf(pack, definition);
  return ["subject", "body", "button"].map((part): TextKey => {
    const key = `mails.${name}.missing-facts.${part}`;
    return { key, readers: "participants", from: at(fileOfJourney(name)), optional: !asked, args };
  });
}

const isOrdinary = ({ facts }: Pack, name: string): boolean =>
  Object.hasOwn(facts.facts, name) && facts.facts[name]!.kind === "ordinary";
