import { at, type Inspection, keyOf } from "./inspection.ts";
import { isInherited } from "./layers.ts";
import { type JsonNode, nodeAt, type Place, type Sources } from "./node.ts";

/**
 * Conditions with a name to which nothing refers. Names were replaced when the files were read, and what took their place keeps the
 * place where it is written: a condition is used where something outside of the names stands in its place.
 */
export function checkNamedConditions({ report }: Inspection, sources: Sources): void {
  const used = new Set<string>();
  for (const node of Object.values(sources)) collect(node, used, true);
  for (const [file, node] of Object.entries(sources)) {
    const names = nodeAt(node, ["conditions"]);
    if (names?.kind !== "object" || file.includes("/")) continue;
    for (const [name, member] of names.members) {
      if (used.has(keyAt(member.node.at)) || isInherited(member.at)) continue;
      const message = `nothing refers to the condition "${name}"`;
      const where = keyOf(at(file, "conditions", name));
      report(where, "condition.unused", message, "Take it out, or refer to it.", { level: "warning" });
    }
  }
}

/** Places of all groups that stand in a file but for its own names. */
function collect(node: JsonNode, used: Set<string>, top = false): void {
  if (node.kind === "value") return;
  used.add(keyAt(node.at));
  if (node.kind === "list") for (const item of node.items) collect(item, used);
  else
    for (const [key, member] of node.members) if (!(top && key === "conditions")) collect(member.node, used);
}

const keyAt = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
