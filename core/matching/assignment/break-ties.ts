import { type Half, halvesWith } from "./half.ts";
import { Paths } from "./paths.ts";
import type { Graph } from "./problem.ts";

/**
 * Of assignments that are equally good, all those of a graph, takes the one in which the first mentee has somebody if any of them
 * gives her somebody, then the second, and so on; then the same of mentors. Changes `used`.
 */
export function breakTies(graph: Graph, used: Uint8Array): void {
  const nothing = new Float64Array(used.length);
  const { mentees, mentors } = halvesWith(graph, used);
  // Bounds are about to be drawn tighter.
  for (const half of [mentees, mentors]) half.side = { ...half.side, least: half.side.least.slice() };
  serve(mentees, new Paths(mentees, mentors, nothing, used));
  serve(mentors, new Paths(mentors, mentees, nothing, used));
}

function serve({ side, count, taken }: Half, paths: Paths): void {
  const { least, most, already } = side;
  for (let one = 0; one < count; one++) {
    if (already[one]! > 0 || most[one] === 0) continue;
    if (taken[one] === 0 && !paths.find(one)) continue;
    least[one] = Math.max(1, least[one]!);
  }
}
