import type { Trace } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { isOpeningReason, openingReasons } from "../opened.ts";
import { Empty } from "../parts/empty.tsx";
import { personPath } from "../paths.ts";

const shown = 500;

/** Who read what was told in confidence, and who wanted what is not theirs; by month, newest first. */
export async function looked(desk: Desk, month: string | undefined, now: string) {
  const of = month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : now.slice(0, 7);
  const traces = await desk.runtime.store.audit.of(desk.program, of, shown);
  return (
    <Layout desk={desk} title="Who looked">
      <div class="head">
        <div>
          <h1>Who looked</h1>
          <p class="lead">
            Each time something told in confidence was shown or opened for a while, each time an address was
            changed, and each time somebody wanted what is not for their role. Kept for two years.
          </p>
        </div>
        <form class="filters" method="get">
          <label>
            Month <input type="month" name="month" value={of} />
          </label>
          <button class="button quiet small" type="submit">
            Show
          </button>
        </form>
      </div>
      {traces.length === 0 ? (
        <Empty title="Nothing in this month.">Lines appear here as soon as somebody looks.</Empty>
      ) : (
        <Traces desk={desk} traces={traces} />
      )}
      {traces.length === shown && <p class="hint">Only the newest {shown} are shown.</p>}
    </Layout>
  );
}

const Traces = ({ desk, traces }: { desk: Desk; traces: Trace[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Whose</th>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <tr>
            <td>{desk.calendar.moment(trace.at)}</td>
            <td>
              <bdi>{trace.name}</bdi>
            </td>
            <td>
              {trace.did === "denied" ? `wanted, and was refused: ${trace.where}` : whatOf(desk, trace)}
            </td>
            <td>{trace.of ? <a href={personPath(desk.base, trace.of)}>their page</a> : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const whatOf = ({ words }: Desk, { did, what = [], why }: Trace): string => {
  const fields = what.map((name) => special[name] ?? words.fact(name)).join(", ");
  if (did === "opened" && isOpeningReason(why))
    return `opened for three hours: ${fields} (${openingReasons[why]})`;
  return `${did === "changed" ? "changed" : "read"}: ${fields}`;
};

const special: Record<string, string> = {
  concern: "what they said is not right",
  reasons: "reasons for matches",
  proposed: "that a match is proposed",
  "round-staged": "a round of matching: worked out",
  "round-approve": "a round of matching: approved",
  "round-propose": "a round of matching: proposed",
  "round-reject": "a round of matching: not this time",
  "round-lock": "a round of matching: locked",
  "round-unlock": "a round of matching: unlocked",
  "round-swap": "a round of matching: swapped",
  "round-never": "that two are never to be matched",
  "round-lifted": "that two may be matched again",
  "round-again": "a round of matching: the rest worked out again",
  "round-put-away": "a round of matching: put away",
  address: "the address that letters go to",
  letters: "that letters go to the address again",
};
