import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { namesOf } from "../person/naming.ts";
import { CorrectForm } from "./person-known.tsx";

/** One thing we know about somebody, to be corrected; who corrects it stands beside it from then on. */
export function correction(desk: Desk, gathered: Gathered, fact: string, nonce: string, error?: string) {
  const { journey, words } = gathered;
  return (
    <Layout desk={desk} title={`Correct: ${words.fact(fact)}`} here="people">
      <p class="crumb">
        <a href={personPath(desk.base, journey.id)}>{namesOf(journey)}</a>
      </p>
      <div class="head">
        <div>
          <h1>{words.fact(fact)}</h1>
          <p class="lead">What you write replaces what we knew. Decisions already made stay as they are.</p>
        </div>
      </div>
      <CorrectForm desk={desk} gathered={gathered} fact={fact} error={error} nonce={nonce} />
    </Layout>
  );
}
