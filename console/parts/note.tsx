import type { FC } from "hono/jsx";

/** What staff want to remember of a talk, or of a call that nobody answered; `alone` keeps the task open with it. */
export const Note: FC<{ alone: string }> = ({ alone }) => (
  <div class="question">
    <label for="note">
      Note<span class="hint"> optional, for the story; the person does not see it</span>
    </label>
    <textarea id="note" name="note" rows={3} maxlength={2000} dir="auto" />
    <div class="buttons">
      <button class="button quiet" type="submit" name="set" value="note" formnovalidate>
        {alone}
      </button>
    </div>
  </div>
);
