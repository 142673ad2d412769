import type { FC } from "hono/jsx";
import type { Words } from "../words.ts";

/** Checkboxes of a plan; what is ticked stays ticked, since it says when it was done. */
export const PlanItems: FC<{
  words: Words;
  plan: string;
  items: string[];
  ticked: Record<string, string>;
  /** Only to be looked at. */
  seen?: boolean;
}> = (props) => (
  <ul class="ticks">
    {props.items.map((item) => (
      <li>
        <label class="choice">
          <input
            type="checkbox"
            name="ticked"
            value={item}
            checked={!!props.ticked[item]}
            disabled={props.seen || !!props.ticked[item]}
          />
          <span>{props.words.say(`plans.${props.plan}.items.${item}`)}</span>
        </label>
      </li>
    ))}
  </ul>
);
