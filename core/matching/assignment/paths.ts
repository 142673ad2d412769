import { drop, type Half, take } from "./half.ts";
import { Heap } from "./heap.ts";
import { costOf } from "./problem.ts";

const none = -1;

/**
 * Finds for everybody of one side the places that their prices still owe them, by shortest augmenting paths (Tomizawa 1971;
 * Edmonds and Karp 1972). Prices stay such that no other assignment is better at them.
 */
export class Paths {
  private readonly heap = new Heap();
  private readonly now: number[] = [];
  private readonly reached: number[] = [];
  private readonly far: { here: Float64Array; there: Float64Array };
  private readonly via: { here: Int32Array; there: Int32Array };

  private readonly here: Half;
  private readonly there: Half;
  private readonly worth: Float64Array;
  private readonly used: Uint8Array;
  private best = Number.POSITIVE_INFINITY;
  private end = none;
  private level = 0;

  constructor(here: Half, there: Half, worth: Float64Array, used: Uint8Array) {
    this.here = here;
    this.there = there;
    this.worth = worth;
    this.used = used;
    const far = ({ count }: Half) => new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const via = ({ count }: Half) => new Int32Array(count).fill(none);
    this.far = { here: far(here), there: far(there) };
    this.via = { here: via(here), there: via(there) };
  }

  /** @throws Error when somebody cannot be given what they must have. */
  settleAll(): void {
    while (this.sweep());
    const { count, places, taken } = this.here;
    for (let one = 0; one < count; one++) while (taken[one]! < places[one]!) this.settle(one);
  }

  /**
   * Fills places at the present prices, looking at nobody twice (as Hopcroft and Karp do): where many are worth the same, most
   * are found so. Says whether it is worth another turn.
   */
  private sweep(): boolean {
    const { count, places, taken } = this.here;
    let [open, found] = [0, 0];
    for (let one = 0; one < count; one++) {
      if (taken[one]! >= places[one]!) continue;
      open++;
      if (this.far.here[one] === 0 || !this.findAtOnce(one)) continue;
      found++;
      this.change();
    }
    this.forget();
    return found > 0 && 20 * found > open;
  }

  private findAtOnce(root: number): boolean {
    const { now, here, far } = this;
    // Prices and worth are whole: less than 1 away is not away at all.
    this.best = 1;
    this.reach(far.here, this.via.here, root, 0, none, root);
    for (let node = now.pop(); node !== undefined; node = now.pop()) {
      if (node < here.count) this.lookFrom(node, 0);
      else this.lookBeyond(node - here.count, 0);
      if (this.best === 0) break;
    }
    now.length = 0;
    return this.best === 0;
  }

  /**
   * One more for somebody at no cost, if that can be. Whom a search looked at in vain no later one looks at again, so only ask
   * while prices stay and bounds are only drawn tighter.
   */
  find(one: number): boolean {
    const { places, side } = this.here;
    if (this.far.here[one] === 0) return false;
    const least = side.least[one]!;
    const seen = this.reached.length;
    side.least[one] = ++places[one]!;
    const found = this.findAtOnce(one);
    side.least[one] = least;
    if (found) {
      this.change();
      this.forget(seen);
    } else places[one]!--;
    return found;
  }

  private settle(root: number): void {
    this.best = Number.POSITIVE_INFINITY;
    this.end = none;
    this.reach(this.far.here, this.via.here, root, 0, none, root);
    this.search();
    if (this.end === none) throw new Error("no way to fill a place that must be filled");
    this.reprice();
    this.change();
    this.forget();
  }

  /** As Dijkstra does, with those at the present distance beside the queue: among equals they are many. */
  private search(): void {
    const { now, heap, here, far } = this;
    for (;;) {
      const waiting = now.pop();
      if (waiting === undefined && heap.least >= this.best) break;
      const distance = waiting === undefined ? heap.least : this.level;
      const node = waiting ?? heap.pop();
      this.level = distance;
      if (distance >= this.best) continue;
      if (node >= here.count) {
        if (far.there[node - here.count] === distance) this.lookBeyond(node - here.count, distance);
      } else if (far.here[node] === distance) this.lookFrom(node, distance);
    }
    heap.clear();
  }

