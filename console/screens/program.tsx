import type { FC } from "hono/jsx";
import { programJourneyId } from "#adapters/program-journey.ts";
import { languageName } from "#core/messages/language.ts";
import { isUnsigned } from "#core/program/intake.ts";
import { programJourney } from "#core/program/own-journey.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { personPath } from "../paths.ts";
import { count, readable } from "../words.ts";

/** The program as it is live: its files as they were put together, and what is wrong with those on the disk. */
export async function program(desk: Desk) {
  const { pack, words } = desk;
  const problems = await desk.options.problems?.(desk.program);
  return (
    <Layout desk={desk} title="Program" here="program">
      <div class="head">
        <div>
          <h1>{words.say("program.name")}</h1>
          <p class="lead">
            Live version <code>{pack.version}</code>. The files below are what runs now; change them in the
            folder <code>rules/{desk.program}</code>.
          </p>
        </div>
      </div>
      {programJourney(pack) && (
        <p>
          <a href={personPath(desk.base, programJourneyId(desk.program))}>What the program itself does</a>
        </p>
      )}
      {problems && <Problems problems={problems} />}
      <section class="block">
        <h2>Where it works</h2>
        <dl class="pairs card">
          <dt>Languages</dt>
          <dd>{pack.program.languages.participants.map(languageName).join(", ")}</dd>
          <dt>Letters go out</dt>
          <dd>
            {pack.program.mailHours.from}–{pack.program.mailHours.until}, {pack.program.zone}, not on{" "}
            {count(pack.program.holidays.length, "holiday")}
          </dd>
          <dt>Coordinator</dt>
          <dd>
            {pack.program.coordinator.name}, {pack.program.coordinator.phone},{" "}
            {pack.program.coordinator.email}
          </dd>
          {Object.entries(pack.intake).map(([form, { sender }]) => (
            <>
              <dt>Form “{form}”</dt>
              <dd>
                <code>
                  {desk.runtime.addresses.hooks}/hooks/{desk.program}/{form}
                  {isUnsigned(sender) && "/…"}
                </code>
                {isUnsigned(sender) && " and its own secret ending, which whoever runs the system gives you"}
              </dd>
            </>
          ))}
        </dl>
      </section>
      <Never pack={pack} />
      <section class="block">
        <h2>
          Files <small>read only</small>
        </h2>
        {filesOf(pack).map(({ path, content }) => (
          <details class="card">
            <summary>{path}</summary>
            <pre class="file" dir="ltr" tabindex={0}>
              {JSON.stringify(content, undefined, 2)}
            </pre>
          </details>
        ))}
      </section>
    </Layout>
  );
}

const Problems: FC<{ problems: Problem[] }> = ({ problems }) => (
  <section class="block">
    <h2>
      Problems in the files <small>{problems.length === 0 ? "none" : problems.length}</small>
    </h2>
    {problems.length === 0 ? (
      <Empty title="Everything fits.">Each name, number and text that the files mention is there.</Empty>
    ) : (
      <ul class="rows">
        {problems.map(({ file, line, column, message, fix, code, example }) => (
          <li>
            <span class="what">{message}</span>
            <span class="about">
              <Chip tone="red">{`${file}, line ${line}, column ${column}`}</Chip>
              <span>{code}</span>
            </span>
            <span class="more">{fix}</span>
            {example && <span class="about">For example: {example}</span>}
          </li>
        ))}
      </ul>
    )}
  </section>
);

const Never: FC<{ pack: Pack }> = ({ pack }) => {
  const { facts, promises } = pack.never;
  if (facts.length + promises.length === 0) return null;
  return (
    <section class="block">
      <h2>What this program never does</h2>
      <div class="card">
        <ul class="plain">
          {promises.map(({ text }) => (
            <li>{text}</li>
          ))}
        </ul>
        {facts.length > 0 && (
          <details>
            <summary>{count(facts.length, "thing")} it never asks for or keeps</summary>
            <dl class="facts">
              {facts.map(({ name, why }) => (
                <div>
                  <dt>{readable(name)}</dt>
                  <dd>{why}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </section>
  );
};

interface File {
  path: string;
  content: unknown;
}

/** The pack taken apart again into the files that a coordinator knows. */
function filesOf(pack: Pack): File[] {
  const folder = (name: string, files: Record<string, unknown>): File[] =>
    Object.entries(files).map(([file, content]) => ({ path: `${name}${file}.json`, content }));
  return [
    { path: "program.json", content: pack.program },
    { path: "facts.json", content: pack.facts },
    { path: "never.json", content: pack.never },
    ...folder("", pack.ruleSets),
    ...folder("journeys/", pack.journeys),
    ...folder("intake/", pack.intake),
    ...folder("forms/", pack.forms),
    ...folder("agreements/", pack.agreements),
    ...folder("plans/", pack.plans),
    ...folder("texts/", pack.texts),
    ...(pack.indicators ? [{ path: "indicators.json", content: pack.indicators }] : []),
    ...folder("examples/", pack.examples),
  ];
}
