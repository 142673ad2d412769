import { fileURLToPath } from "node:url";
import { stageNamed } from "../stages.ts";
import { refusal } from "./fault.ts";
import { mailDomainFaults } from "./mail-domain.ts";
import { packFaults } from "./packs.ts";
import { secretFaults, secretsIn } from "./secrets.ts";
import { stageFaults } from "./stage.ts";

const [name = "", region = ""] = process.argv.slice(2);
const stage = stageNamed(name, process.env);
const secrets = secretsIn(process.env);

const faults = [
  ...stageFaults(stage, { ...process.env, "the provider in sst.config.ts": region }),
  ...secretFaults(secrets, stage.name),
  ...(await mailDomainFaults(stage, secrets.ResendKey, process.env)),
  ...(await packFaults(fileURLToPath(new URL("../../rules", import.meta.url)))),
];

if (faults.length > 0) {
  process.stdout.write(refusal(stage.name, faults));
  process.exitCode = 1;
}
