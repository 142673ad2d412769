import { globSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe } from "vitest";

// All tests that judge mutants in one file: each mutant then costs one worker and one import of the core.
const files = globSync(["tests/rules/**/*.test.ts", "tests/program/lines.test.ts"]).sort();
/**
 * A whole program, many decisions at once, and z3: they kill nothing that the others leave, and take their time. What plants a
 * fault replaces a module, and is a file of its own.
 */
const left = /(cemewe|published|crosscheck|planted.*)\.test/;

// The first test that fails kills a mutant: examples come before laws, and nobody reads the smallest counterexample.
fc.configureGlobal({ endOnFailure: true });
const laws = /(compiled|counted|laws|near-miss|pairs|questions|visible|program.lines)\.test/;
const place = (file: string): number => Number(laws.test(file));
const inOrder = files.filter((file) => !left.test(file)).sort((one, other) => place(one) - place(other));

for (const file of inOrder) describe(file, async () => void (await import(resolve(file))));
