import type { Child, FC } from "hono/jsx";
import type { FactValue } from "#core/program/fact.ts";
import { partsOf } from "#core/rules/dictionary.ts";
import { capital, type Words } from "../words.ts";

/** A question of a form, or one made from a fact that was missing. */
export interface Asked {
  fact: string;
  required: boolean;
  choicesFrom?: { plan: string };
}

export interface FieldProps {
  words: Words;
  question: Asked;
  value?: FactValue | string[];
  error?: string;
  /** Staff get the compact controls; participants the plainest. */
  staff?: boolean;
  /** The scale was explained on this page before. */
  explained?: boolean;
}

/** The words of a question: its own text, else what the fact is called; "The mentor: ..." for a side of a pair. */
export function questionWords(words: Words, fact: string): string {
  const { side, name } = partsOf(fact);
  const question = words.say(`questions.${name}`, {}, words.fact(name));
  return side ? `${capital(words.role(side.slice(0, -1)))}: ${question}` : question;
}

export const optional = (words: Words, { required }: Asked) =>
  required ? "" : ` ${words.phrase("page.optional")}`;
export const described = (name: string, error?: string) => (error ? `${name}-error` : undefined);

export const Wrong: FC<{ name: string; error?: string }> = ({ name, error }) =>
  error ? (
    <span class="wrong-words" id={`${name}-error`}>
      {error}
    </span>
  ) : null;

/** A question with several controls: its words, its hint, its error, then the controls. */
export const Group: FC<FieldProps & { hint?: string; children?: Child }> = ({
  words,
  question,
  error,
  hint,
  children,
}) => (
  <fieldset class={error ? "question wrong" : "question"} aria-describedby={described(question.fact, error)}>
    <legend>
      {questionWords(words, question.fact)}
      <span class="hint">{optional(words, question)}</span>
    </legend>
    {hint && <p class="hint">{hint}</p>}
    <Wrong name={question.fact} error={error} />
    {children}
  </fieldset>
);

/** A value as a control holds it. */
export function plain(value: FactValue | string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
