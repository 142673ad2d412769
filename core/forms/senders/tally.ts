import * as z from "zod";
import { type ReadSent, type SentValue, sentValue, textsOf } from "../sent.ts";

const Id = z.union([z.string(), z.number()]);
const Option = z.looseObject({ id: Id, text: z.string().nullish() });

const Field = z.looseObject({
  key: z.string(),
  label: z.string().nullish(),
  type: z.string(),
  value: z.unknown(),
  options: z.array(Option).nullish(),
  rows: z.array(Option).nullish(),
  columns: z.array(Option).nullish(),
});
type Field = z.infer<typeof Field>;

const Body = z.looseObject({ data: z.looseObject({ fields: z.array(Field) }) });

/** Tally's `FORM_RESPONSE`: choices are ids to look up beside them, questions left empty are null. */
export const readTally: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { fields } = parsed.data.data;
  const keys = new Set(fields.filter((field) => field.options).map((field) => field.key));
  const answers = fields.filter((field) => !repeats(field, keys)).flatMap(answersOf);
  return { answers: answers.filter((answer) => answer.values.length > 0) };
};

/** Tally sends checkboxes twice: once as a list of ids, and once more a yes or no for each option. */
function repeats(field: Field, keys: Set<string>): boolean {
  if (field.type !== "CHECKBOXES" || field.options) return false;
  return [...keys].some((key) => field.key.startsWith(`${key}_`));
}

function answersOf(field: Field) {
  if (field.type === "MATRIX") return matrix(field);
  return [{ names: textsOf(field.key, field.label), values: valuesOf(field, field.options ?? []) }];
}

/** A table of questions is one question a row. */
function matrix(field: Field) {
  const answers = z.record(z.string(), z.unknown()).safeParse(field.value);
  return (field.rows ?? []).map((row) => ({
    names: textsOf(`${field.key}_${row.id}`, row.id, row.text),
    values: valuesOf({ ...field, value: answers.data?.[String(row.id)] }, field.columns ?? []),
  }));
}

function valuesOf({ value }: Field, options: z.infer<typeof Option>[]): SentValue[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((item) => {
    const option = options.find(({ id }) => String(id) === String(item));
    if (option) return sentValue(option.text ?? item, option.id);
    // A file comes as an object; its address is all that we could use.
    const file = z.looseObject({ url: z.string() }).safeParse(item);
    return sentValue(file.success ? file.data.url : item);
  });
}
