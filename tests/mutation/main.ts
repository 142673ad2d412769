import { StrykerCli } from "@stryker-mutator/core";

// `npm run mutation -- --mutate "core/rules/derive.ts"`: what follows is Stryker's own.
new StrykerCli(["node", "stryker", "run", ...process.argv.slice(2)]).run();
