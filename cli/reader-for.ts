import { didYouMean } from "#core/program/guess.ts";
import type { Pack } from "#core/program/pack.ts";
import { type Reader, readerOf } from "#core/rules/visible.ts";
import { usage } from "./stop.ts";

/** Who reads what a command says. Stops with what to write where the program has no such role. */
export function readerFor(pack: Pack, role: string): Reader {
  const roles = [...new Set(["coordinator", ...Object.keys(pack.program.roles)])];
  if (roles.includes(role)) return readerOf(pack, role);
  throw usage(
    `${pack.id} has no role "${role}"${didYouMean(role, roles) || `; it has ${roles.join(", ")}.`}`,
  );
}
