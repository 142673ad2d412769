import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { Press } from "../parts/press.tsx";
import type { TaskView } from "./task.tsx";

/** A meeting: its date and place first, afterwards how it went. */
export const GatheringWork: FC<{ desk: Desk; view: TaskView }> = ({ desk, view }) => {
  const waiting = Object.values(view.gathered.journey.threads)
    .map((line) => line.waiting)
    .find((each) => each?.kind === "task" && each.id === view.task.effect.id);
  const date = waiting?.kind === "task" ? waiting.date : undefined;
  return (
    <>
      {date && (
        <p class="question">
          Now planned for <strong>{desk.calendar.moment(date)}</strong>. A new date sends a new invitation.
        </p>
      )}
      <div class="filters">
        <label>
          Date
          <input type="date" id="day" name="day" min={desk.calendar.today} />
        </label>
        <label>
          Time
          <input type="time" name="time" value="17:00" />
        </label>
        <label>
          Place
          <input type="text" name="place" maxlength={200} />
        </label>
        <button class="button quiet" type="submit" name="set" value="date">
          {date ? "Change the date and invite again" : "Set the date and invite"}
        </button>
      </div>
      <fieldset class="question">
        <legend>How did it go?</legend>
        {Object.entries({ held: "It took place", canceled: "It was canceled, and we go on without it" }).map(
          ([value, label]) => (
            <label class="choice">
              <input type="radio" name="outcome" value={value} checked={value === "held"} />
              <span>{label}</span>
            </label>
          ),
        )}
      </fieldset>
      <Press label="It is over: go on" />
    </>
  );
};
