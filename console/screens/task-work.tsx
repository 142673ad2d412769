import type { FC } from "hono/jsx";
import { questionsOf } from "../asking.ts";
import type { Desk } from "../desk.ts";
import { type Asked, explainedBefore, Field } from "../parts/field.tsx";
import { Note } from "../parts/note.tsx";
import { PlanItems } from "../parts/plan-items.tsx";
import { Press } from "../parts/press.tsx";
import { roundPath } from "../paths.ts";
import type { FormRead } from "../reading.ts";
import type { TaskView } from "./task.tsx";
import { CallWork } from "./task-call.tsx";
import { ChooseWork } from "./task-choose.tsx";
import { GatheringWork } from "./task-gathering.tsx";

interface Props {
  desk: Desk;
  view: TaskView;
  read?: FormRead;
}

/** What is to be done in a task: a form, a list, a choice, hours, a date, a call. */
export const Work: FC<Props> = (props) => {
  const { desk, view } = props;
  const { work } = view.task.effect;
  switch (work.kind) {
    case "form":
    case "facts":
      return <FormWork {...props} />;
    case "plan":
      return <PlanWork view={view} plan={work.plan} />;
    case "choose":
      return <ChooseWork view={view} />;
    case "training":
      return <TrainingWork {...props} />;
    case "gathering":
      return <GatheringWork desk={desk} view={view} />;
    case "call":
      return <CallWork {...props} />;
    case "match":
      return <a href={`${desk.base}/matches`}>Matches are proposed on the Matches page.</a>;
    case "round":
      return <a href={roundPath(desk.base, work.round)}>Look through the round.</a>;
    case "done":
      return (
        <>
          <Note alone="Save the note, leave this open" />
          <Press label="Done" />
        </>
      );
  }
};

/** The questions that the task's form, or the missing facts, put to staff. */
export function questionsOfTask({ task, gathered }: TaskView): Asked[] {
  const { work } = task.effect;
  if (work.kind === "form" || work.kind === "call") return questionsOf(gathered.pack, work);
  if (work.kind === "facts") return questionsOf(gathered.pack, { facts: work.facts });
  return work.kind === "training" ? trainingQuestions(gathered.pack.facts.facts) : [];
}

const trainingQuestions = (facts: Record<string, unknown>): Asked[] =>
  ["trainingTheoryHours", "trainingPracticeHours"]
    .filter((fact) => facts[fact])
    .map((fact) => ({ fact, required: false }));

export const Questions: FC<{ view: TaskView; read?: FormRead }> = ({ view, read }) => {
  const { words, journey } = view.gathered;
  return (
    <>
      {questionsOfTask(view).map((question, i, all) => (
        <Field
          words={words}
          question={question}
          value={read ? read.typed[question.fact] : journey.facts[question.fact]?.value}
          error={read?.errors.find(({ field }) => field === question.fact)?.words}
          explained={explainedBefore(words, all, i)}
          staff
        />
      ))}
    </>
  );
};

const FormWork: FC<Props> = ({ view, read }) => {
  const { words } = view.gathered;
  const { work } = view.task.effect;
  const intro = work.kind === "form" ? words.say(`forms.${work.form}.intro`, {}, "") : "";
  return (
    <>
      {intro && <p class="question hint">{intro}</p>}
      <Questions view={view} read={read} />
      <Press label="Save and go on" />
    </>
  );
};

const PlanWork: FC<{ view: TaskView; plan: string }> = ({ view, plan }) => {
  const { words, pack, journey } = view.gathered;
  const ticked = journey.plans[plan]?.ticked ?? {};
  return (
    <>
      <h2>{words.say(`plans.${plan}.title`)}</h2>
      {pack.plans[plan]?.groups.map((group) => (
        <fieldset class="question">
          <legend>{words.say(`plans.${plan}.groups.${group.id}`)}</legend>
          <PlanItems words={words} plan={plan} items={group.items.map(({ id }) => id)} ticked={ticked} />
        </fieldset>
      ))}
      <Press label="The list is through" later="Save the ticks, go on later" />
    </>
  );
};

const TrainingWork: FC<Props> = ({ view, read }) => {
  const { task } = view;
  const step = stepHours(view);
  return (
    <>
      {step && <p class="question hint">{step}</p>}
      <Questions view={view} read={read} />
      <p class="hint">Write all hours so far, not only the new ones.</p>
      <Press
        label="The training is done"
        later={task.state === "open" ? "Save the hours, go on later" : undefined}
      />
    </>
  );
};

function stepHours({ task, gathered }: TaskView): string {
  const definition = gathered.pack.journeys[gathered.journey.definition];
  const step = definition?.stages.flatMap(({ steps }) => steps).find(({ id }) => id === task.effect.step);
  if (step?.do !== "training") return "";
  const say = (what: string, hours?: { min?: number; max?: number }) =>
    hours
      ? `${what}: ${[hours.min && `at least ${hours.min}`, hours.max && `up to ${hours.max}`].filter(Boolean).join(", ")} hours`
      : "";
  return [say("Theory", step.theoryHours), say("Practice", step.practiceHours)].filter(Boolean).join(" · ");
}
