import * as z from "zod";
import type { Runtime } from "../runtime.ts";
import type { Secrets } from "../secrets.ts";

/** One part of a runtime: what it reads of the environment, and how it is made of that. */
export interface Part<T, S extends z.ZodRawShape = z.ZodRawShape> {
  reads: S;
  make(env: z.infer<z.ZodObject<S>>, secrets?: Secrets): T | Promise<T>;
}
export type Parts<K extends keyof Runtime> = { [P in K]: Part<Runtime[P]> };

export function part<T, S extends z.ZodRawShape>(reads: S, make: Part<T, S>["make"]): Part<T> {
  return { reads, make } as unknown as Part<T>;
}

export const filled = z.string().min(1);
