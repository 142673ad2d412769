import type { Half } from "./half.ts";
import type { Problem } from "./problem.ts";

const nobody = -1;

/** How much smaller each next step is, and the smallest. Smaller ones find no better prices of whole numbers. */
const shrink = 5;
const smallest = 0.25;
/** How often every candidate is looked at, at most: from there on paths are quicker. */
const looks = 60;

/** Where paths may start: prices of mentors, and the candidate that each mentee would like at them (-1: nobody). */
export interface Start {
  mentors: Float64Array;
  liked: Int32Array;
}

/**
 * Prices that are nearly right, by an auction in which mentees bid for mentors, and mentors with a price and a free place look for
 * mentees, by steps that become smaller and smaller (Bertsekas 1988; with both sides, Bertsekas and Castanon 1992). Nothing rests
 * on them: whatever they are, paths come to the best assignment from there, only the sooner the better they are.
 */
export function firstPrices(problem: Problem, mentees: Half, mentors: Half): Start {
  const [low, high] = rangeOf(problem.worth);
  const start = { mentors: new Float64Array(mentors.count), liked: new Int32Array(problem.mentees.count) };
  start.liked.fill(nobody);
  if (high - low <= 1) return start;
  const auction = new Auction(problem, mentees, mentors, high - low);
  for (let step = (high - low) / 4; ; step = Math.max(smallest, step / shrink)) {
    auction.run(step);
    if (step <= smallest || auction.tired) break;
  }
  return { mentors: auction.price.map((price) => Math.round(price)), liked: auction.with };
}

function rangeOf(worth: Float64Array): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let each = 0; each < worth.length; each++) {
    const one = worth[each]!;
    if (one < low) low = one;
    if (one > high) high = one;
  }
  return [low, high];
}

/** Those who wait for their turn, nobody twice. */
class Line {
  private readonly who: Int32Array;
  private readonly inside: Uint8Array;
  private first = 0;
  private length = 0;

  constructor(size: number) {
    this.who = new Int32Array(Math.max(1, size));
    this.inside = new Uint8Array(size);
  }

  add(one: number): void {
    if (this.inside[one] === 1) return;
    this.inside[one] = 1;
    this.who[(this.first + this.length++) % this.who.length] = one;
  }

  next(): number {
    if (this.length === 0) return nobody;
    const one = this.who[this.first]!;
    this.first = (this.first + 1) % this.who.length;
    this.length--;
    this.inside[one] = 0;
    return one;
  }
}

/** Every mentor has seats, each with a price of its own; the cheapest is the price of the mentor. */
class Auction {
  readonly price: Float64Array;
  /** By mentee: the candidate whose seat they have. */
  readonly with: Int32Array;
  tired = false;
  private readonly seat: Int32Array;
  private readonly who: Int32Array;
  private readonly cost: Float64Array;
  private readonly seated: Int32Array;
  private readonly profit: Float64Array;
  private readonly bidders: Line;
  private readonly seekers: Line;
  private looked = 0;
  private readonly problem: Problem;
  private readonly mentees: Half;
  private readonly mentors: Half;
  private readonly range: number;

  constructor(problem: Problem, mentees: Half, mentors: Half, range: number) {
    this.problem = problem;
    this.mentees = mentees;
    this.mentors = mentors;
    this.range = range;
    const seats = mentors.held.length;
    const size = problem.mentees.count;
    this.price = new Float64Array(mentors.count);
    this.seated = new Int32Array(mentors.count);
    this.with = new Int32Array(size);
    this.seat = new Int32Array(size);
    this.profit = new Float64Array(size);
    this.who = new Int32Array(seats);
    this.cost = new Float64Array(seats);
    this.bidders = new Line(size);
    this.seekers = new Line(mentors.count);
  }

  run(step: number): void {
    const { mentors, price, cost } = this;
    for (const each of [this.with, this.seat, this.who]) each.fill(nobody);
    this.seated.fill(0);
    for (let one = 0; one < mentors.count; one++)
      cost.fill(price[one]!, mentors.hold[one], mentors.hold[one + 1]);
    const { count, most } = this.problem.mentees;
    for (let one = 0; one < count; one++) if (most[one]! > 0) this.bidders.add(one);
    for (let one = this.bidders.next(); one !== nobody; one = this.bidders.next())
      if (!this.tired) this.bid(one, step);
    for (let one = 0; one < count; one++) this.profit[one] = Math.max(0, this.gainOf(one));
    for (let one = 0; one < mentors.count; one++) if (this.hasRoom(one)) this.seekers.add(one);
    for (let one = this.seekers.next(); one !== nobody; one = this.seekers.next()) this.seek(one, step);
  }

