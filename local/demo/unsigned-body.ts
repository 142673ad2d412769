import type { FactValue } from "#core/program/fact.ts";
import type { Posting } from "./form-body.ts";

interface Answer {
  question: string;
  value: FactValue;
}

/** As Jotform posts it: a form whose `rawRequest` is JSON text. The secret is the end of the address. */
export function postJotform(submissionID: string, answers: Answer[], key: string): Posting {
  const rawRequest = Object.fromEntries(
    answers.map(({ question, value }, at) => [
      /^q\d+_/.test(question) ? question : `q${at + 1}_${question}`,
      value,
    ]),
  );
  const fields = { formID: "1", submissionID, rawRequest: JSON.stringify(rawRequest) };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { key, headers, body: new URLSearchParams(fields).toString() };
}

/** As our Power Automate recipe posts it: lists are JSON text. */
export function postMicrosoft(responseId: string, answers: Answer[], key: string): Posting {
  const given = answers.map(({ question, value }) => [
    question,
    Array.isArray(value) ? JSON.stringify(value) : String(value),
  ]);
  const body = JSON.stringify({ formId: "form", responseId, answers: Object.fromEntries(given) });
  return { key, headers: { "content-type": "application/json" }, body };
}
