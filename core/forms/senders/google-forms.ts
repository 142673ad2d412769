import * as z from "zod";
import { type ReadSent, type SentAnswer, type SentValue, sentValue, textsOf } from "../sent.ts";

const Answer = z.looseObject({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  type: z.string(),
  value: z.unknown(),
  rows: z.array(z.string()).nullish(),
});
type Answer = z.infer<typeof Answer>;

const Body = z.looseObject({
  response: z.looseObject({ email: z.string().nullish() }),
  answers: z.array(Answer),
});

/**
 * What our own script in a Google Form sends (docs/senders/google-forms.gs). Google has labels and no ids of choices; a
 * question is known by its id and its title, a row of a grid by "<id>.<number of the row>", "<title> [<row>]" and the row.
 */
export const readGoogleForms: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const { response, answers } = parsed.data;
  const all = [
    ...answers.flatMap(answersOf),
    { names: ["respondentEmail"], values: sentValue(response.email) },
  ];
  return { answers: all.filter((answer) => answer.values.length > 0) };
};

function answersOf({ id, title, type, value, rows }: Answer): SentAnswer[] {
  if (!rows) return [{ names: textsOf(id, title), values: valuesOf(type, value) }];
  const cells = Array.isArray(value) ? value : [];
  return rows.map((row, at) => ({
    names: [`${id}.${at + 1}`, `${title ?? ""} [${row}]`.trim(), row.trim()],
    values: valuesOf(type, cells[at]),
  }));
}

/** Of a file Google gives the id in Drive; the address is all that we could use. */
function valuesOf(type: string, value: unknown): SentValue[] {
  const items = Array.isArray(value) ? value : [value];
  if (type !== "FILE_UPLOAD") return items.flatMap((item) => sentValue(item));
  const ids = items.filter((item) => typeof item === "string" && item.trim() !== "");
  return ids.flatMap((item) =>
    sentValue(`https://drive.google.com/open?id=${encodeURIComponent(item)}`, item),
  );
}
