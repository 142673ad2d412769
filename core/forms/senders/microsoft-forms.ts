import * as z from "zod";
import { exactJson } from "../exact-json.ts";
import { type ReadSent, type SentValue, sentValue } from "../sent.ts";

const Body = z.looseObject({ answers: z.record(z.string(), z.unknown()) });
const File = z.looseObject({ link: z.string() });

/**
 * What our Power Automate recipe posts (docs/senders/microsoft-forms.md): the details of a response as Microsoft gives them,
 * each question under its key, "r" and 32 letters. Several choices and files come as the text of a JSON list. Microsoft has
 * labels and no ids of choices, and each row of a Likert table is a question of its own.
 */
export const readMicrosoftForms: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  if (!parsed.success || Array.isArray(parsed.data.answers)) return undefined;
  const answers = Object.entries(parsed.data.answers).map(([key, value]) => ({
    names: [key.trim()],
    values: valuesOf(key, value),
  }));
  return { answers: answers.filter((answer) => answer.values.length > 0) };
};

function valuesOf(key: string, value: unknown): SentValue[] {
  if (key === "submitDate") return sentValue(localTime(value));
  // Where a form does not ask for a sign-in, everybody is called this.
  if (key === "responder" && value === "anonymous") return [];
  return listOf(value).flatMap((item) => {
    const file = File.safeParse(item);
    return sentValue(file.success ? file.data.link : item);
  });
}

/** A list of labels or of files. Anything else that looks like JSON is what somebody typed, and stays as it is. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string" || !/^\s*\[.*\]\s*$/s.test(value)) return [value];
  try {
    const { data } = z.array(z.union([z.string(), File])).safeParse(exactJson(value));
    return data ?? [value];
  } catch {
    return [value];
  }
}

/** "8/27/2024 12:34:21 PM" says no zone, so it stays a time on somebody's wall and is no moment: "2024-08-27T12:34:21". */
function localTime(value: unknown): unknown {
  const pattern = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) ([AP])M$/;
  const [, month, day, year, hour, minute, second, half] = pattern.exec(String(value)) ?? [];
  if (!month || !day || !hour) return value;
  const two = (part: string | number) => String(part).padStart(2, "0");
  const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}
