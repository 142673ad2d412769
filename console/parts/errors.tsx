import type { FC } from "hono/jsx";
import type { Words } from "../words.ts";

/** What is wrong with one field, in words that say what to do. */
export interface FieldError {
  /** The id of the control. */
  field: string;
  words: string;
  /** What the field asks, for the summary at the top: "Choose one answer" alone could be any of ten. */
  label?: string;
}

/** All errors at the top, each a link to its field. */
export const ErrorSummary: FC<{ words: Words; errors: FieldError[] }> = ({ words, errors }) =>
  errors.length === 0 ? null : (
    <div class="summary" role="alert" aria-labelledby="errors">
      <h2 id="errors">{words.phrase("page.errors.title")}</h2>
      <ul>
        {errors.map(({ field, words: what, label }) => (
          <li>
            {label && <span>{label} </span>}
            <a href={`#${field}`}>{what}</a>
          </li>
        ))}
      </ul>
    </div>
  );
