import { key } from "./key.ts";
import { type SecretName, secretNames } from "./secret-names.ts";
import { folder } from "./stage.ts";

/**
 * `sst secret set LinkKey ...` puts it in, a parameter per secret keeps it, and a function reads those that it was granted
 * at its cold start. So none is in an environment, a bundle or a log, and a new value needs no new code.
 */
export const secrets = Object.fromEntries(
  Object.entries(secretNames).map(([name, { sst: title, parameter }]) => [
    name,
    new aws.ssm.Parameter(`${title}Parameter`, {
      name: `${folder}/${parameter}`,
      description: `Set with: sst secret set ${title}`,
      type: "SecureString",
      keyId: key.arn,
      // The secrets of many forms together can be longer than the 4 KB that cost nothing.
      tier: "Intelligent-Tiering",
      value: new sst.Secret(title).value,
    }),
  ]),
) as Record<SecretName, aws.ssm.Parameter>;

/** WAYMARK_SECRETS: where the functions find them. */
export const secretsFolder = `ssm:${folder}/`;
