import { type Arith, type Bool, type Context, init, type Solver } from "z3-solver";
import { leavesOf } from "#core/program/conditions.ts";
import { isDay } from "#core/program/day.ts";
import { type Fact, today, valuesOf } from "#core/program/fact.ts";
import { lengthOf } from "#core/program/length.ts";
import { levels } from "#core/program/level.ts";
import { type Coordinates, kilometers } from "#core/program/place.ts";
import type { Condition, Leaf, RuleSet } from "#core/program/rule-set.ts";
import { dictionary, on } from "./random-rules.ts";

type Z3 = Context<"main">;
type Truth = Bool<"main">;
type Figure = Arith<"main">;

/** Somebody else's answers to the same questions: the rules written down as formulas, each fact as what its type says. */
export interface Oracle {
  fits(rule: number): Promise<boolean>;
  misses(rule: number): Promise<boolean>;
  reaches(rule: number): Promise<boolean>;
  gap(): Promise<boolean>;
  both(one: number, other: number): Promise<boolean>;
}

/** z3 itself. `close` ends its threads, without which the process would never end. */
export async function openZ3(): Promise<{ oracle(ruleSet: RuleSet): Oracle; close(): void }> {
  const { Context, em } = await init();
  const z3 = Context("main");
  return {
    oracle: (ruleSet) => anyOf(daysOf(ruleSet).map((day) => oracleOf(z3, ruleSet, day))),
    close: () => em.PThread.terminateAllThreads(),
  };
}

/** Yes where one of them says so. */
function anyOf(oracles: Oracle[]): Oracle {
  const any = async (ask: (oracle: Oracle) => Promise<boolean>) => {
    for (const oracle of oracles) if (await ask(oracle)) return true;
    return false;
  };
  return {
    fits: (rule) => any((oracle) => oracle.fits(rule)),
    misses: (rule) => any((oracle) => oracle.misses(rule)),
    reaches: (rule) => any((oracle) => oracle.reaches(rule)),
    gap: () => any((oracle) => oracle.gap()),
    both: (one, other) => any((oracle) => oracle.both(one, other)),
  };
}

/** The day of the question and every later one at which, or beside which, a comparison of the day itself may turn. */
function daysOf({ rules }: RuleSet): string[] {
  const later = rules
    .flatMap(({ conditions }) => leavesOf(conditions))
    .filter(
      ({ leaf: { fact, value } }) => fact === today && (typeof value === "string" || Array.isArray(value)),
    )
    .flatMap(({ leaf: { value, by = 0 } }) =>
      [value as string[]].flat().flatMap((day) => {
        const turning = [-by, by, by + 1].map((away) => dayNumber(day) + Math.floor(away));
        return turning.flatMap((one) => [one - 1, one, one + 1]);
      }),
    )
    .filter((day) => day > dayNumber(on));
  return [on, ...new Set(later.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)))];
}

function oracleOf(z3: Z3, ruleSet: RuleSet, day: string): Oracle {
  const solver = new z3.Solver();
  const world = new World(z3, solver, ruleSet, day);
  const rules = ruleSet.rules.map(({ conditions }) => world.formula(conditions));
  const can = async (...all: Truth[]) => {
    const answer = await solver.check(...all);
    if (answer === "unknown") throw new Error(`z3 does not know: ${solver.reasonUnknown?.()}`);
    return answer === "sat";
  };
  const not = (rule: number) => z3.Not(rules[rule]!);
  return {
    fits: (rule) => can(rules[rule]!),
    misses: (rule) => can(not(rule)),
    reaches: (rule) => can(rules[rule]!, ...rules.slice(0, rule).map((_, before) => not(before))),
    gap: () => can(...rules.map((_, rule) => not(rule))),
    both: (one, other) => can(rules[one]!, rules[other]!),
  };
}

const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
const generics = 8;

/** The facts of one rule set as variables; whatever is said of one is added to the solver when it is first met. */
class World {
  /** On which the rules are asked. */
  readonly day: string;
  readonly z3: Z3;
  readonly solver: Solver<"main">;
  readonly names: string[] = [];
  readonly figures = new Map<string, Figure>();
  readonly sets = new Map<string, Map<string, Truth>>();
  /** Figures that a list of numbers may hold: those that rules name, and some that nobody names. */
  readonly entries = new Map<string, Figure>();

