import type { FC } from "hono/jsx";
import type { Plan } from "#core/program/form.ts";
import type { Desk } from "../desk.ts";
import { Nonce } from "../parts/nonce.tsx";
import { PlanItems } from "../parts/plan-items.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { offers } from "../rights.ts";
import { count, type Words } from "../words.ts";

/** A mentee chooses her own goals; staff only see how far she is. */
export const staffTick = ({ owner }: Pick<Plan, "owner">): boolean => owner !== "mentee";

/** Checklists of the journey; staff tick what is done, where the list is theirs. */
export const Plans: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => (
  <>
    {Object.keys(gathered.journey.plans).map((plan) => (
      <PlanCard desk={desk} gathered={gathered} plan={plan} />
    ))}
  </>
);

const PlanCard: FC<{ desk: Desk; gathered: Gathered; plan: string }> = ({ desk, gathered, plan }) => {
  const { journey, words, pack } = gathered;
  const definition = pack.plans[plan];
  if (!definition) return null;
  const own = !staffTick(definition);
  const ticked = own ? chosen(gathered, plan) : journey.plans[plan]!.ticked;
  const items = definition.groups.flatMap((group) => group.items);
  const done = items.filter(({ id }) => ticked[id]).length;
  return (
    <section class="card">
      <h2>{words.say(`plans.${plan}.title`)}</h2>
      <p class="hint">
        {done} of {count(items.length, "item")} {own ? "chosen" : "done"}
        {own && ". These are the mentee’s own goals: only she chooses them."}
      </p>
      <details>
        <summary>Show the list</summary>
        {!own && !journey.ended && offers(desk.staff, "POST /:program/people/:journey/plans/:plan") ? (
          <form method="post" action={`${personPath(desk.base, journey.id)}/plans/${plan}`}>
            <Nonce value={crypto.randomUUID()} />
            <Groups words={words} plan={plan} definition={definition} ticked={ticked} />
            <button class="button quiet small" type="submit">
              Save the ticks
            </button>
          </form>
        ) : (
          <Groups words={words} plan={plan} definition={definition} ticked={ticked} seen />
        )}
      </details>
    </section>
  );
};

/** What the mentee has chosen of it in a form that offers its items, with when. */
function chosen({ pack, journey }: Gathered, plan: string): Record<string, string> {
  const questions = Object.values(pack.forms).flatMap((form) => form.questions);
  const asked = questions.filter(({ choicesFrom }) => choicesFrom?.plan === plan);
  const answers = asked.flatMap(({ fact }) => journey.facts[fact] ?? []);
  return Object.fromEntries(
    answers.flatMap(({ value, at }) => [value].flat().map((item) => [String(item), at])),
  );
}

interface Groups {
  words: Words;
  plan: string;
  definition: Plan;
  ticked: Record<string, string>;
  /** Only to be looked at. */
  seen?: boolean;
}

const Groups: FC<Groups> = ({ words, plan, definition, ticked, seen }) => (
  <>
    {definition.groups.map((group) => (
      <>
        {definition.groups.length > 1 && <h3>{words.say(`plans.${plan}.groups.${group.id}`)}</h3>}
        <PlanItems
          words={words}
          plan={plan}
          items={group.items.map(({ id }) => id)}
          ticked={ticked}
          seen={seen}
        />
      </>
    ))}
  </>
);
