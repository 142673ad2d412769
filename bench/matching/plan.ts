import { prices } from "../prices.ts";
import { cemewe } from "../rules.ts";
import { assumed } from "../scale/assumptions.ts";
import { timeRounds } from "../scale/rounds.ts";

const people = 1_000_000;
/** Seconds that a function may run, and megabytes that give it a whole processor. */
const longest = 900;
const gigabytes = assumed.wholeProcessor / 1024;
/** Of a part of the map: its own execution, the function, and its end. */
const transitions = 3;
const parts = [500, 1_000, 2_000, 5_000];

/**
 * A round of a million people, half of them on each side, as a Distributed Map over parts: whole rounds of cemewe with all their
 * reasons are timed here, and what is larger follows from how they grow.
 */
export async function plan(): Promise<string> {
  const measured = timeRounds(await cemewe(), [500, 1_000, 2_000]);
  const [, small, large] = measured;
  const power =
    Math.log(large!.milliseconds / small!.milliseconds) / Math.log(large!.mentees / small!.mentees);
  const seconds = (size: number) =>
    (measured.find(({ mentees }) => mentees === size)?.milliseconds ??
      large!.milliseconds * (size / large!.mentees) ** power) / 1000;
  const rows = parts.map((size) => {
    const count = Math.ceil(people / 2 / size);
    const each = seconds(size);
    const dollars =
      count *
      (each * gigabytes * prices.gigabyteSeconds.dollars +
        (transitions * prices.transitions.dollars) / prices.transitions.per);
    const how = size <= large!.mentees ? "timed" : "extrapolated";
    const fits = each <= longest ? "yes" : "no";
    return `| ${[`${size} and ${size}`, count, each.toPrecision(3), how, fits, dollars.toPrecision(2)].join(" | ")} |`;
  });
  return [
    `From ${small!.mentees} to ${large!.mentees} a side a round grows by the power ${power.toFixed(2)}.`,
    "",
    "| a part | parts | seconds of one | how known | within a function's 15 minutes | dollars for the round |",
    "| ---: | ---: | ---: | --- | --- | ---: |",
    ...rows,
  ].join("\n");
}
