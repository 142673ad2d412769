import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "#core/program/pack.ts";

/**
 * Problems as GitHub Actions shows them beside the lines of a pull request: its workflow commands, one a line.
 * `rules` is the folder that the files of the problems are named from; GitHub wants them named from the repository's root.
 */
export function githubLines(problems: Problem[], rules: string): string[] {
  const root = repositoryOf(rules);
  return problems.map(({ file, line, column, level = "error", code, message, fix, example }) => {
    const place = relative(root, join(resolve(rules), file))
      .split(sep)
      .join("/");
    const properties = Object.entries({ file: place, line, col: column, title: `waymark ${code}` });
    const said = [message, fix, ...(example ? [`For example: ${example}`] : [])].join("\n");
    const where = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(",");
    return `::${commands[level]} ${where}::${data(said)}`;
  });
}

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/** What GitHub's own toolkit escapes in a message. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** And in what stands before it, where ":" and "," have a meaning too. */
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** The nearest folder around the rules that git keeps; without one, where the command was started. */
function repositoryOf(rules: string): string {
  for (let folder = resolve(rules); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
