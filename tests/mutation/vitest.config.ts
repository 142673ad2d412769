import { defineConfig } from "vitest/config";

/** How mutants of `core/rules` are judged: `all.ts` says by which tests. Laws are tried less often, and always from one seed. */
export default defineConfig({
  test: {
    include: ["tests/mutation/all.ts"],
    env: { WAYMARK_RUNS: "0.1", WAYMARK_SEED: "2" },
    testTimeout: 30_000,
  },
});
