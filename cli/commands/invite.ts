import { type Command, Option } from "commander";
import type * as z from "zod";
import { oneLine } from "#core/messages/clean.ts";
import type { InviteAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { note, print, printJson } from "../print.ts";
import { usage } from "../stop.ts";

const examples = `Examples:
  $ waymark invite "Aino Coordinator" --email aino@example.org --admin --stage production
      an address that lets Aino into the console, once, as a coordinator who also says who else may come in;
      from then on a letter to that address lets her in
  $ waymark invite "Otto" --email otto@example.org --role funder --program cemewe

Give it to that one person by a way that you trust. It works for ten minutes and a single time; nothing is stored before it
is used. Somebody with that address who may come in already gets what is said here instead of what they were.
`;

const minutes = 10;

export function addInvite(program: Command): void {
  withStage(program.command("invite").argument("<name>", "of the coordinator, as the console shows it"))
    .description("Prints an address that lets one coordinator into the console.")
    .option("--email <address>", "where the letters go that let them in later")
    .addOption(
      new Option("--role <role>", "what they are")
        .choices(["coordinator", "safeguarding", "funder"])
        .default("coordinator"),
    )
    .option("--program <program>", "where they are it", "*")
    .option("--admin", "they also say who else may come in")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action(invite);
}

interface Invited extends Deployed {
  email?: string;
  role: string;
  program: string;
  admin?: true;
}

async function invite(name: string, options: Invited): Promise<void> {
  const [{ reach }, { addresses, secrets }, { invite: sign, readInvitation }, { randomBytes }] =
    await Promise.all([
      import("../deployed.ts"),
      import("#adapters/runtime.ts"),
      import("#adapters/invitation.ts"),
      import("node:crypto"),
    ]);
  const known = oneLine(name);
  if (known === "") throw usage("Give the name of the coordinator.");
  const made = await reach(options, { addresses, secrets: secrets("sessionKey") });
  const now = Date.now();
  const until = new Date(now + minutes * 60_000).toISOString();
  const nonce = randomBytes(24).toString("base64url");
  const key = sign(made.secrets.sessionKey, { name: known, nonce, until, ...offered(options) });
  if (!readsBack(() => readInvitation(made.secrets.sessionKey, key, new Date(now).toISOString())))
    throw usage(`"${known}" is too long for a name on a screen, or the address is none; give another.`);
  const address = `${made.addresses.console}/console/login?key=${key}`;
  if (options.json) return printJson({ name: known, address, until } satisfies z.input<typeof InviteAnswer>);
  print(address);
  note(`Lets ${known} in once, until ${until}.`);
}

const offered = ({ email, role, program, admin }: Invited) => ({
  ...(email !== undefined && { email: email.trim().toLowerCase() }),
  roles: { [program]: role },
  ...(admin && { admin }),
});

/** What would be refused at the door is not handed out. */
function readsBack(read: () => unknown): boolean {
  try {
    return read() !== undefined;
  } catch {
    return false;
  }
}
