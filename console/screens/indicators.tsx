import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { durationInWords } from "#core/messages/value.ts";
import type { Pack } from "#core/program/pack.ts";
import { test } from "#core/rules/test.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Chip, statusOf } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";

type Indicator = NonNullable<Pack["indicators"]>["indicators"][number];

/** What the program is measured by: the target, what is true now, and what nobody has set yet. */
export async function indicators(desk: Desk) {
  const { pack, words } = desk;
  const list = pack.indicators?.indicators ?? [];
  const rows = await Promise.all(
    list.map(async (indicator) => ({ indicator, actual: await actual(desk, indicator) })),
  );
  return (
    <Layout desk={desk} title="Indicators" here="indicators">
      <div class="head">
        <div>
          <h1>Indicators</h1>
          <p class="lead">
            Delivery period:{" "}
            {pack.indicators ? periodInWords(pack.indicators.period, words.language) : "not set"}
          </p>
        </div>
        <p class="asof">As of {desk.calendar.moment(desk.now)}</p>
      </div>
      {rows.length === 0 ? (
        <Empty title="This program counts nothing yet.">
          Write what is to be counted in its file indicators.json.
        </Empty>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">What is counted</th>
                <th scope="col" class="num">
                  Target
                </th>
                <th scope="col" class="num">
                  A period
                </th>
                <th scope="col" class="num">
                  Now
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ indicator, actual: now }) => (
                <tr>
                  <td>
                    {words.say(`indicators.${indicator.id}`)}
                    <small>{indicator.calculation}</small>
                  </td>
                  <td class="num">{figure(indicator.target)}</td>
                  <td class="num">{figure(indicator.targetPerPeriod)}</td>
                  <td class="num">{now === undefined ? <Chip>By hand</Chip> : <strong>{now}</strong>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Layout>
  );
}

const figure = (value: number | "not set") =>
  value === "not set" ? <Chip tone="amber">Not set</Chip> : value;

const periodInWords = (period: string, language: string) =>
  /^P\d/.test(period) ? durationInWords(period, language) : period;

/** People whose journey fits; unknown is not counted, and nothing is guessed. */
async function actual(desk: Desk, { counts }: Indicator): Promise<number | undefined> {
  if (counts === "by hand") return undefined;
  const definitions = Object.entries(desk.pack.journeys).filter(([, { role }]) => role === counts.role);
  const lists = await Promise.all(
    definitions.map(([name]) => desk.runtime.store.journeys.list(desk.program, name)),
  );
  return lists.flat().filter((journey) => fits(desk, journey, counts)).length;
}

function fits(desk: Desk, journey: Journey, counts: Exclude<Indicator["counts"], "by hand">): boolean {
  if (counts.status && statusOf(journey) !== counts.status) return false;
  return (
    !counts.conditions ||
    test(desk.pack, counts.conditions, knownFacts(journey), desk.calendar.today).holds === true
  );
}
