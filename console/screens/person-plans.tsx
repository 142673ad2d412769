import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { Nonce } from "../parts/nonce.tsx";
import { PlanItems } from "../parts/plan-items.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { count } from "../words.ts";

/** Checklists of the journey; staff tick what is done. */
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
  const { ticked } = journey.plans[plan]!;
  const items = definition.groups.flatMap((group) => group.items);
  const done = items.filter(({ id }) => ticked[id]).length;
  return (
    <section class="card">
      <h2>{words.say(`plans.${plan}.title`)}</h2>
      <p class="hint">
        {done} of {count(items.length, "item")} done
        {definition.owner === "mentee" && ". These are the mentee’s own goals: only she confirms them."}
      </p>
      <details>
        <summary>Show the list</summary>
        <form method="post" action={`${personPath(desk.base, journey.id)}/plans/${plan}`}>
          <Nonce value={crypto.randomUUID()} />
          {definition.groups.map((group) => (
            <>
              {definition.groups.length > 1 && <h3>{words.say(`plans.${plan}.groups.${group.id}`)}</h3>}
              <PlanItems words={words} plan={plan} items={group.items.map(({ id }) => id)} ticked={ticked} />
            </>
          ))}
          {!journey.ended && (
            <button class="button quiet small" type="submit">
              Save the ticks
            </button>
          )}
        </form>
      </details>
    </section>
  );
};
