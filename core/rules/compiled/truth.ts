import type { Truth } from "../compile.ts";

/** Three-valued truth in one byte, so that "all" is the least of its parts and "any" the most. */
export const no = 0;
export const unknown = 1;
export const yes = 2;

export const inWords: readonly Truth[] = [false, "unknown", true];
