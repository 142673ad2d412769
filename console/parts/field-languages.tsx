import type { FC } from "hono/jsx";
import { levels, readSpoken } from "#core/program/level.ts";
import { type FieldProps, Group } from "./field-group.tsx";

/** One line for each language: not spoken, or how well. The levels are called the same in every language. */
export const Languages: FC<FieldProps & { languages: readonly string[] }> = (props) => {
  const { words, question, value, languages } = props;
  const written = Array.isArray(value) ? value : [value];
  const given = written.map(readSpoken).filter((one) => one !== undefined);
  const hint = `${words.phrase("page.choose-some")} A1 < A2 < B1 < B2 < C1 < C2`;
  return (
    <Group {...props} hint={hint}>
      {languages.map((language, i) => (
        <label class="choice">
          <select class="short" id={i === 0 ? question.fact : undefined} name={question.fact}>
            <option value="">–</option>
            {levels.map((level) => (
              <option
                value={`${language} ${level}`}
                selected={given.some((one) => one.language === language && one.level === level)}
              >
                {level.toUpperCase()}
              </option>
            ))}
          </select>
          <span>{words.value(question.fact, language)}</span>
        </label>
      ))}
    </Group>
  );
};
