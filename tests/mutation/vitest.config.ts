import { defineConfig } from "vitest/config";
import type { TestProject } from "vitest/node";
import { KeptWorker } from "./kept-worker.ts";

const createPoolWorker = (options: ConstructorParameters<typeof KeptWorker>[0]) => new KeptWorker(options);

const keepWorker = {
  name: "keep-worker",
  configureVitest({ project }: { project: TestProject }) {
    if (process.env.STRYKER_MUTATOR_WORKER === undefined) return;
    Object.assign(project.config, { pool: "kept", poolRunner: { name: "kept", createPoolWorker } });
  },
};

/** How mutants of `core/rules` are judged: `all.ts` says by which tests. Laws are tried less often, and always from one seed. */
export default defineConfig({
  plugins: [keepWorker],
  test: {
    include: ["tests/mutation/all.ts", "tests/rules/planted*.test.ts"],
    setupFiles: ["tests/mutation/setup.ts"],
    env: { WAYMARK_RUNS: "0.04", WAYMARK_SEED: "7" },
    testTimeout: 30_000,
  },
});
