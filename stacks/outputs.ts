import { erasures } from "./erasures.ts";
import { consoleApi, hooksApi, pagesApi } from "./http.ts";
import { live } from "./machine.ts";
import { secretsFolder } from "./secrets.ts";
import { account, folder, region, stage } from "./stage.ts";
import { table } from "./table.ts";

/** What `sst deploy` prints at its end, and leaves in .sst/outputs.json for the commands that take `--stage`. */
export const outputs = {
  stage: stage.name,
  region,
  account,
  hooks: hooksApi.url,
  pages: pagesApi.url,
  console: $interpolate`${consoleApi.url}/console`,
  table: table.name,
  erasures: erasures.name,
  machine: live.arn,
  secrets: secretsFolder,
  mailFrom: stage.mailFrom,
};

// The file is of whoever deployed last; whoever is called at night has another computer. Nothing in it is secret.
new aws.ssm.Parameter("Outputs", {
  name: `${folder}/outputs`,
  description: "What the commands need that take --stage",
  type: "String",
  value: $jsonStringify(outputs),
});
