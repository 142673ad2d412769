import type { Command } from "commander";
import type * as z from "zod";
import type { InviteAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { note, print, printJson } from "../print.ts";
import { usage } from "../stop.ts";

const examples = `Examples:
  $ waymark invite "Aino Coordinator" --stage production    an address that lets Aino into the console, once

Give it to that one person by a way that you trust. It works for ten minutes and a single time; nothing is stored.
`;

const minutes = 10;

export function addInvite(program: Command): void {
  withStage(program.command("invite").argument("<name>", "of the coordinator, as the console shows it"))
    .description("Prints an address that lets one coordinator into the console.")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action(invite);
}

async function invite(name: string, options: Deployed): Promise<void> {
  const [{ reach }, { addresses, secrets }, { invite: sign, readInvitation }, { randomBytes }] =
    await Promise.all([
      import("../deployed.ts"),
      import("#adapters/runtime.ts"),
      import("#adapters/invitation.ts"),
      import("node:crypto"),
    ]);
  const known = name.trim();
  if (known === "") throw usage("Give the name of the coordinator.");
  const made = await reach(options, { addresses, secrets: secrets("sessionKey") });
  const now = Date.now();
  const until = new Date(now + minutes * 60_000).toISOString();
  const nonce = randomBytes(24).toString("base64url");
  const key = sign(made.secrets.sessionKey, { name: known, nonce, until });
  if (!readsBack(() => readInvitation(made.secrets.sessionKey, key, new Date(now).toISOString())))
    throw usage(`"${known}" is too long for a name on a screen; give a shorter one.`);
  const address = `${made.addresses.console}/console/login?key=${key}`;
  if (options.json) return printJson({ name: known, address, until } satisfies z.input<typeof InviteAnswer>);
  print(address);
  note(`Lets ${known} in once, until ${until}.`);
}

/** What would be refused at the door is not handed out. */
function readsBack(read: () => unknown): boolean {
  try {
    return read() !== undefined;
  } catch {
    return false;
  }
}
