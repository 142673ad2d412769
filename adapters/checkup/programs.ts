import { checkPack } from "#core/program/check.ts";
import { isError, type Pack } from "#core/program/pack.ts";
import type { Secrets } from "../secrets.ts";
import type { Store } from "../store.ts";
import { type Finding, look, problem } from "./finding.ts";

/** Programs that are live: that there are some, that this release still takes each of them, that each form has a secret. */
export function programFindings(
  { packs }: Pick<Store, "packs">,
  secrets: Pick<Secrets, "webhook"> | undefined,
): Promise<Finding[]> {
  return look("the programs", async () => {
    const programs = await packs.programs();
    const fix = "Publish one: waymark publish PACK.";
    if (programs.length === 0) return [problem("program.none", "No program is live.", fix)];
    const each = await Promise.all(programs.map((program) => oneProgram(packs, program, secrets)));
    return each.flat();
  });
}

async function oneProgram(
  packs: Store["packs"],
  program: string,
  secrets: Pick<Secrets, "webhook"> | undefined,
): Promise<Finding[]> {
  const pack = await readLive(packs, program);
  if ("level" in pack) return [pack];
  const problems = checkPack(pack, {}).filter(isError);
  return [
    ...(problems.length > 0 ? [outdated(pack, problems[0]!.message, problems.length)] : []),
    ...unsigned(pack, secrets),
  ];
}

/** A pack that cannot be read is a finding; a database that does not answer is another. */
async function readLive(packs: Store["packs"], program: string): Promise<Pack | Finding> {
  try {
    return (await packs.live(program))!;
  } catch (error) {
    if ((error as { $metadata?: unknown }).$metadata) throw error;
    const message = `The live version of ${program} cannot be read by this release (${(error as Error).name}).`;
    return problem("program.unreadable", message, `Publish it again: waymark publish ${program}.`);
  }
}

function outdated({ id, version }: Pack, first: string, count: number): Finding {
  const things = count === 1 ? "one thing" : `${count} things`;
  const message = `The live version of ${id} (${version}) no longer passes the check of this release: ${things}, such as: ${first}.`;
  return problem(
    "program.outdated",
    message,
    `Mend it (waymark check ${id}) and publish it again: waymark publish ${id}.`,
  );
}

function unsigned({ id, intake }: Pack, secrets: Pick<Secrets, "webhook"> | undefined): Finding[] {
  if (!secrets) return [];
  const forms = Object.keys(intake).filter((form) => secrets.webhook(id, form).length === 0);
  return forms.map((form) =>
    problem(
      "form.no-secret",
      `The form "${form}" of ${id} has no webhook secret: everything that it sends is refused.`,
      `Add "${id}/${form}": ["..."] to the secret Webhooks (webhooks).`,
    ),
  );
}
