import { fileURLToPath } from "node:url";
import { stageNamed } from "../stages.ts";
import { accountFaults } from "./account.ts";
import { Asked } from "./asked.ts";
import { refusal, warning } from "./fault.ts";
import { mailDomainFaults } from "./mail-domain.ts";
import { packFaults } from "./packs.ts";
import { secretFaults, secretsIn } from "./secrets.ts";
import { stageFaults } from "./stage.ts";

const asked = Asked.parse(JSON.parse(process.argv[2] ?? "null"));
const stage = stageNamed(asked.stage, process.env);
const secrets = secretsIn(process.env);

const faults = [
  ...stageFaults(stage, asked, process.env),
  ...accountFaults(stage, asked.account),
  ...secretFaults(secrets, stage.name),
  ...(await mailDomainFaults(stage, secrets.ResendKey, process.env, asked.account.deployed)),
  ...(await packFaults(fileURLToPath(new URL("../../rules", import.meta.url)))),
];

const blocking = faults.filter(({ passes }) => !passes);
process.stderr.write(
  warning(
    stage.name,
    faults.filter(({ passes }) => passes),
  ),
);
if (blocking.length > 0) {
  process.stdout.write(refusal(stage.name, blocking));
  process.exitCode = 1;
}
