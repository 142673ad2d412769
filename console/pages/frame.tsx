import { raw } from "hono/html";
import type { Child, FC } from "hono/jsx";
import { direction } from "#core/messages/direction.ts";
import { languageName } from "#core/messages/language.ts";
import type { Words } from "../words.ts";
import { pathOf, type Visit } from "./visit.ts";

interface Bare {
  language: string;
  title: string;
  children?: Child;
}

/** The outline of every participant page: language, direction, one stylesheet, nothing else to load. */
export const Bare: FC<Bare> = ({ language, title, children }) => (
  <>
    {raw("<!DOCTYPE html>")}
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/p/style.css" />
      </head>
      <body>
        <div class="page">{children}</div>
      </body>
    </html>
  </>
);

interface Frame {
  visit: Visit;
  title: string;
  error?: boolean;
  /** The way out that every page has; left out where it was just taken. */
  wayOut?: boolean;
  /** Languages are offered only where a reload does no harm. */
  shows?: boolean;
  children?: Child;
}

export const Frame: FC<Frame> = ({ visit, title, error, wayOut = true, shows, children }) => {
  const { words } = visit;
  const program = words.say("program.name");
  return (
    <Bare
      language={words.language}
      title={`${error ? `${words.phrase("page.error.prefix")} ` : ""}${title} – ${program}`}
    >
      <header>
        <strong>{program}</strong>
        {shows && <Tongues visit={visit} />}
      </header>
      <main>{children}</main>
      {wayOut && <NotRight visit={visit} />}
      <Help words={words} />
    </Bare>
  );
};

const Tongues: FC<{ visit: Visit }> = ({ visit }) => {
  const { participants } = visit.pack.program.languages;
  if (participants.length < 2) return null;
  return (
    <nav aria-label={visit.words.phrase("page.language")}>
      <ul class="tongues">
        {participants.map((language) => (
          <li>
            {language === visit.words.language ? (
              <span aria-current="true">{languageName(language)}</span>
            ) : (
              <a href={`/p/${visit.token}?language=${language}`} lang={language} dir={direction(language)}>
                {languageName(language)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Goes with every press. */
export const Proof: FC<{ visit: Visit }> = ({ visit }) => (
  <input type="hidden" name="page" value={visit.proof} />
);

/** "This is not right" stands on every page: whoever presses it reaches a person, and the letters stop until then. */
const NotRight: FC<{ visit: Visit }> = ({ visit }) => (
  <aside>
    <details>
      <summary>{visit.words.phrase("page.not-right.title")}</summary>
      <NotRightForm visit={visit} />
    </details>
  </aside>
);

export const NotRightForm: FC<{ visit: Visit; typed?: string; error?: string }> = (props) => {
  const { visit, typed, error } = props;
  const { words, pack } = visit;
  const { coordinator } = pack.program;
  return (
    <form method="post" action={pathOf(visit, "/not-right")}>
      <Proof visit={visit} />
      <div class={error ? "question wrong" : "question"}>
        <label for="words">{words.phrase("page.not-right.question")}</label>
        <p class="hint">
          <Prose visit={visit}>
            {words.phrase("page.not-right.hint", {
              coordinator: coordinator.name,
              coordinatorPhone: coordinator.phone,
            })}
          </Prose>
        </p>
        {error && (
          <span class="wrong-words" id="words-error">
            {error}
          </span>
        )}
        <textarea
          id="words"
          name="words"
          rows={4}
          dir="auto"
          maxlength={2000}
          aria-describedby={error ? "words-error" : undefined}
        >
          {typed}
        </textarea>
      </div>
      <button class="button" type="submit">
        {words.phrase("page.not-right.send")}
      </button>
    </form>
  );
};

/** Words with the coordinator's number in them: it is never torn apart, and runs from left to right in every language. */
export const Prose: FC<{ visit: Visit; children: string }> = ({ visit, children }) => {
  const { phone } = visit.pack.program.coordinator;
  const [first, ...rest] = String(children).split(phone);
  return (
    <>
      {first}
      {rest.map((part) => (
        <>
          <a class="phone" href={`tel:${phone.replace(/[^+\d]/g, "")}`} dir="ltr">
            {phone}
          </a>
          {part}
        </>
      ))}
    </>
  );
};

const Help: FC<{ words: Words }> = ({ words }) => {
  const { name, phone, email } = words.pack.program.coordinator;
  return (
    <footer>
      <h2>{words.phrase("page.help.title")}</h2>
      <p>
        {name}{" "}
        <a href={`tel:${phone.replace(/[^+\d]/g, "")}`} dir="ltr">
          {phone}
        </a>
        <br />
        <a href={`mailto:${email}`} dir="ltr">
          {email}
        </a>
      </p>
    </footer>
  );
};
