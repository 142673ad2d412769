const digits = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹";

/** A number as people write one, also with Arabic or Persian digits or a decimal comma; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const plain = plainDigits(text).trim().replace("٫", ".").replace(",", ".");
  return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : undefined;
}

/** Arabic and Persian digits as European ones; everything else as it is. */
export function plainDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digits.indexOf(digit) % 10));
}
