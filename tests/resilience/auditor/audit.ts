import { oneExecutionEach } from "./alive.ts";
import { noBorderCrossed } from "./border.ts";
import { nothingEarly } from "./due.ts";
import { eachEffectOnce } from "./effects.ts";
import type { Broken, Evidence } from "./evidence.ts";
import { stateIsItsHistory } from "./history.ts";
import { onePersonEach } from "./one-person.ts";
import { onlyAsAllowed } from "./permission.ts";
import { nobodyNamed } from "./privacy.ts";

/** Everything that is not as it was promised, invariant by invariant; empty when nothing was lost and nothing done twice. */
export const audit = (evidence: Evidence): Broken[] =>
  [
    onePersonEach,
    eachEffectOnce,
    stateIsItsHistory,
    oneExecutionEach,
    onlyAsAllowed,
    nothingEarly,
    nobodyNamed,
    noBorderCrossed,
  ].flatMap((look) => look(evidence));
