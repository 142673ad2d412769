import type { FC } from "hono/jsx";
import { matchingOf } from "#core/matching/candidate.ts";
import { type Couple, same } from "#core/matching/staged-round.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Empty } from "../parts/empty.tsx";
import { roundPath } from "../paths.ts";
import { coupleKey } from "../rounds/couple.ts";
import { gatherRound, type PairView } from "../rounds/gather-round.ts";
import { type Preview, previews } from "../rounds/preview.ts";
import { namesIn } from "../rounds/words.ts";
import { count } from "../words.ts";
import { hindrance } from "./round-card.tsx";

/** Both letters of each pair, as they would go out; nothing has gone out yet, and one press confirms all that may. */
export async function approvePage(desk: Desk, number: number, couples: Couple[], version: string) {
  const view = await gatherRound(desk, number);
  if (!view) return undefined;
  const chosen = view.pairs.filter(({ pair }) => couples.some((couple) => same(couple, pair)));
  const open = chosen.filter(({ pair }) => pair.state === "open");
  const [able, unable] = [open.filter((one) => !hindrance(one)), open.filter((one) => hindrance(one))];
  const letters = await Promise.all(able.map((one) => lettersOf(desk, one)));
  const path = roundPath(desk.base, number);
  return (
    <Layout desk={desk} title="Approve" here="matches">
      <p class="crumb">
        <a href={path}>Round {number}</a>
      </p>
      <div class="head">
        <div>
          <h1>Approve {count(able.length, "pair")}?</h1>
          <p class="lead">
            These letters go out one after the other: to the mentor first, and to the mentee only after a yes.
            Nobody is told who said no.
          </p>
        </div>
      </div>
      {able.length === 0 && <Empty title="No pair is ticked.">Go back and tick those that you want.</Empty>}
      {unable.map((one) => (
        <p class="flash red">
          {namesIn(view.people, one.pair)} is left out: {hindrance(one)}
        </p>
      ))}
      {able.map(({ pair }, at) => (
        <section class="card">
          <h2>{namesIn(view.people, pair)}</h2>
          <div class="both">
            {letters[at]!.map((preview, nth) => (
              <LetterCard desk={desk} preview={preview} first={nth === 0} />
            ))}
          </div>
        </section>
      ))}
      {able.length > 0 && (
        <form class="card" method="post" action={`${path}/approve`}>
          <input type="hidden" name="version" value={version} />
          {able.map(({ pair }) => (
            <input type="hidden" name="pair" value={coupleKey(pair)} />
          ))}
          <div class="buttons">
            <button class="button" type="submit">
              Approve and ask {able.length === 1 ? "the mentor" : "the mentors"}
            </button>
            <a href={path}>Not yet</a>
          </div>
        </form>
      )}
    </Layout>
  );
}

const lettersOf = async (desk: Desk, { mentor, mentee }: PairView): Promise<Preview[]> =>
  mentor.journey && mentee.journey ? previews(desk, { mentor: mentor.journey, mentee: mentee.journey }) : [];

const LetterCard: FC<{ desk: Desk; preview: Preview; first: boolean }> = ({ desk, preview, first }) => {
  const { role, name, letter, why } = preview;
  const { mentor } = matchingOf(desk.pack);
  return (
    <section>
      <h3>
        {first ? "First to " : "Then to "}
        <bdi>{name}</bdi>, {desk.words.role(role).toLowerCase()}
        {!first && role !== mentor && ", after a yes"}
      </h3>
      {why && <p class="hint">{why}</p>}
      {letter && (
        <div class="letter preview" lang={letter.language} dir={letter.dir}>
          <p>
            <strong>{letter.subject}</strong>
          </p>
          {letter.greeting && <p>{letter.greeting}</p>}
          {letter.paragraphs.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
          {letter.button && (
            <p>
              <span class="chip teal">{letter.button.label}</span>
            </p>
          )}
        </div>
      )}
    </section>
  );
};