  constructor(z3: Z3, solver: Solver<"main">, { rules }: RuleSet, day: string) {
    this.day = day;
    this.z3 = z3;
    this.solver = solver;
    const named = new Set(rules.flatMap(({ conditions }) => numbersIn(conditions)));
    for (const figure of named) this.entries.set(`${figure}`, z3.Real.val(figure));
    const others = Array.from({ length: generics }, (_, place) => z3.Real.const(`entry ${place}`));
    for (const [place, other] of others.entries()) this.entries.set(`other ${place}`, other);
    solver.add(z3.Distinct(...this.entries.values()));
  }

  formula(condition: Condition): Truth {
    const inner = (one: Condition) => this.formula(one);
    if ("all" in condition) return this.z3.And(...condition.all.map(inner));
    if ("any" in condition) return this.z3.Or(...condition.any.map(inner));
    if ("not" in condition) return this.z3.Not(this.formula(condition.not));
    return this.leaf(condition);
  }

  leaf(leaf: Leaf): Truth {
    const [positive, negative] = opposites.find(([, other]) => other === leaf.operator) ?? [leaf.operator];
    const truth = this.positive({ ...leaf, operator: positive as Leaf["operator"] });
    return negative ? this.z3.Not(truth) : truth;
  }

  positive({ fact, operator, value, count, level, km, by }: Leaf): Truth {
    const { z3 } = this;
    const ref = typeof value === "object" && "fact" in value ? value.fact : undefined;
    const right = () => (ref ? this.figure(ref) : this.constant(typeOf(fact), value as string));
    switch (operator) {
      case "equal":
        return this.figure(fact).eq(right());
      case "in":
        return ref
          ? this.contains(ref, fact)
          : z3.Or(
              ...(value as string[]).map((one) => this.figure(fact).eq(this.constant(typeOf(fact), one))),
            );
      case "lessThan":
      case "before":
        return this.figure(fact).lt(right());
      case "lessThanInclusive":
      case "onOrBefore":
        return this.figure(fact).le(right());
      case "atLeast": {
        const order = valuesOf(typeOf(fact))!;
        const others = ref ? order : [value as string];
        return z3.Or(
          ...others.flatMap((other) =>
            order
              .slice(order.indexOf(other))
              .map((one) => z3.And(this.is(fact, one), ref ? this.is(ref, other) : z3.Bool.val(true))),
          ),
        );
      }
      case "within": {
        const places = (typeOf(fact) as { places: Record<string, Coordinates> }).places;
        const others = ref ? Object.keys(places) : [value as string];
        const near = others.flatMap((other) =>
          Object.keys(places)
            .filter((one) => kilometers(places[one]!, places[other]!) <= km!)
            .map((one) => z3.And(this.is(fact, one), ref ? this.is(ref, other) : z3.Bool.val(true))),
        );
        return z3.Or(...near, z3.Bool.val(false));
      }
      case "differsAtMost": {
        const apart = this.figure(fact).sub(right());
        return z3.And(apart.le(this.real(by!)), apart.ge(this.real(-by!)));
      }
      case "exceedsBy":
        return this.figure(fact).sub(right()).ge(this.real(by!));
      case "longerThan":
        return this.length(fact).gt(ref ? this.length(ref) : z3.Real.val(lengthOf(value as string)));
      case "shorterThan":
        return this.length(fact).lt(ref ? this.length(ref) : z3.Real.val(lengthOf(value as string)));
      case "contains":
        return ref ? this.contains(fact, ref) : this.has(fact, `${value}`);
      case "speaks":
        return this.fluency(fact, value as string).ge(z3.Real.val(1 + levels.indexOf(level ?? "a1")));
      case "sharesLanguage": {
        const least = z3.Real.val(1 + levels.indexOf(level ?? "a1"));
        const all = (typeOf(fact) as { values: string[] }).values.filter(
          (each) => ref || (value as string[]).includes(each),
        );
        return z3.Or(
          ...all.map((each) =>
            z3.And(
              this.fluency(fact, each).ge(least),
              ref ? this.fluency(ref, each).ge(least) : z3.Bool.val(true),
            ),
          ),
        );
      }
      default:
        return this.ofSets(fact, operator, (ref ? ref : (value as string[])) as string | string[], count);
    }
  }

