import { listPacks } from "#adapters/pack-files.ts";
import { checkPacks } from "#cli/checking.ts";
import type { Fault } from "./fault.ts";

const shown = 10;

/** The programs as `waymark check` sees them: one with a problem cannot go live, so it is not deployed either. */
export async function packFaults(rules: string): Promise<Fault[]> {
  const names = await listPacks(rules);
  if (names.length === 0)
    return [
      { what: `There is no program in ${rules}.`, mend: ["Add a folder with a program.json to rules/."] },
    ];
  const { problems } = await checkPacks(rules, names);
  if (problems.length === 0) return [];
  const lines = problems
    .slice(0, shown)
    .flatMap(({ file, line, column, message, fix }) => [
      `rules/${file}:${line}:${column}  ${message}`,
      `  ${fix}`,
    ]);
  const rest = problems.length > shown ? [`and ${problems.length - shown} more`] : [];
  const things = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return [
    {
      what: `The programs in rules/ have ${things}.`,
      mend: [...lines, ...rest, "All of them: npx waymark check"],
    },
  ];
}
