import { allowances, eurosPerDollar, type Item, mailPlans, mailSources, prices, region } from "../prices.ts";
import { assumed, memoryOf } from "./assumptions.ts";
import { shownAmount } from "./bill.ts";
import { percent, shown, table } from "./table.ts";

export function assumptions(): string {
  const { latency, cold, peak } = assumed;
  return `### Assumed, not counted

- Functions have ${memoryOf("advance")} MB (the Postman and retention ${memoryOf("postman")}), as in stacks/doors.ts; a whole processor comes with ${assumed.wholeProcessor}.
- A call over the network takes, one after the other: read ${latency.read} ms, index ${latency.index}, write ${latency.write}, start ${latency.start}, wake or look ${latency.wake}, the mail provider ${latency.mail}.
- ${percent(cold.share)} of the calls meet a new process, ${cold.milliseconds} ms.
- Lambda writes ${assumed.platformLogBytes} bytes about each call, an API ${assumed.accessLogBytes} about each request.
- A press in the console looks ${assumed.looksPerPress} times for its result.
- The peak: a year's work on ${peak.days} days, ${percent(peak.hour)} of a day's in its busiest hour, ${percent(peak.minute)} of that in its first minute, because letters and reminders cluster when the mail hours open. People who open pages spread over that hour, with ${assumed.crowd} times its mean at the worst.
- Mail hours: ${assumed.mailHours} a day.
- One dollar is ${eurosPerDollar} euros.`;
}

export function priceList(): string {
  const rows = Object.values(prices).map(({ unit, dollars, per, asOf, source, verified }) => [
    unit,
    `${dollars} for ${per === 2 ** 30 ? "1" : per.toLocaleString("en")}`,
    verified ? asOf : `${asOf}, **not verified, check**`,
    source,
  ]);
  const free = Object.entries(allowances).map(
    ([item, amount]) => `${shownAmount(item as Item, amount)} ${prices[item as Item].unit}`,
  );
  const plans = mailPlans.map(
    ({ name, letters, dollars, more }) =>
      `${name} ${letters.toLocaleString("en")} for ${dollars}, a thousand more for ${shown(more)}`,
  );
  return `### Prices

Dollars, list prices of ${region}.

${table(["", "dollars", "as of", "source"], rows)}

AWS's monthly allowances: ${free.join("; ")}. They are used in one column of one table and nowhere else.

Mail provider, letters and dollars a month: ${plans.join("; ")}. **Not verified, check**: ${mailSources}.`;
}
