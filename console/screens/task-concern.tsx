import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { openingReasons } from "../opened.ts";
import { taskPath } from "../paths.ts";
import { offers } from "../rights.ts";
import type { TaskView } from "./task.tsx";

/** What somebody wrote of their concern: for whoever is in charge of safety, and for a coordinator who says why. */
export const Concern: FC<{ desk: Desk; view: TaskView; wrong?: boolean }> = ({ desk, view, wrong }) => {
  const { concern, task } = view;
  if (concern?.until !== undefined)
    return <p class="hint">{`You see their words until ${desk.calendar.moment(concern.until)}.`}</p>;
  if (concern?.hidden !== true || !offers(desk.staff, "POST /:program/tasks/:journey/:number/open"))
    return null;
  return (
    <form class="card" method="post" action={`${taskPath(desk.base, task.journey, task.effect.id)}/open`}>
      <h2>They wrote something in confidence</h2>
      <p class="hint">You see it for three hours. That you looked, and why, stands in “Who looked”.</p>
      <div class={wrong ? "question wrong" : "question"}>
        <label for="reason">Why do you need it?</label>
        {wrong && (
          <span class="wrong-words" id="reason-error">
            Choose a reason
          </span>
        )}
        <select id="reason" name="reason" required aria-describedby={wrong ? "reason-error" : undefined}>
          <option value="">Choose</option>
          {Object.entries(openingReasons).map(([code, words]) => (
            <option value={code}>{words}</option>
          ))}
        </select>
      </div>
      <button class="button quiet" type="submit">
        Show what they wrote
      </button>
    </form>
  );
};
