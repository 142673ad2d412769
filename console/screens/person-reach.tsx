import type { FC } from "hono/jsx";
import { stoppedHerself } from "#core/people/mend.ts";
import type { Person } from "#core/people/person.ts";
import type { Desk } from "../desk.ts";
import { Nonce } from "../parts/nonce.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { offers } from "../rights.ts";

interface Of {
  desk: Desk;
  gathered: Gathered;
  person: Person;
}

/** After a call: another address, or letters to the same one again; and who wrote down what before, and why. */
export const Reach: FC<Of> = (of) => {
  const { desk, gathered, person } = of;
  const { phrase } = gathered.words;
  return (
    <>
      {person.mended?.map(({ at, by, what, why }) => (
        <p class="hint">
          {phrase(`reach.was.${what}`, { date: desk.calendar.day(at), by })} <q>{why}</q>
        </p>
      ))}
      {person.suppressed !== "erased" && offers(desk.staff, "POST /:program/people/:journey/address") && (
        <>
          <Form {...of} what="address" />
          {person.suppressed && person.email && <Form {...of} what="letters" />}
        </>
      )}
    </>
  );
};

const Form: FC<Of & { what: "address" | "letters" }> = ({ desk, gathered, person, what }) => {
  const { phrase } = gathered.words;
  const field = `${what}-${person.id}`;
  return (
    <details>
      <summary>{phrase(`reach.${what}.title`)}</summary>
      <form method="post" action={`${personPath(desk.base, gathered.journey.id)}/${what}`}>
        <Nonce value={crypto.randomUUID()} />
        <input type="hidden" name="person" value={person.id} />
        <p class="hint">{phrase(`reach.${what}.hint`)}</p>
        {what === "address" && (
          <p class="question">
            <label for={field}>{phrase("reach.address.label")}</label>
            <input id={field} name="email" type="email" required maxlength={254} autocomplete="off" />
          </p>
        )}
        <p class="question">
          <label for={`${field}-why`}>{phrase("reach.why")}</label>
          <input id={`${field}-why`} name="why" type="text" required maxlength={200} />
        </p>
        {stoppedHerself(person) && (
          <label class="choice">
            <input type="checkbox" name="word" value="yes" required />
            <span>{phrase("reach.word", { name: person.givenName })}</span>
          </label>
        )}
        <button class="button quiet small" type="submit">
          {phrase(`reach.${what}.button`)}
        </button>
      </form>
    </details>
  );
};
