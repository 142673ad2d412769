import type { Pack } from "#core/program/pack.ts";
import { postingOf } from "#local/demo/form-body.ts";
import type { Persona } from "#local/demo/persona.ts";

const forms = { mentee: "mentee-application", mentor: "mentor-application" };

/** One application on its way: always the same bytes under the same name, however often it is posted. */
export interface Application {
  persona: Persona;
  form: string;
  token: string;
  headers: Record<string, string>;
  body: string;
}

/** What a partner's form would send for this person, signed with that form's own secret. */
export function applicationOf(
  pack: Pack,
  persona: Persona,
  secretOf: (form: string) => string,
  at: string,
): Application {
  const form = forms[persona.role];
  const token = `e2e-${persona.email.replace(/\W+/g, "-")}`;
  return { persona, form, token, ...postingOf(pack, form, persona, token, secretOf(form), at) };
}

/** @throws Error unless the hook took it; the answer is the id under which it is kept. */
export async function post(origin: string, { form, headers, body }: Application): Promise<string> {
  const response = await fetch(`${origin}/hooks/cemewe/${form}`, { method: "POST", headers, body });
  const answer = (await response.json()) as { submission?: string };
  if (!response.ok || !answer.submission)
    throw new Error(`the hook of ${form} answered ${response.status} ${JSON.stringify(answer)}`);
  return answer.submission;
}
