import { type Poison, poison, rules, soundText, withPart } from "./poison.ts";

const bytes = (...all: number[]) => Uint8Array.from(all);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const utf8 = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, size: number, little: boolean) =>
  Uint8Array.from(
    [...text].flatMap((sign) => {
      const digits = Array.from({ length: size }, (_, n) => (sign.codePointAt(0)! >> (8 * n)) & 255);
      return little ? digits : digits.reverse();
    }),
  );
const spliced = (what: Uint8Array) => {
  const at = soundText.indexOf("good") + 2;
  return joined(utf8(soundText.slice(0, at)), what, utf8(soundText.slice(at)));
};

export function encodings(): Poison[] {
  const marks = { little: bytes(0xff, 0xfe), big: bytes(0xfe, 0xff), utf8: bytes(0xef, 0xbb, 0xbf) };
  const all: Record<string, Uint8Array> = {
    "UTF-16, little end first": joined(marks.little, wide(soundText, 2, true)),
    "UTF-16, big end first": joined(marks.big, wide(soundText, 2, false)),
    "UTF-16 without a mark, little": wide(soundText, 2, true),
    "UTF-16 without a mark, big": wide(soundText, 2, false),
    "UTF-32, little": joined(marks.little, bytes(0, 0), wide(soundText, 4, true)),
    "UTF-32, big": joined(bytes(0, 0), marks.big, wide(soundText, 4, false)),
    "UTF-32 without a mark": wide(soundText, 4, true),
    "two marks of UTF-8": joined(marks.utf8, marks.utf8, utf8(soundText)),
    "nothing but a mark": marks.utf8,
    "a mark in the middle": utf8(soundText.replace(":", "\uFEFF:")),
    "a packed file": joined(bytes(0x1f, 0x8b, 8, 0), utf8(soundText)),
    "a picture": bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
    "a program": bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0),
    EBCDIC: bytes(0xc0, 0x7f, 0x84, 0x85, 0x83, 0x89, 0x84, 0x85, 0xa2, 0x7f),
    "empty bytes": new Uint8Array(100),
    "an empty byte in a text": spliced(bytes(0)),
    "Latin-1": spliced(bytes(0xe9)),
    "Windows quotes": spliced(bytes(0x93, 0x94)),
    "a sign cut short": spliced(bytes(0xe2, 0x82)),
    "a rest without its beginning": spliced(bytes(0x80)),
    "a slash written too long": spliced(bytes(0xc0, 0xaf)),
    "half a pair as UTF-8": spliced(bytes(0xed, 0xa0, 0x80)),
    "beyond all signs": spliced(bytes(0xf5, 0x80, 0x80, 0x80)),
    "bytes that never are": spliced(bytes(0xfe, 0xff)),
  };
  return Object.entries(all).map(([name, text]) => poison(name, text));
}

/** Something that is no JSON, at several places where a value, a name or an end is. */
export function syntaxes(): Poison[] {
  const value = ["rules", 0, "conditions", "all", 0, "value"];
  const words = [
    "NaN",
    "Infinity",
    "-Infinity",
    "undefined",
    "+1",
    "01",
    ".5",
    "5.",
    "0x10",
    "1e",
    "1_000",
    "-",
    "--1",
    "1e999",
    "-1e999",
    "9".repeat(400),
    `-${"9".repeat(400)}`,
    `1${"0".repeat(399)}e9`,
    "'x'",
    "`x`",
    "“x”",
    "True",
    "None",
    "nil",
    '"a\\x41"',
    '"\\u12"',
    '"\\q"',
    '"a\nb"',
    '"a\tb"',
    '"never closed',
    "function () { return 1 }",
    "new Date()",
    "/a+/",
    '"\\ud800"',
    '"\\udc00"',
    '"\\udc00\\ud800"',
    '"x\\ud83d"',
    "<!-- -->",
    "<script>",
    "{{x}}",
    "$x",
    "%7B%7D",
    "@",
    ";",
    "\u2028",
    "\u00a0",
  ];
  const values = words.map((word) => poison(`${word.slice(0, 30)} as a value`, withPart(value, word)));
  const whole: Record<string, string> = {
    nothing: "",
    "spaces only": " \n\t ",
    "a comma at the end": soundText.replace(/\}\s*$/, ",}"),
    "a comma after the last in a list": soundText.replace('"arabic"', '"arabic",'),
    "two commas": soundText.replace(",", ",,"),
    "a line of comment": `// why\n${soundText}`,
    "a comment inside": soundText.replace(",", ", /* why */"),
    "a hash": `# why\n${soundText}`,
    "two files in one": soundText + soundText,
    "a bracket too many": `${soundText}]`,
    "half of it": soundText.slice(0, soundText.length / 2),
    "a call": `callback(${soundText})`,
    "names without quotes": soundText.replace('"decides"', "decides"),
    "single quotes": soundText.replaceAll('"', "'"),
    "equals signs": soundText.replaceAll(":", "="),
    YAML: "decides: group\nhitPolicy: first match\nrules:\n  - &a name: x\n    conditions: *a\n",
    XML: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "lines of JSON": `${JSON.stringify(JSON.parse(soundText))}\n`.repeat(3),
    "half a sign as a name": soundText.replace('"decides"', '"\\ud800": 1, "decides"'),
  };
  return [...values, ...Object.entries(whole).map(([name, text]) => poison(name, text))];
}

/** Every name of a rule set written a second time beside itself, plainly and with its letters as numbers. */
export function duplicates(): Poison[] {
  const names = [...soundText.matchAll(/"(\w+)": /g)];
  return names.flatMap(({ index, 0: found, 1: name }, n) => {
    const hidden = name!.replace(/^./, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
    return [name, hidden].map((again) =>
      poison(
        `${again} twice (${n})`,
        `${soundText.slice(0, index)}"${again}": 1, ${found}${soundText.slice(index + found.length)}`,
      ),
    );
  });
}

/** One bracket, quote, colon or comma taken out of a rule set. */
export function missing(): Poison[] {
  const places = [...soundText.matchAll(/[[\]{}",:]/g)].map(({ index }) => index);
  return places
    .filter((_, n) => n % 4 === 0)
    .map((at) =>
      poison(`without the ${soundText[at]} at ${at}`, soundText.slice(0, at) + soundText.slice(at + 1)),
    );
}

export function huge(): Poison[] {
  const size = 10 * 1024 * 1024;
  const all: Record<string, string> = {
    "10 MB of spaces": " ".repeat(size),
    "10 MB in one text": `"${"x".repeat(size)}"`,
    "10 MB of numbers": `[${"1,".repeat(size / 2)}1]`,
    "10 MB of groups": `[${"{},".repeat(size / 3)}{}]`,
    "10 MB of brackets": "[".repeat(size),
    "10 MB of two-byte signs": `"${"é".repeat(size / 2)}"`,
    "257 KB of a rule set": soundText + " ".repeat(257 * 1024),
  };
  return Object.entries(all).map(([name, text]) => poison(name, text, rules));
}
