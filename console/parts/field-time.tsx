import type { FC } from "hono/jsx";
import { type FieldProps, Group, plain, questionWords } from "./field-group.tsx";

/** Day, month and year apart: what the oldest phone can type and everybody can check. */
export const PlainDate: FC<FieldProps> = (props) => {
  const { words, question, value } = props;
  const [year, month, day] = (typeof value === "string" ? value : "").split("-");
  const parts = [
    { part: "day", given: day, width: 2 },
    { part: "month", given: month, width: 2 },
    { part: "year", given: year, width: 4 },
  ];
  return (
    <Group {...props} hint={words.phrase("page.date.hint")}>
      <div class="scale">
        {parts.map(({ part, given, width }, i) => (
          <label>
            <span class="hint">{words.phrase(`page.${part}`)}</span>
            <br />
            <input
              type="text"
              class="short"
              dir="ltr"
              inputmode="numeric"
              id={i === 0 ? question.fact : undefined}
              name={`${question.fact}.${part}`}
              value={given}
              maxlength={width}
              size={width}
            />
          </label>
        ))}
      </div>
    </Group>
  );
};

const units = { D: "day", W: "week", M: "month", Y: "year" } as const;

/** A length of time: a number and its unit, in the words of the language. */
export const Length: FC<FieldProps> = (props) => {
  const { words, question, value } = props;
  const [, amount = "", unit = "W"] = /^P(\d+)([DWMY])$/.exec(plain(value) ?? "") ?? [];
  return (
    <Group {...props}>
      <div class="scale">
        <input
          type="text"
          class="short"
          dir="ltr"
          inputmode="numeric"
          id={question.fact}
          name={`${question.fact}.amount`}
          value={amount}
        />
        <select class="short" name={`${question.fact}.unit`} aria-label={questionWords(words, question.fact)}>
          {Object.entries(units).map(([letter, name]) => (
            <option value={letter} selected={letter === unit}>
              {unitName(words.language, name)}
            </option>
          ))}
        </select>
      </div>
    </Group>
  );
};

const unitName = (language: string, unit: string) =>
  new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" })
    .formatToParts(2)
    .filter(({ type }) => type === "unit")
    .map(({ value }) => value)
    .join("")
    .trim() || unit;
