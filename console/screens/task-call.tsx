import type { FC } from "hono/jsx";
import { openAsking } from "../asking.ts";
import type { Desk } from "../desk.ts";
import { Clauses } from "../parts/clauses.tsx";
import { Wrong } from "../parts/field-group.tsx";
import { Note } from "../parts/note.tsx";
import type { FormRead } from "../reading.ts";
import type { TaskView } from "./task.tsx";
import { Questions } from "./task-work.tsx";

/** How an answer may have come to staff. */
export const ways: Record<string, string> = {
  phone: "by phone",
  conversation: "in a conversation",
  paper: "on paper",
};

/** Writing down the answer of somebody who was called: the same questions, and how the answer came. */
export const CallWork: FC<{ desk: Desk; view: TaskView; read?: FormRead }> = ({ view, read }) => {
  const { work, params } = view.task.effect;
  if (work.kind !== "call") return null;
  const { journey, words } = view.gathered;
  if (!openAsking(journey, String(params.ask), work.role))
    return <p class="hint">The answer has come in the meantime. This task closes by itself.</p>;
  return (
    <>
      {work.agreement && (
        <>
          <Clauses words={words} journey={journey} agreement={work.agreement} />
          <SignedName read={read} />
        </>
      )}
      <Questions view={view} read={read} />
      <fieldset class="question">
        <legend>How did you get the answer?</legend>
        {Object.entries(ways).map(([value, label], i) => (
          <label class="choice">
            <input
              type="radio"
              name="how"
              value={label}
              checked={read ? read.typed.how === label : i === 0}
              id={i === 0 ? "how" : `how-${value}`}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        <button class="button" type="submit" name="done" value="yes">
          Write down the answer
        </button>
      </div>
      <Note alone="Nobody answered: save the note, call another day" />
    </>
  );
};

const SignedName: FC<{ read?: FormRead }> = ({ read }) => {
  const error = read?.errors.find(({ field }) => field === "name")?.words;
  return (
    <div class={error ? "question wrong" : "question"}>
      <label for="name">The name they agreed with</label>
      <Wrong name="name" error={error} />
      <input
        id="name"
        name="name"
        type="text"
        dir="auto"
        required
        maxlength={150}
        value={read && String(read.typed.name ?? "")}
        aria-describedby={error ? "name-error" : undefined}
        aria-invalid={error ? "true" : undefined}
      />
    </div>
  );
};
