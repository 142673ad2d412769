import fc from "fast-check";
import { expect, it } from "vitest";
import { TimeQueue } from "#core/rehearsal/time-queue.ts";

it("gives back everything, earliest first, and what is of one moment in the order it came", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 20 })), (moments) => {
      const queue = new TimeQueue<number>();
      moments.forEach((at, order) => {
        queue.put(String(at), order);
      });
      const taken: number[] = [];
      while (queue.next() !== undefined) taken.push(queue.take()!);
      const expected = moments
        .map((at, order) => ({ at, order }))
        .sort((a, b) => a.at - b.at || a.order - b.order);
      expect(taken).toEqual(expected.map(({ order }) => order));
      expect(queue.take()).toBeUndefined();
    }),
  );
});
