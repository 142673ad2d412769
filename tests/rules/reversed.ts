type Comparing = typeof import("#core/rules/compiled/comparison.ts");

/** Rules as they are compiled, but for conditions on the fact that `fault` names at the moment: these are read the wrong way round. */
export function reversed(real: Comparing, fault: { on: string }): Comparing {
  const comparisonOf: Comparing["comparisonOf"] = (test) => {
    const made = real.comparisonOf(test);
    const holds: typeof made.holds = (saw, wanted) => {
      const truth = real.compares(made, saw, wanted) !== made.reversed;
      return test.fact === fault.on ? !truth : truth;
    };
    // No kind of its own, so that `holds` is what is asked.
    return { kind: Number.MAX_SAFE_INTEGER, reversed: false, wanted: made.wanted, holds };
  };
  return { ...real, comparisonOf };
}
