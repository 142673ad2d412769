/** Keeps count of work that nobody waits for, so that somebody can. */
export interface Flights {
  launch(work: () => Promise<void>): void;
  /** Resolves once nothing is in the air, also nothing that was launched meanwhile. */
  idle(): Promise<void>;
}

export function flights(onFault: (error: unknown) => void): Flights {
  const air = new Set<Promise<void>>();
  return {
    launch(work) {
      const flight: Promise<void> = work()
        .catch(onFault)
        .finally(() => air.delete(flight));
      air.add(flight);
    },
    async idle() {
      while (air.size > 0) await Promise.all(air);
    },
  };
}
