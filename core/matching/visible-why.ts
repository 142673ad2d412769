import type { Pack } from "../program/pack.ts";
import { say } from "../rules/sentence.ts";
import { openRules, type Reader } from "../rules/visible.ts";
import { scoresOf } from "./score.ts";
import { seesPairing } from "./visible-round.ts";
import type { WhyPair } from "./why-pair.ts";

/** Why two are a pair or not, as this reader may see it: where anything is hidden nobody is told what stands in between. */
export function visibleWhy(why: WhyPair, pack: Pack, reader: Reader): WhyPair {
  if (seesPairing(pack, reader)) return why;
  const shown = reader.staff ? openRules(pack, scoresOf(pack), reader) : [];
  const because = why.because.filter(({ rule }) => shown.includes(rule));
  const { mentor, mentee, instead } = why;
  return {
    ...{ mentor, mentee, may: "hidden", stops: [], needs: [], instead, because },
    points: because.reduce((sum, { points }) => sum + points, 0),
    sentence: say({ pack, language: reader.language }, "hidden").trim(),
  };
}
