import type { Doors } from "./doors.ts";
import type { Weather } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Source } from "./line.ts";

const minute = 60_000;

/**
 * What comes round each minute, without the minutes in which it would find nothing: the index says when the next thing is due.
 * As in the cloud, one round does not wait for the one before.
 */
export function createSchedule(
  doors: () => Doors,
  weather: Weather,
  ledger: () => Ledger,
  now: () => number,
): { sweep: Source; postman: Source; post(): Promise<void> } {
  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      () => undefined,
    );
  const post = () => quietly(doors().postman());

  function every(prefixes: string[], round: () => void): Source {
    let last = 0;
    let seen = 0;
    /** Rounds that changed nothing: what lies there for ever is not looked at each minute of a quarter of a year. */
    let idle = 0;
    const firstDue = (): number => {
      const due = prefixes.map((prefix) => ledger().nextDue(prefix)).filter((at) => at !== undefined);
      return Math.min(...due.map((at) => Date.parse(at)));
    };
    return {
      next() {
        const first = firstDue();
        if (first === Number.POSITIVE_INFINITY) return undefined;
        const pause = idle < 20 ? minute : Math.min(minute * 2 ** (idle - 20), 360 * minute);
        return Math.max(Math.ceil(first / minute) * minute, last + pause);
      },
      fire() {
        last = Math.floor(now() / minute) * minute;
        idle = firstDue() === seen ? idle + 1 : 0;
        seen = firstDue();
        round();
        if (weather.happens("schedule twice", 0.05)) round();
      },
    };
  }

  return {
    sweep: every(["sweep#"], () => void quietly(doors().sweep())),
    postman: every(["mail#", "mail!#"], () => void post()),
    post,
  };
}
