const told =
  /change.?me|to.?do|placeholder|replace.?(me|this)|password|secret|example|insert|your.?key|dummy|fake|x{4}|\.\.\.|1234567/i;

/** Bits a character: prose has hardly four, 32 random bytes in base64 have between 4.4 and 5.2. */
const random = 4.35;

/** Told to be replaced, or of too few different characters to be random. Any word may stand in what is random. */
export const isPlaceholder = (value: string): boolean =>
  entropyOf(value) < random && (told.test(value) || (value.length >= 32 && new Set(value).size < 10));

function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / value.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
