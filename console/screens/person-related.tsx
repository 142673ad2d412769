import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { StatusChip } from "../parts/chip.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { namesOf } from "../person/naming.ts";
import { capital } from "../words.ts";

/** The match of a person, the people of a match. */
export const Related: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const { related, words } = gathered;
  if (related.length === 0) return null;
  return (
    <section class="card">
      <h2>Belongs together</h2>
      <dl class="facts">
        {related.map((other) => (
          <div>
            <dt>{capital(words.say(`roles.${other.definition}`))}</dt>
            <dd>
              <a href={personPath(desk.base, other.id)}>{namesOf(other)}</a> <StatusChip journey={other} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
