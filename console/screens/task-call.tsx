import type { FC } from "hono/jsx";
import { openAsking } from "../asking.ts";
import type { Desk } from "../desk.ts";
import { Clauses } from "../parts/clauses.tsx";
import type { FormRead } from "../reading.ts";
import type { TaskView } from "./task.tsx";
import { Questions } from "./task-work.tsx";

const ways = { phone: "by phone", conversation: "in a conversation", paper: "on paper" };

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
          <p class="question">
            <label for="name">The name they agreed with</label>
            <input id="name" name="name" type="text" required maxlength={150} />
          </p>
        </>
      )}
      <Questions view={view} read={read} />
      <fieldset class="question">
        <legend>How did you get the answer?</legend>
        {Object.entries(ways).map(([value, label], i) => (
          <label class="choice">
            <input type="radio" name="how" value={label} checked={i === 0} id={`how-${value}`} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        <button class="button" type="submit" name="done" value="yes">
          Write down the answer
        </button>
      </div>
      <p class="hint">Nobody answered? Leave this open and call again another day.</p>
    </>
  );
};