  ofSets(fact: string, operator: string, other: string | string[], count: number | undefined): Truth {
    const { z3 } = this;
    const universe = [...this.set(fact).keys()];
    const there = (one: string) =>
      typeof other === "string" ? this.has(other, one) : z3.Bool.val(other.map(String).includes(one));
    const shared = universe.map((one) => z3.And(this.has(fact, one), there(one)));
    const covered = universe.map((one) => z3.Implies(there(one), this.has(fact, one)));
    switch (operator) {
      case "sharesAny":
        return z3.Or(...shared);
      case "sharesAtLeast":
        return this.howMany(shared).ge(count!);
      case "containsAll":
        return z3.And(...covered);
      case "isExactly":
        return z3.And(...covered, ...universe.map((one) => z3.Implies(this.has(fact, one), there(one))));
      default:
        throw new Error(`the oracle does not know "${operator}"`);
    }
  }

  real(figure: number): Figure {
    return this.z3.Real.val(figure);
  }
  howMany(truths: Truth[]): Figure {
    const { z3 } = this;
    const each = truths.map((truth) => z3.If(truth, z3.Real.val(1), z3.Real.val(0)) as Figure);
    return each.reduce((total, one) => total.add(one), z3.Real.val(0) as Figure);
  }
  id(text: string): Figure {
    if (!this.names.includes(text)) this.names.push(text);
    return this.z3.Real.val(this.names.indexOf(text));
  }
  is(fact: string, text: string): Truth {
    return this.figure(fact).eq(this.id(text));
  }

  constant(type: Fact, value: string | number | boolean): Figure {
    if (typeof value === "boolean") return this.z3.Real.val(value ? 1 : 0);
    if (typeof value === "number") return this.real(value);
    return type.type === "date" && isDay(value) ? this.z3.Real.val(dayNumber(value)) : this.id(value);
  }

  /** A fact as a figure: its number, its day, or the place of its text in a list. */
  figure(fact: string): Figure {
    const known = this.figures.get(fact);
    if (known) return known;
    const figure = this.make(fact);
    this.figures.set(fact, figure);
    return figure;
  }

  make(fact: string): Figure {
    const { z3, solver } = this;
    if (fact === today) return z3.Real.val(dayNumber(this.day));
    if (Object.hasOwn(dictionary.derived, fact)) return this.derived(fact);
    const type = typeOf(fact);
    const figure = type.type === "number" ? z3.Real.const(fact) : z3.ToReal(z3.Int.const(fact));
    const between = (least: number, most: number) => solver.add(figure.ge(least), figure.le(most));
    if (type.type === "boolean") between(0, 1);
    if (type.type === "rating") between(1, 5);
    if (type.type === "date") between(dayNumber("1900-01-01"), dayNumber("2199-12-31"));
    if (type.type === "number" && type.min !== undefined) solver.add(figure.ge(type.min));
    if (type.type === "number" && type.max !== undefined) solver.add(figure.le(type.max));
    const values = type.type === "duration" ? type.values : valuesOf(type);
    if (values) solver.add(z3.Or(...values.map((one) => figure.eq(this.id(one)))));
    return figure;
  }

  /** A text of its own length each; one that no rule names has any number of minutes. */
  length(fact: string): Figure {
    const name = `length of ${fact}`;
    const known = this.figures.get(name);
    if (known) return known;
    const { z3, solver } = this;
    const text = this.figure(fact);
    const length = z3.ToReal(z3.Int.const(name));
    const minutes = z3.ToReal(z3.Int.const(`minutes of ${fact}`));
    const spelled = ["P7D", "P1W", "P2W", "P6M", "P1M", "P30D"];
    const named = spelled.map((one) => z3.And(text.eq(this.id(one)), length.eq(lengthOf(one))));
    const other = z3.And(
      ...spelled.map((one) => text.neq(this.id(one))),
      length.eq(minutes.mul(10)),
      minutes.ge(1),
    );
    solver.add(z3.Or(...named, other));
    for (const [ref, beside] of [...this.figures].filter(([key]) => key.startsWith("length of ")))
      solver.add(z3.Implies(this.figure(ref.slice("length of ".length)).eq(text), beside.eq(length)));
    this.figures.set(name, length);
    return length;
  }