  private reach(
    far: Float64Array,
    via: Int32Array,
    one: number,
    distance: number,
    candidate: number,
    node: number,
  ): void {
    if (far[one] === Number.POSITIVE_INFINITY) this.reached.push(node);
    far[one] = distance;
    via[one] = candidate;
    if (distance === this.level || candidate === none) this.now.push(node);
    else this.heap.push(distance, node);
  }

  /** Somebody of this side: a place given back ends the path, or anybody who might be taken instead leads on. */
  private lookFrom(one: number, distance: number): void {
    const { here, there, worth, used, far } = this;
    const price = here.price[one]!;
    const places = here.places[one]!;
    if (places > here.side.least[one]!) {
      const given = distance + price - costOf(here.side, one, places);
      if (given < this.best) {
        this.best = given;
        this.end = one;
      }
    }
    const last = here.start[one + 1]!;
    const size = here.count;
    for (let place = here.start[one]!; place < last; place++) {
      const candidate = here.candidate[place]!;
      const other = here.partner[place]!;
      const next = distance + (price + there.price[other]! - worth[candidate]!);
      if (next < this.best && next < far.there[other]! && used[candidate] === 0)
        this.reach(far.there, this.via.there, other, next, candidate, size + other);
    }
  }

  /** Somebody of the other side: a free place ends the path, or anybody taken might go. */
  private lookBeyond(other: number, distance: number): void {
    const { here, there, worth, far } = this;
    const price = there.price[other]!;
    const places = there.places[other]!;
    const room =
      there.taken[other]! < places
        ? 0
        : places < there.side.most[other]!
          ? costOf(there.side, other, places + 1) - price
          : Number.POSITIVE_INFINITY;
    if (distance + room < this.best) {
      this.best = distance + room;
      this.end = here.count + other;
    }
    const from = there.hold[other]!;
    const last = from + there.taken[other]!;
    for (let place = from; place < last; place++) {
      const candidate = there.held[place]!;
      const one = here.owner[candidate]!;
      const next = distance + (worth[candidate]! - here.price[one]! - price);
      if (next < this.best && next < far.here[one]!)
        this.reach(far.here, this.via.here, one, next, candidate, one);
    }
  }

  /** Whoever is nearer than the end becomes cheaper or dearer by so much. */
  private reprice(): void {
    const { here, there, best, reached } = this;
    for (const node of reached) {
      if (node < here.count) {
        const short = best - this.far.here[node]!;
        if (short > 0) here.price[node]! -= short;
      } else {
        const short = best - this.far.there[node - here.count]!;
        if (short > 0) there.price[node - here.count]! += short;
      }
    }
  }

  /** Along the shortest path from its end: whoever takes somebody first lets go of whom the path came over. */
  private change(): void {
    const { here, there, via } = this;
    const released = this.end < here.count;
    let left = released ? via.here[this.end]! : none;
    let other = this.end - here.count;
    if (released) {
      here.places[this.end]!--;
      if (left === none) return;
      this.letGo(left);
      other = there.owner[left]!;
    } else if (there.taken[other]! >= there.places[other]!) there.places[other]!++;
    do {
      const candidate = via.there[other]!;
      left = via.here[here.owner[candidate]!]!;
      if (left !== none) this.letGo(left);
      this.used[candidate] = 1;
      take(here, candidate);
      take(there, candidate);
      if (left !== none) other = there.owner[left]!;
    } while (left !== none);
  }

  private letGo(candidate: number): void {
    this.used[candidate] = 0;
    drop(this.here, candidate);
    drop(this.there, candidate);
  }

  private forget(from = 0): void {
    for (let place = from; place < this.reached.length; place++) {
      const node = this.reached[place]!;
      if (node < this.here.count) this.far.here[node] = Number.POSITIVE_INFINITY;
      else this.far.there[node - this.here.count] = Number.POSITIVE_INFINITY;
    }
    this.reached.length = from;
    this.level = 0;
  }
}
