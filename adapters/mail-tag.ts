/** Tags are of letters, digits, "_" and "-" alone; the provider gives them back with whatever it says of the letter. */
const name = "waymark-mail";

export const mailTag = (mail: string): { name: string; value: string } => ({
  name,
  value: Buffer.from(mail).toString("base64url"),
});

/** The letter that a tag names; undefined where there is none of ours. */
export function mailOf(tags: Record<string, string>): string | undefined {
  if (!Object.hasOwn(tags, name)) return undefined;
  const mail = Buffer.from(tags[name]!, "base64url").toString();
  return /^[\w-]{1,100}\/\d{1,9}$/.test(mail) ? mail : undefined;
}
