import { create as createPostman } from "#functions/postman.ts";
import { create as createRetention } from "#functions/retention.ts";
import { create as createSweep, type Swept } from "#functions/sweep.ts";
import type { World } from "./world.ts";

/** Time as AWS keeps it: timers fire when they are due, the stream calls the Postman for new mail, and so does the minute in which mail is due. */
export interface Time {
  settle(): Promise<void>;
  advanceTo(instant: string): Promise<void>;
  sweep(): Promise<Swept>;
  retain(): Promise<void>;
  post(): Promise<void>;
}

export function createTime(world: World): Time {
  const { clock, runner, streaming, invoke, doorOf } = world;
  const postman = createPostman(doorOf("postman"));
  const sweeper = createSweep(doorOf("sweep"));
  const keeper = createRetention(doorOf("retention"));

  const drain = async (): Promise<void> => {
    for (let posted = await postman(); posted.more; posted = await postman());
  };
  const post = () => invoke("postman", drain, true);

  async function settle(): Promise<void> {
    for (let busy = true; busy; ) {
      await streaming.idle();
      await runner.idle();
      busy = runner.tick() > 0;
      if (busy || !streaming.takeMail()) continue;
      await invoke("postman", drain);
      busy = true;
    }
  }

  return {
    settle,
    post,
    sweep: () => invoke("sweep", sweeper, true),
    retain: () => invoke("retention", async () => void (await keeper()), true),
    async advanceTo(target) {
      await settle();
      for (let due = await nextDue(world, target); due; due = await nextDue(world, target)) {
        clock.moveTo(due.at);
        if (due.mail) await post();
        await settle();
      }
      clock.moveTo(target);
    },
  };
}

async function nextDue(
  { clock, runner, runtime }: World,
  target: string,
): Promise<{ at: string; mail: boolean } | undefined> {
  const timer = runner.nextDue();
  const found = timer === undefined ? [] : [{ at: new Date(timer).toISOString(), mail: false }];
  for (const program of await runtime.store.packs.programs()) {
    const waiting = await runtime.store.mails.due(program, target, 50);
    const later = waiting.filter(({ dueAt }) => dueAt > clock.now());
    found.push(...later.map(({ dueAt }) => ({ at: dueAt, mail: true })));
  }
  return found.filter(({ at }) => at <= target).sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}
