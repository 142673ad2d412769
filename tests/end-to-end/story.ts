import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Pack } from "#core/program/pack.ts";
import type { Persona } from "#local/demo/persona.ts";
import type { Accepted } from "./audit.ts";
import type { Chance } from "./chance.ts";
import { Coordinator } from "./coordinator.ts";
import { answer, linkOf, outbox } from "./participant.ts";
import { type Application, applicationOf, post } from "./partner.ts";
import { Server } from "./server.ts";

const day = 86_400_000;
const firstMorning = "2026-03-02T07:00:00.000Z";

export interface Plan {
  pack: Pack;
  personas: Persona[];
  rounds: number;
  kills: number;
}

/** People going through the program over HTTP alone, while the process under them is killed and started again. */
export class Story {
  accepted = new Map<string, Accepted>();
  killed: string[] = [];
  private answered = new Set<string>();
  private data: string;
  private chance: Chance;
  private plan: Plan;
  private server: Server;
  private coordinator!: Coordinator;
  private today = Date.parse(firstMorning);
  /** How many actions from now the process dies; nobody knows more. */
  private fuse = Number.POSITIVE_INFINITY;

  constructor(data: string, chance: Chance, plan: Plan) {
    this.data = data;
    this.chance = chance;
    this.plan = plan;
    this.server = new Server(data);
  }

  async play(): Promise<void> {
    await this.begin();
    const dying = this.dyingRounds();
    for (let round = 0; round < this.plan.rounds; round += 1) {
      this.fuse = dying.has(round) ? this.chance.below(5) : Number.POSITIVE_INFINITY;
      for (const application of this.applications(round)) await this.apply(application);
      await this.readMail();
      for (const path of await this.coordinator.openTasks()) await this.work(path);
      if (round % 2 === 1) await this.match();
      await this.goOn(1 + this.chance.below(3));
    }
    await this.comeToRest();
  }

  /** Whatever is still alive. */
  kill = (): Promise<void> => this.server.kill();

  get complaints(): string {
    return this.server.complaints;
  }

  get starts(): number {
    return this.server.starts;
  }

  private async begin(): Promise<void> {
    writeFileSync(join(this.data, "clock"), String(this.today - Date.now()));
    await this.server.stumble(500 + this.chance.below(3000));
    await this.server.start();
    this.coordinator = new Coordinator(this.server.url, this.plan.personas);
    await this.coordinator.login();
  }

  /** The last round dies with the others: its skip may be what is lost. */
  private dyingRounds(): Set<number> {
    const dying = new Set<number>();
    while (dying.size < this.plan.kills) dying.add(this.chance.below(this.plan.rounds));
    return dying;
  }

  private applications(round: number): Application[] {
    const { pack, personas } = this.plan;
    const { webhooks } = JSON.parse(readFileSync(join(this.data, "secrets.json"), "utf8"));
    const secretOf = (form: string): string => webhooks[`cemewe/${form}`][0];
    return personas
      .filter((_, index) => index % 3 === round)
      .map((persona) => applicationOf(pack, persona, secretOf, new Date(this.today).toISOString()));
  }

  /** Senders repeat themselves: once, twice, or ten times at once. */
  private async apply(application: Application): Promise<void> {
    const copies = [1, 2, 10][this.chance.below(3)]!;
    const { email, role } = application.persona;
    await this.does(`post ${email} ${copies} times`, 300, async () => {
      const all = Array.from({ length: copies }, () => post(this.server.url, application));
      for (const submission of await Promise.all(all))
        this.accepted.set(submission, { submission, email, role });
    });
  }

  /** Some answer at once, some on another day. */
  private async readMail(): Promise<void> {
    for (const letter of await outbox(this.server.url)) {
      const link = linkOf(letter);
      const persona = this.plan.personas.find(({ email }) => letter.to.includes(email));
      if (!link || !persona || this.answered.has(link) || !this.chance.happens(0.8)) continue;
      await this.does(`answer ${letter.key}`, 300, () => answer(this.server.url, persona, link));
      this.answered.add(link);
    }
  }

  private work(path: string): Promise<void> {
    const now = new Date(this.today).toISOString();
    return this.does(`work ${path}`, 300, () => this.coordinator.work(path, now));
  }

  private async match(): Promise<void> {
    let proposed = true;
    for (let n = 0; proposed && n < 4; n += 1)
      await this.does("propose a match", 500, async () => {
        proposed = await this.coordinator.propose();
      });
  }

  private async goOn(days: number): Promise<void> {
    this.today += days * day;
    await this.does(`go to ${new Date(this.today).toISOString().slice(0, 10)}`, 1500, () => this.moveClock());
  }

  private async moveClock(): Promise<void> {
    const to = new Date(this.today).toISOString().slice(0, 10);
    const response = await fetch(`${this.server.url}/clock`, {
      method: "POST",
      body: new URLSearchParams({ to }),
      redirect: "manual",
    });
    if (response.status !== 303) throw new Error(`the clock answered ${response.status}`);
  }

  /** Does it; when the fuse has burned down the process dies in the middle or just after, and it is all done again. */
  private async does(what: string, longest: number, action: () => Promise<void>): Promise<void> {
    const dies = this.fuse === 0 || (this.fuse < 5 && what.startsWith("go to"));
    this.fuse = dies ? Number.POSITIVE_INFINITY : this.fuse - 1;
    if (!dies) return action();
    const delay = this.chance.below(longest);
    this.killed.push(`${what}, after ${delay} ms`);
    const unanswered = action().catch(() => undefined);
    await pause(delay);
    await this.server.kill();
    await unanswered;
    await this.server.start();
    await action();
  }

  /** Once more from cold, some days until nothing is left to do, and an orderly end. */
  private async comeToRest(): Promise<void> {
    await this.server.kill();
    await this.server.start();
    this.fuse = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 2; n += 1) await this.goOn(2);
    await this.server.stop();
  }
}