  derived(fact: string): Figure {
    const { z3, solver } = this;
    const derived = dictionary.derived[fact]!;
    if ("yearsSince" in derived) {
      const born = this.figure(derived.yearsSince);
      const age = z3.ToReal(z3.Int.const(fact));
      const most = Number(this.day.slice(0, 4)) - 1900;
      solver.add(age.ge(0), age.le(most));
      for (let years = 1; years <= most + 1; years += 1)
        solver.add(z3.Eq(age.ge(years), born.le(dayNumber(this.birthday(years)))));
      return age;
    }
    if ("count" in derived) {
      const sum = this.howMany([...this.set(derived.count).values()]);
      if (typeOf(derived.count).type === "choices") return sum;
      const count = z3.ToReal(z3.Int.const(fact));
      solver.add(count.ge(sum), count.le(60), z3.Eq(count.eq(0), sum.eq(0)));
      return count;
    }
    if ("averageOf" in derived) {
      const sum = derived.averageOf.map((one) => this.figure(one)).reduce((total, one) => total.add(one));
      return sum.div(derived.averageOf.length);
    }
    const all = derived.lowestOf.map((one) => this.figure(one));
    return all.reduce((least, one) => z3.If(one.lt(least), one, least) as Figure);
  }

  /** The last day on which somebody of that age is born. */
  birthday(years: number): string {
    const year = Number(this.day.slice(0, 4)) - years;
    const same = `${year}${this.day.slice(4)}`;
    return isDay(same) ? same : `${year}-02-28`;
  }

  set(fact: string): Map<string, Truth> {
    const known = this.sets.get(fact);
    if (known) return known;
    const type = typeOf(fact);
    const universe = type.type === "numbers" ? [...this.entries.keys()] : valuesOf(type)!;
    const set = new Map(universe.map((one) => [one, this.z3.Bool.const(`${fact} has ${one}`)]));
    this.sets.set(fact, set);
    if (type.type === "numbers") {
      for (const [one, there] of set) {
        if (type.min !== undefined)
          this.solver.add(this.z3.Implies(there, this.entries.get(one)!.ge(type.min)));
      }
    }
    return set;
  }

  has(fact: string, one: string): Truth {
    return this.set(fact).get(one) ?? this.z3.Bool.val(false);
  }

  /** A set holds what another fact says. */
  contains(set: string, scalar: string): Truth {
    const numbers = typeOf(set).type === "numbers";
    return this.z3.Or(
      ...[...this.set(set)].map(([one, there]) => {
        const same = numbers ? this.figure(scalar).eq(this.entries.get(one)!) : this.is(scalar, one);
        return this.z3.And(there, same);
      }),
    );
  }

  /** 0: not at all; 1 to 6: the levels. */
  fluency(fact: string, language: string): Figure {
    const name = `${fact} ${language}`;
    const known = this.figures.get(name);
    if (known) return known;
    const level = this.z3.ToReal(this.z3.Int.const(name));
    this.solver.add(level.ge(0), level.le(6));
    this.figures.set(name, level);
    return level;
  }
}

const typeOf = (name: string): Fact =>
  dictionary.facts[name] ?? { type: name === today ? "date" : "number", about: "person", kind: "ordinary" };

function numbersIn(condition: Condition): number[] {
  if ("all" in condition) return condition.all.flatMap(numbersIn);
  if ("any" in condition) return condition.any.flatMap(numbersIn);
  if ("not" in condition) return numbersIn(condition.not);
  return [condition.value].flat().filter((one): one is number => typeof one === "number");
}

/** Of each two, the one that is written down as a formula first. */
const opposites = [
  ["equal", "notEqual"],
  ["in", "notIn"],
  ["lessThan", "greaterThanInclusive"],
  ["lessThanInclusive", "greaterThan"],
  ["atLeast", "below"],
  ["contains", "doesNotContain"],
  ["sharesAny", "sharesNone"],
  ["before", "onOrAfter"],
  ["onOrBefore", "after"],
  ["differsAtMost", "differsMore"],
  ["exceedsBy", "doesNotExceedBy"],
  ["longerThan", "notLongerThan"],
  ["shorterThan", "notShorterThan"],
  ["containsAll", "doesNotContainAll"],
  ["sharesAtLeast", "sharesFewerThan"],
  ["isExactly", "isNotExactly"],
  ["speaks", "doesNotSpeak"],
  ["sharesLanguage", "sharesNoLanguage"],
  ["within", "beyond"],
] as const;
