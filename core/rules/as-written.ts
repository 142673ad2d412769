import type { FactValue } from "../program/fact.ts";
import { readSpoken } from "../program/level.ts";
import type { Test } from "./compile.ts";
import { operators } from "./operators.ts";

/** A known fact's value as a rule would write it: of languages without their levels. */
export function asWritten({ operator }: Pick<Test, "operator">, value: FactValue): FactValue {
  const languages = operators[operator].types.includes("languages");
  return languages && Array.isArray(value)
    ? value.map((one) => readSpoken(String(one))?.language ?? String(one))
    : value;
}
