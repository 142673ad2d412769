import type { FC, PropsWithChildren } from "hono/jsx";
import { stoppedHerself } from "#core/people/mend.ts";
import type { Person } from "#core/people/person.ts";
import type { Desk } from "../desk.ts";
import { Wrong } from "../parts/field-group.tsx";
import { Nonce } from "../parts/nonce.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { offers } from "../rights.ts";

/** What was written into one of these forms and not taken, and what is wrong with which line of it. */
export interface Refused {
  person: string;
  what: "address" | "letters";
  email: string;
  why: string;
  word: boolean;
  wrong: { email?: string; why?: string; word?: string };
}

interface Of {
  desk: Desk;
  gathered: Gathered;
  person: Person;
  refused?: Refused;
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

const Form: FC<Of & { what: "address" | "letters" }> = ({ desk, gathered, person, what, refused }) => {
  const { phrase } = gathered.words;
  const field = `${what}-${person.id}`;
  const kept = refused?.person === person.id && refused.what === what ? refused : undefined;
  const wrong = kept?.wrong ?? {};
  return (
    <details open={kept !== undefined}>
      <summary>{phrase(`reach.${what}.title`)}</summary>
      <form method="post" action={`${personPath(desk.base, gathered.journey.id)}/${what}`}>
        <Nonce value={crypto.randomUUID()} />
        <input type="hidden" name="person" value={person.id} />
        <p class="hint">{phrase(`reach.${what}.hint`)}</p>
        {what === "address" && (
          <Line id={field} label={phrase("reach.address.label")} wrong={wrong.email}>
            <input
              {...given(field, wrong.email)}
              {...{ name: "email", type: "email", required: true, maxlength: 254, autocomplete: "off" }}
              value={kept?.email}
            />
          </Line>
        )}
        <Line id={`${field}-why`} label={phrase("reach.why")} wrong={wrong.why}>
          <input
            {...given(`${field}-why`, wrong.why)}
            {...{ name: "why", type: "text", required: true, maxlength: 200 }}
            value={kept?.why}
          />
        </Line>
        {stoppedHerself(person) && (
          <>
            <Wrong name={`${field}-word`} error={wrong.word} />
            <label class="choice">
              <input
                {...given(`${field}-word`, wrong.word)}
                {...{ type: "checkbox", name: "word", value: "yes", required: true, checked: kept?.word }}
              />
              <span>{phrase("reach.word", { name: person.givenName })}</span>
            </label>
          </>
        )}
        <button class="button quiet small" type="submit">
          {phrase(`reach.${what}.button`)}
        </button>
      </form>
    </details>
  );
};

const given = (id: string, wrong: string | undefined) =>
  ({ id, ...(wrong && { "aria-invalid": "true", "aria-describedby": `${id}-error` }) }) as const;

const Line: FC<PropsWithChildren<{ id: string; label: string; wrong?: string }>> = (props) => (
  <div class={props.wrong ? "question wrong" : "question"}>
    <label for={props.id}>{props.label}</label>
    <Wrong name={props.id} error={props.wrong} />
    {props.children}
  </div>
);
