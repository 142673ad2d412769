/** Step Functions, as far as we need it; `start` answers "known" when that generation was started before. */
export interface Machine {
  start(journey: string, generation: number): Promise<"started" | "known">;
  /** "moved on" when the token is stale: that is never an error. */
  wake(token: string): Promise<"woken" | "moved on">;
  alive(journey: string, generation: number): Promise<boolean>;
}
