import type { FC } from "hono/jsx";
import { type Fact, valuesOf } from "#core/program/fact.ts";
import { entryOf } from "#core/rules/dictionary.ts";
import type { Words } from "../words.ts";
import {
  type Asked,
  described,
  type FieldProps,
  Group,
  optional,
  plain,
  questionWords,
  Wrong,
} from "./field-group.tsx";
import { Languages } from "./field-languages.tsx";
import { Length, PlainDate } from "./field-time.tsx";

export { type Asked, questionWords } from "./field-group.tsx";

/** One question with the control its type asks for. Name and id are the fact's own name, so that errors can link to it. */
export const Field: FC<FieldProps> = (props) => {
  const { words, question } = props;
  const fact = entryOf(words.pack.facts, question.fact);
  if (!fact)
    throw new Error(
      `program ${words.pack.id} asks for "${question.fact}", which its facts.json does not have`,
    );
  if (fact.type === "languages") return <Languages {...props} languages={fact.values} />;
  const choices = choicesOf(words, question, fact);
  if (choices) return <Choices {...props} fact={fact} choices={choices} />;
  if (fact.type === "rating") return <Rating {...props} />;
  if (fact.type === "date" && !props.staff) return <PlainDate {...props} />;
  if (fact.type === "duration") return <Length {...props} />;
  return <Input {...props} fact={fact} />;
};

interface Choice {
  value: string;
  label: string;
}

function choicesOf(words: Words, { fact: name, choicesFrom }: Asked, fact: Fact): Choice[] | undefined {
  if (choicesFrom) {
    const items = words.pack.plans[choicesFrom.plan]?.groups.flatMap((group) => group.items) ?? [];
    return items.map(({ id }) => ({ value: id, label: words.say(`plans.${choicesFrom.plan}.items.${id}`) }));
  }
  if (fact.type === "boolean") {
    return ["yes", "no"].map((value) => ({ value, label: words.phrase(`page.${value}`) }));
  }
  const values = fact.type === "duration" ? fact.values : valuesOf(fact);
  return values?.map((value) => ({ value, label: words.value(name, value) }));
}

/** Whether an earlier question of the same page is a rating, too: then the scale needs no second explanation. */
export function explainedBefore(words: Words, questions: Asked[], index: number): boolean {
  const rating = ({ fact }: Asked) => entryOf(words.pack.facts, fact)?.type === "rating";
  return questions.slice(0, index).some(rating);
}

const Choices: FC<FieldProps & { fact: Fact; choices: Choice[] }> = (props) => {
  const { words, question, value, fact, choices, error } = props;
  const many = fact.type === "choices";
  const given = (Array.isArray(value) ? value.map(String) : [plain(value)]).filter(
    (each) => each !== undefined,
  );
  return (
    <Group {...props} hint={many ? words.phrase("page.choose-some") : undefined}>
      {choices.map((choice, i) => (
        <label class="choice">
          <input
            type={many ? "checkbox" : "radio"}
            id={i === 0 ? question.fact : undefined}
            name={question.fact}
            value={choice.value}
            checked={given.includes(choice.value)}
            aria-invalid={error ? "true" : undefined}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </Group>
  );
};

const Rating: FC<FieldProps> = (props) => {
  const { words, question, value, explained } = props;
  return (
    <Group {...props} hint={explained ? undefined : words.phrase("page.rating")}>
      <div class="scale">
        {[1, 2, 3, 4, 5].map((n) => (
          <label class="choice">
            <input
              type="radio"
              id={n === 1 ? question.fact : undefined}
              name={question.fact}
              value={String(n)}
              checked={plain(value) === String(n)}
            />
            <span>{n}</span>
          </label>
        ))}
      </div>
    </Group>
  );
};

const Input: FC<FieldProps & { fact: Fact }> = ({ words, question, value, error, fact }) => {
  const name = question.fact;
  const given = plain(value);
  const number = fact.type === "number" || fact.type === "numbers";
  const common = {
    id: name,
    name,
    "aria-describedby": described(name, error),
    "aria-invalid": error ? "true" : undefined,
  } as const;
  return (
    <div class={error ? "question wrong" : "question"}>
      <label for={name}>
        {questionWords(words, name)}
        <span class="hint">{optional(words, question)}</span>
      </label>
      <Wrong name={name} error={error} />
      {fact.type === "text" && fact.long ? (
        <textarea {...common} rows={5} dir="auto">
          {given}
        </textarea>
      ) : (
        <input
          {...common}
          type={fact.type === "date" ? "date" : "text"}
          value={given}
          class={number || fact.type === "date" ? "short" : undefined}
          inputmode={number ? "decimal" : undefined}
          dir={number ? "ltr" : "auto"}
        />
      )}
      {fact.type === "number" && fact.unit && <span class="hint"> {fact.unit}</span>}
    </div>
  );
};
