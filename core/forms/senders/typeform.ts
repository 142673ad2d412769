import * as z from "zod";
import { type ReadSent, type SentAnswer, type SentValue, sentValue, textsOf } from "../sent.ts";

const Id = z.union([z.string(), z.number()]);
const Text = z.string().nullish();

const Choice = z.looseObject({ id: Id.nullish(), ref: Text, label: Text, other: Text });
const Choices = z.looseObject({
  ids: z.array(Id.nullable()).nullish(),
  refs: z.array(z.string().nullable()).nullish(),
  labels: z.array(z.string().nullable()).nullish(),
  other: Text,
});

const Answer = z.looseObject({
  type: z.string(),
  field: z.looseObject({ id: Id.nullish(), ref: Text }),
  choice: Choice.nullish(),
  choices: Choices.nullish(),
  payment: z.looseObject({ amount: z.union([z.string(), z.number()]).nullish() }).nullish(),
});
type Answer = z.infer<typeof Answer>;

const Body = z.looseObject({
  form_response: z.looseObject({
    definition: z
      .looseObject({ fields: z.array(z.looseObject({ id: Id, ref: Text, title: Text })) })
      .nullish(),
    answers: z.array(Answer).nullish(),
    hidden: z.record(z.string(), z.unknown()).nullish(),
    variables: z.array(z.looseObject({ key: z.string() })).nullish(),
  }),
});

/** Typeform's `form_response`: questions left empty are missing, labels stand in the definition beside the answers. */
export const readTypeform: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { definition, answers, hidden, variables } = parsed.data.form_response;
  const labels = new Map((definition?.fields ?? []).map((field) => [String(field.id), field.title]));
  const asked = (answers ?? []).map((answer) => ({
    names: textsOf(answer.field.ref, answer.field.id, labels.get(String(answer.field.id))),
    values: valuesOf(answer),
  }));
  const beside = Object.entries(hidden ?? {}).map(([name, value]) => ({
    names: [name],
    values: sentValue(value),
  }));
  const counted = (variables ?? []).map((variable) => ({
    names: [variable.key],
    values: sentValue(variable.text ?? variable.number),
  }));
  return {
    answers: [...asked, ...beside, ...counted].filter((answer: SentAnswer) => answer.values.length > 0),
  };
};

function valuesOf(answer: Answer): SentValue[] {
  if (answer.choice) return choice(answer.choice);
  if (answer.choices) return choices(answer.choices);
  if (answer.payment) return sentValue(answer.payment.amount);
  // text, email, phone_number, number, boolean, date, url, file_url: the value stands under the name of its type.
  return sentValue(answer[answer.type]);
}

function choice({ id, ref, label, other }: z.infer<typeof Choice>): SentValue[] {
  return sentValue(label ?? other ?? ref ?? id, ref, id);
}

/** Three lists side by side; older forms leave some of them out. */
function choices({ ids, refs, labels, other }: z.infer<typeof Choices>): SentValue[] {
  const count = Math.max(ids?.length ?? 0, refs?.length ?? 0, labels?.length ?? 0);
  const listed = Array.from({ length: count }, (_, n) => ({
    id: ids?.[n],
    ref: refs?.[n],
    label: labels?.[n],
  }));
  // "Other" stands in the lists too in some forms, as an entry without a label of its own.
  const own = listed.filter(({ id, label }) => id !== "other" || (label && label !== other));
  return [...own.flatMap((item) => choice(item)), ...sentValue(other)];
}
