import type { FC } from "hono/jsx";
import { Press } from "../parts/press.tsx";
import { Why } from "../parts/why.tsx";
import type { TaskView } from "./task.tsx";

/** A decision that the program only proposes: the reason in full, and the choice is a person's. */
export const ChooseWork: FC<{ view: TaskView }> = ({ view }) => {
  const { task, gathered } = view;
  const { effect } = task;
  if (effect.work.kind !== "choose") return null;
  const { outcomes, proposed } = effect.work;
  const ruleSet = String(effect.params.ruleSet ?? "");
  const receipt = gathered.logs.findLast((entry) => entry.step === effect.step && entry.receipt)?.receipt;
  return (
    <>
      {receipt && <Why words={gathered.words} receipt={receipt} open />}
      <fieldset class="question">
        <legend>What do you decide?</legend>
        {outcomes.map((outcome) => (
          <label class="choice">
            <input type="radio" name="outcome" value={outcome} required checked={outcome === proposed} />
            <span>
              {gathered.words.outcome(ruleSet, outcome)}
              {outcome === proposed && <span class="hint"> – proposed by the program</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <Press label="Decide" />
    </>
  );
};
