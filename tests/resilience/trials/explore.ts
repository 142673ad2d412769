/** Every way to choose, one after the other: each choice in turn, the last one first. */
export function explorer() {
  let path: { taken: number; of: number }[] = [];
  let depth = 0;
  return {
    choose(of: number): number {
      const known = path[depth];
      if (!known) path.push({ taken: 0, of });
      const { taken } = path[depth]!;
      depth += 1;
      return taken;
    },
    /** False when all have been tried. */
    next(): boolean {
      depth = 0;
      while (path.length > 0 && path.at(-1)!.taken + 1 >= path.at(-1)!.of) path.pop();
      const last = path.at(-1);
      if (!last) return false;
      path = [...path.slice(0, -1), { ...last, taken: last.taken + 1 }];
      return true;
    },
  };
}
