import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import { taskPath } from "../paths.ts";
import { nameOf, stepTitle } from "../person/naming.ts";
import type { Ahead, Upcoming } from "../upcoming.ts";
import type { Words } from "../words.ts";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** One coming thing in words, without its date. */
export function comingInWords(journey: Journey, words: Words, coming: Upcoming): string {
  const title = coming.step ? stepTitle(journey, words, coming.step) : "";
  const who = list.format(coming.roles.map((role) => nameOf(journey, words, role))) || "somebody";
  switch (coming.kind) {
    case "answer":
      return `Waiting for ${who}: ${title}`;
    case "reminder":
      return `Reminder ${coming.number} to ${who}, if there is no answer`;
    case "call":
      return `A person calls ${who}, if there is still no answer`;
    case "task":
      return `Waiting for staff: ${title}`;
    case "match":
      return "Waiting for a match";
    case "places":
      return "Waiting until both sides have a free place";
    case "match over":
      return "Waiting until the match is over";
    case "matching":
      return coming.task ? `Waiting for staff: ${title}` : "Working out a round of matching";
    case "everybody":
      return `Telling everybody: ${title}`;
    default:
      return title || "The next step";
  }
}

/** What comes next, when: what it waits for, what happens by itself, and what follows after that. */
export const AheadList: FC<{ desk: Desk; journey: Journey; words: Words; ahead: Ahead }> = (props) => {
  const { desk, journey, words, ahead } = props;
  if (journey.ended) return <p class="hint">Nothing more: this has ended ({journey.ended.as}).</p>;
  if (journey.parked)
    return <p class="hint">Nothing happens by itself until an engineer has looked at it.</p>;
  const [soon, rest] = [ahead.after.slice(0, 3), ahead.after.slice(3)];
  return (
    <>
      <ul class="ahead">
        {ahead.waits.map((coming) => (
          <li>
            <span class="when">
              <b>Now</b>
            </span>
            <span>
              {coming.task ? (
                <a href={taskPath(desk.base, journey.id, coming.task)}>
                  {comingInWords(journey, words, coming)}
                </a>
              ) : (
                comingInWords(journey, words, coming)
              )}
            </span>
          </li>
        ))}
        {ahead.dated.map((coming) => (
          <li>
            <span class="when">
              <b>{desk.calendar.day(coming.at!)}</b>
              {desk.calendar.distance(coming.at!)}
            </span>
            <span>
              {comingInWords(journey, words, coming)}
              {coming.kind === "round" && <small>Again and again, as the program says</small>}
            </span>
          </li>
        ))}
        {soon.map((coming) => (
          <li>
            <span class="when">{coming.perhaps ? "Perhaps then" : "After that"}</span>
            <span>{comingInWords(journey, words, coming)}</span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>and {rest.length} more until the end</summary>
          <ul class="ahead">
            {rest.map((coming) => (
              <li>
                <span class="when">{coming.perhaps ? "Perhaps later" : "Later"}</span>
                <span>{comingInWords(journey, words, coming)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
