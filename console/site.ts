import type { Has } from "#adapters/runtime.ts";

/** What console and pages need of the world. */
export type Site = Has<"store" | "machine" | "secrets" | "addresses">;
