import type { Mending, Person } from "./person.ts";

/** What staff say after they have called: `email` is another address, `herWord` that she herself wants letters again. */
export interface Said extends Omit<Mending, "what"> {
  email?: string;
  herWord: boolean;
}

export type Unmended = "erased" | "same-address" | "not-silent" | "no-word";

/** She stopped the letters herself: no new address and no staff let them go on without her word. */
export const stoppedHerself = ({ suppressed }: Pick<Person, "suppressed">): boolean =>
  suppressed === "complained" || suppressed === "unsubscribed";

/** The person as they are from now on, or why not. What was said once already changes nothing more. */
export function mend(person: Person, said: Said): Person | { not: Unmended } {
  const { email, herWord, ...line } = said;
  const { suppressed, mended = [], ...rest } = person;
  if (mended.some(({ id }) => id === said.id)) return person;
  if (suppressed === "erased") return { not: "erased" };
  if (email === undefined && suppressed === undefined) return { not: "not-silent" };
  if (email !== undefined && email === person.email) return { not: "same-address" };
  if (stoppedHerself(person) && !herWord) return { not: "no-word" };
  const what = email === undefined ? ("letters" as const) : ("address" as const);
  return { ...rest, schema: 3, email: email ?? person.email, mended: [...mended, { ...line, what }] };
}
