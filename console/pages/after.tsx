import { direction } from "#core/messages/direction.ts";
import { phrase } from "#core/messages/phrase.ts";
import { Bare, Frame, NotRightForm, Prose } from "./frame.tsx";
import { shownArgs, type Visit } from "./visit.ts";

/** The receipt: thanks by name, where the person stands and what happens next. The same for the same press again. */
export function thanks(visit: Visit) {
  const { words, journey, link, person } = visit;
  const stage = words.say(
    `stages.${journey.definition}.${journey.stage}`,
    { ...shownArgs(visit), givenName: person.givenName },
    "",
  );
  const title = words.phrase("page.thanks.title");
  return (
    <Frame visit={visit} title={title}>
      <h1>
        {title}
        {direction(words.language) === "rtl" ? "،" : ","} <bdi>{person.givenName}</bdi>
      </h1>
      <p>{words.phrase(link.purpose === "sign" ? "page.sign.done" : "page.thanks.body")}</p>
      <div class="next">
        <h2>{words.phrase("page.next.title")}</h2>
        {staysHere(visit) && stage && (
          <p>
            <Prose visit={visit}>{stage}</Prose>
          </p>
        )}
        <p>
          <Prose visit={visit}>
            {words.phrase(link.purpose === "sign" ? "page.next.signed" : "page.next.body", shownArgs(visit))}
          </Prose>
        </p>
      </div>
      <p class="hint">{words.phrase("page.close")}</p>
    </Frame>
  );
}

/** Before a match begins each answer leads elsewhere: a no must not read that a meeting is being prepared. */
const staysHere = ({ journey }: Visit): boolean =>
  !journey.ended &&
  !["proposed", "awaiting mentor", "awaiting mentee", "agreement"].includes(journey.status.match ?? "");

/** For one who comes again after answering; no name here, since nothing was pressed. */
export function answered(visit: Visit) {
  const title = visit.words.phrase("page.answered.title");
  return (
    <Frame visit={visit} title={title} shows>
      <h1>{title}</h1>
      <p>
        <Prose visit={visit}>{visit.words.phrase("page.answered.body", shownArgs(visit))}</Prose>
      </p>
    </Frame>
  );
}

/** For every link that leads nowhere, whatever the reason. `renewable`: from here a new one may be asked for. */
export function neutral(language: string, renewable = false) {
  const title = phrase(language, "page.link.title");
  return (
    <Bare language={language} title={title}>
      <main>
        <h1>{title}</h1>
        <p>{phrase(language, "page.link.body")}</p>
        {renewable && (
          <form method="post">
            <button class="button" type="submit" name="again" value="yes">
              {phrase(language, "page.link.renew")}
            </button>
          </form>
        )}
      </main>
    </Bare>
  );
}

/** The same words for every link, known or not. */
export function renewed(language: string) {
  const title = phrase(language, "page.link.renew");
  return (
    <Bare language={language} title={title}>
      <main>
        <h1>{title}</h1>
        <p class="next">{phrase(language, "page.link.renewed")}</p>
      </main>
    </Bare>
  );
}

/** `typed` is kept when it was only the page that was not ours. */
export function notRightAgain(visit: Visit, typed = "") {
  const { words } = visit;
  const title = words.phrase("page.not-right.title");
  return (
    <Frame visit={visit} title={title} error wayOut={false}>
      <h1>{title}</h1>
      <NotRightForm
        visit={visit}
        typed={typed}
        error={typed === "" ? words.phrase("page.error.words") : undefined}
      />
    </Frame>
  );
}

/** Who will call, said at once. */
export function notRightDone(visit: Visit) {
  const { words } = visit;
  const title = words.phrase("page.not-right.done.title");
  return (
    <Frame visit={visit} title={title} wayOut={false}>
      <h1>{title}</h1>
      <p class="next">
        <Prose visit={visit}>{words.phrase("page.not-right.done.body", shownArgs(visit))}</Prose>
      </p>
    </Frame>
  );
}
