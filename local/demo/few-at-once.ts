const atOnce = 4;

/** Does the work for each, a few at a time and beginning in their order: people do not wait for one another either. */
export async function fewAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const hand = async () => {
    for (const item of { [Symbol.iterator]: () => left }) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}
