import { invent } from "#core/rehearsal/invent.ts";
import { rehearseAll } from "#core/rehearsal/rehearse.ts";
import type { Bench } from "./bench.ts";
import { rounded } from "./bench.ts";
import { cemewe } from "./rules.ts";

const people = 200;
const limit = 60_000;

/** 200 invented mentees through the whole program in one world, with as many mentors to be matched with. */
export const bench: Bench = async () => {
  const pack = await cemewe();
  const { mentee, mentor } = pack.program.matching!;
  const invented = [...invent(pack, mentee, people, 1), ...invent(pack, mentor, people, 2)];
  const began = performance.now();
  const rehearsed = rehearseAll({ pack, people: invented, from: "2026-03-02", until: "P18M" });
  const took = performance.now() - began;
  const completed = [...rehearsed.values()].filter(({ end }) => end.as === "completed").length;
  const share = completed / (2 * people);
  process.stderr.write(
    `${completed} of ${2 * people} journeys were completed in ${Math.round(took)} ms of work\n`,
  );
  return [
    {
      what: `${people} mentees and ${people} mentors through the whole program`,
      ratio: rounded(took / limit),
      target: 1,
      against: "the limit of 60 s",
    },
    {
      what: "journeys that did not come to their end",
      ratio: rounded(1 - share),
      target: 0.2,
      against: "all journeys",
    },
  ];
};
