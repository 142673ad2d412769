import type { Has } from "#adapters/runtime.ts";

/** What it takes to send letters. */
export type Post = Has<"store" | "machine" | "mailer" | "secrets" | "addresses" | "mailFrom">;
