import type { FC } from "hono/jsx";
import type { Answers } from "../asking.ts";
import { questionsOf } from "../asking.ts";
import { Clauses } from "../parts/clauses.tsx";
import { ErrorSummary, type FieldError } from "../parts/errors.tsx";
import { type Asked, explainedBefore, Field } from "../parts/field.tsx";
import type { FormRead } from "../reading.ts";
import { Frame, Proof, Prose } from "./frame.tsx";
import { pathOf, shownArgs, type Visit } from "./visit.ts";

/** The page behind a link: a form, a meeting to tell about, or an agreement to sign. */
export function askingPage(visit: Visit, waiting: Answers, read?: FormRead) {
  return waiting.purpose === "sign" ? signPage(visit, read) : formPage(visit, waiting, read);
}

export const questionsFor = (visit: Visit, waiting: Answers): Asked[] => questionsOf(visit.pack, waiting);

function formPage(visit: Visit, waiting: Answers, read?: FormRead) {
  const { words } = visit;
  const { title, intro } = heading(visit, waiting);
  const errors = read?.errors ?? [];
  const questions = questionsFor(visit, waiting);
  return (
    <Frame visit={visit} title={title} error={errors.length > 0} shows={!read}>
      <ErrorSummary words={words} errors={errors} />
      <h1>{title}</h1>
      {paragraphs(intro).map((paragraph) => (
        <p class="intro">
          <Prose visit={visit}>{paragraph}</Prose>
        </p>
      ))}
      <form method="post" action={pathOf(visit)} novalidate>
        <Proof visit={visit} />
        {questions.map((question, i) => (
          <Field
            words={words}
            question={question}
            value={read?.typed[question.fact]}
            error={errorOf(errors, question.fact)}
            explained={explainedBefore(words, questions, i)}
          />
        ))}
        <Press label={words.phrase("page.send")} />
      </form>
    </Frame>
  );
}

function heading(visit: Visit, waiting: Answers): { title: string; intro: string } {
  const { words } = visit;
  const args = shownArgs(visit);
  if (!waiting.form)
    return { title: words.phrase("page.facts.title"), intro: words.phrase("page.facts.intro", args) };
  const otherwise = words.phrase(waiting.purpose === "meet" ? "page.meet.title" : "page.facts.title");
  return {
    title: words.say(`forms.${waiting.form}.title`, args, otherwise),
    intro: words.say(`forms.${waiting.form}.intro`, args, ""),
  };
}

/** The agreement that the step asks to sign. */
export function agreementOf({ pack, journey, link }: Visit): string {
  const steps = pack.journeys[journey.definition]?.stages.flatMap((stage) => stage.steps) ?? [];
  const tracks = pack.journeys[journey.definition]?.tracks.flatMap((track) => track.steps) ?? [];
  const step = [...steps, ...tracks].find(({ id }) => id === link.step);
  if (step?.do !== "sign")
    throw new Error(`step "${link.step}" of ${journey.definition} has nothing to sign`);
  return step.agreement;
}

function signPage(visit: Visit, read?: FormRead) {
  const { words, journey } = visit;
  const agreement = agreementOf(visit);
  const title = words.say(`agreements.${agreement}.title`, shownArgs(visit));
  const errors = read?.errors ?? [];
  return (
    <Frame visit={visit} title={title} error={errors.length > 0} shows={!read}>
      <ErrorSummary words={words} errors={errors} />
      <h1>{title}</h1>
      <p class="intro">{words.phrase("page.sign.intro")}</p>
      <Clauses words={words} journey={journey} agreement={agreement} />
      <form method="post" action={pathOf(visit)} novalidate>
        <Proof visit={visit} />
        <Agree visit={visit} errors={errors} />
        <NameField visit={visit} errors={errors} typed={read?.typed.name} />
        <Press label={words.phrase("page.sign.button")} />
      </form>
      <p class="next">
        <Prose visit={visit}>{words.phrase("page.sign.unsure", shownArgs(visit))}</Prose>
      </p>
    </Frame>
  );
}

const Agree: FC<{ visit: Visit; errors: FieldError[] }> = ({ visit, errors }) => {
  const error = errorOf(errors, "agree");
  return (
    <div class={error ? "question wrong" : "question"}>
      {error && (
        <span class="wrong-words" id="agree-error">
          {error}
        </span>
      )}
      <label class="choice" for="agree">
        <input
          type="checkbox"
          id="agree"
          name="agree"
          value="yes"
          aria-describedby={error ? "agree-error" : undefined}
        />
        <span>{visit.words.phrase("page.sign.agree")}</span>
      </label>
    </div>
  );
};

const NameField: FC<{ visit: Visit; errors: FieldError[]; typed?: string | string[] }> = ({
  visit,
  errors,
  typed,
}) => {
  const error = errorOf(errors, "name");
  return (
    <div class={error ? "question wrong" : "question"}>
      <label for="name">{visit.words.phrase("page.sign.name")}</label>
      <p class="hint" id="name-hint">
        {visit.words.phrase("page.sign.hint")}
      </p>
      {error && (
        <span class="wrong-words" id="name-error">
          {error}
        </span>
      )}
      <input
        type="text"
        id="name"
        name="name"
        dir="auto"
        autocomplete="name"
        maxlength={150}
        value={typed === undefined ? undefined : String(typed)}
        aria-describedby={error ? "name-hint name-error" : "name-hint"}
      />
    </div>
  );
};

const Press: FC<{ label: string }> = ({ label }) => (
  <button class="button" type="submit">
    {label}
  </button>
);

const errorOf = (errors: FieldError[], field: string) => errors.find((error) => error.field === field)?.words;

const paragraphs = (text: string): string[] =>
  text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
