import * as z from "zod";
import { type ReadSent, sentValue } from "../sent.ts";

const Values = z.record(z.string(), z.unknown());
const Envelope = z.looseObject({ data: Values });

/** Any signed post: one JSON object of question and answer, alone or as `data` beside `type` and `timestamp`. */
export const readStandardWebhooks: ReadSent = (body) => {
  const envelope = Envelope.safeParse(body);
  const alone = Values.safeParse(body);
  const values = envelope.success ? envelope.data.data : alone.data;
  if (!values || Array.isArray(body)) return undefined;
  const answers = Object.entries(values).map(([name, value]) => ({
    names: [name.trim()],
    values: (Array.isArray(value) ? value : [value]).flatMap((item) => sentValue(item)),
  }));
  return { answers: answers.filter((answer) => answer.values.length > 0) };
};
