import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    globalNamespace: string;
    mutantActivation: "static" | "runtime";
  }
}

// The thread still remembers the mutant before. Ours comes to life with its first test, unless it is in what a module does when loaded.
const stryker = (globalThis as Record<string, unknown>)[inject("globalNamespace")] as {
  activeMutant?: string;
};
if (inject("mutantActivation") !== "static" && stryker) stryker.activeMutant = undefined;
