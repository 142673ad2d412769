import type { Pack } from "#core/program/pack.ts";
import { note } from "./print.ts";
import { exitCodes, Stop, usage } from "./stop.ts";

/** A draft of a program, whole and right; else the command ends with what is wrong in it. */
export async function readDraft(name: string, options: { rules: string; draft: string }): Promise<Pack> {
  const [{ packNames }, { loadDraft }, { problemLines, fromRules }] = await Promise.all([
    import("./reading.ts"),
    import("#adapters/draft-files.ts"),
    import("./problems.ts"),
  ]);
  await packNames(options.rules, [name]);
  const draft = await loadDraft(options.rules, name, options.draft);
  if (!draft)
    throw usage(`There is no program in "${options.draft}". Give the folder with the draft: --draft DIR.`);
  if (draft.pack) return draft.pack;
  for (const line of problemLines(fromRules(options.draft, draft.problems))) note(line);
  throw new Stop(exitCodes.problems, "The draft has errors and was not compared. Mend them and try again.");
}