  /** For the best mentor, as much as she is better than the second best, and a step. */
  private bid(mentee: number, step: number): void {
    const { price } = this;
    const { start, mentor, worth, mentees } = this.problem;
    const nothing = mentees.least[mentee]! > 0 ? Number.NEGATIVE_INFINITY : 0;
    let [best, second, liked] = [nothing, nothing, nobody];
    this.look(start[mentee + 1]! - start[mentee]!);
    for (let candidate = start[mentee]!; candidate < start[mentee + 1]!; candidate++) {
      const gain = worth[candidate]! - price[mentor[candidate]!]!;
      if (gain > best) {
        second = best;
        best = gain;
        liked = candidate;
      } else if (gain > second) second = gain;
    }
    if (liked === nobody || this.seatsOf(mentor[liked]!) === 0) return;
    const more = Number.isFinite(second) ? best - second : this.range;
    this.sell(mentee, liked, more + step);
  }

  private sell(mentee: number, candidate: number, more: number): void {
    const mentor = this.problem.mentor[candidate]!;
    const seat = this.cheapest(mentor);
    const before = this.who[seat]!;
    if (before === nobody) this.seated[mentor]!++;
    else {
      this.with[before] = nobody;
      this.seat[before] = nobody;
      this.bidders.add(before);
    }
    this.place(mentee, candidate, seat);
    this.cost[seat]! += more;
    this.price[mentor] = this.cost[this.cheapest(mentor)]!;
  }

  /** Lowers the price of a mentor with a free seat until a mentee would rather come, or it is nothing. */
  private seek(mentor: number, step: number): void {
    while (this.hasRoom(mentor) && !this.tired) {
      const { worth } = this.problem;
      const { start, candidate, partner } = this.mentors;
      let [best, second, liked] = [0, 0, nobody];
      this.look(start[mentor + 1]! - start[mentor]!);
      for (let place = start[mentor]!; place < start[mentor + 1]!; place++) {
        const each = candidate[place]!;
        const mentee = partner[place]!;
        const gain = worth[each]! - this.profit[mentee]!;
        if (gain <= second || this.with[mentee] === each) continue;
        if (gain > best) {
          second = best;
          best = gain;
          liked = each;
        } else second = gain;
      }
      const wanted = best > step;
      this.lower(mentor, wanted ? Math.min(this.price[mentor]!, Math.max(0, second - step)) : 0);
      if (!wanted) return;
      this.win(liked, mentor);
    }
  }

  private win(candidate: number, mentor: number): void {
    const mentee = this.mentees.owner[candidate]!;
    this.leave(mentee);
    let seat = this.mentors.hold[mentor]!;
    while (this.who[seat] !== nobody) seat++;
    this.seated[mentor]!++;
    this.place(mentee, candidate, seat);
    this.profit[mentee] = Math.max(this.profit[mentee]!, this.gainOf(mentee));
  }

  private lower(mentor: number, price: number): void {
    this.price[mentor] = price;
    for (let seat = this.mentors.hold[mentor]!; seat < this.mentors.hold[mentor + 1]!; seat++) {
      const mentee = this.who[seat]!;
      if (mentee === nobody) this.cost[seat] = price;
      else this.profit[mentee] = Math.max(0, this.gainOf(mentee));
    }
  }

  /** Whoever is left behind by a mentee looks for another. */
  private leave(mentee: number): void {
    const seat = this.seat[mentee]!;
    if (seat === nobody) return;
    const mentor = this.problem.mentor[this.with[mentee]!]!;
    this.who[seat] = nobody;
    this.cost[seat] = this.price[mentor]!;
    this.seated[mentor]!--;
    if (this.hasRoom(mentor)) this.seekers.add(mentor);
  }

  private place(mentee: number, candidate: number, seat: number): void {
    this.with[mentee] = candidate;
    this.seat[mentee] = seat;
    this.who[seat] = mentee;
  }

  private gainOf(mentee: number): number {
    const candidate = this.with[mentee]!;
    if (candidate === nobody) return 0;
    return this.problem.worth[candidate]! - this.price[this.problem.mentor[candidate]!]!;
  }

  private hasRoom(mentor: number): boolean {
    return this.price[mentor]! > 0 && this.seated[mentor]! < this.seatsOf(mentor);
  }

  private seatsOf(mentor: number): number {
    return this.mentors.hold[mentor + 1]! - this.mentors.hold[mentor]!;
  }

  private cheapest(mentor: number): number {
    const { hold } = this.mentors;
    let best = hold[mentor]!;
    for (let seat = best + 1; seat < hold[mentor + 1]!; seat++)
      if (this.cost[seat]! < this.cost[best]!) best = seat;
    return best;
  }

  private look(candidates: number): void {
    this.looked += candidates;
    if (this.looked > looks * this.problem.worth.length) this.tired = true;
  }
}
