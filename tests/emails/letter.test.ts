import { describe, expect, test, vi } from "vitest";
import { drawLetter } from "#emails/draw.tsx";
import { day, night } from "#emails/look.ts";
import { renderLetter } from "#emails/render.ts";
import { aLetter, aMail, aPerson, slot } from "../messages/a-letter.ts";

const parts = (html: string) => ({
  root: html.match(/<html[^>]*>/)?.[0] ?? "",
  first: html.match(/<body[^>]*>(?:<!--.*?-->)*(<[^>]*>)/)?.[1] ?? "",
});
const count = (words: string, part: string) => words.split(part).length - 1;

describe.each([
  ["en", "ltr"],
  ["ar", "rtl"],
  ["uk", "ltr"],
])("a letter in %s", (language, dir) => {
  test("says its language and direction on html and on body's first child", async () => {
    const { root, first } = parts((await renderLetter(aLetter(language))).html);
    for (const tag of [root, first]) {
      expect(tag).toContain(`lang="${language}"`);
      expect(tag).toContain(`dir="${dir}"`);
    }
  });

  test("has one heading, one button with its bare address, no image, and a title", async () => {
    const { html, subject } = await renderLetter(aLetter(language));
    expect(count(html, "<h1")).toBe(1);
    expect(count(html, 'class="button"')).toBe(1);
    expect(html).toMatch(new RegExp(`<bdi dir="ltr"><a [^>]*href="${slot}"[^>]*>${slot}</a></bdi>`));
    expect(html).not.toMatch(/<img|<script|@import|url\(/);
    expect(html).toContain(`<title>${subject}</title>`);
    expect(html).toContain(dir === "rtl" ? 'align="right"' : 'align="left"');
  });

  test("keeps its slots, to be filled in by a plain replacement", async () => {
    const url = "https://waymark.example.org/p/v1.k1.0f8e.Qm9n-_";
    const { html, text } = await renderLetter(aLetter(language, { stopLink: "{{link:lnk_stop}}" }));
    expect(count(html, slot)).toBe(3);
    expect(count(text, slot)).toBe(1);
    expect(html).toContain('href="{{link:lnk_stop}}"');
    const sent = html.replaceAll(slot, url);
    expect(count(sent, `href="${url}"`)).toBe(2);
    expect(text.replaceAll(slot, url)).toContain(`\n${url}\n`);
  });

  test("says the same in plain text, and nothing undefined anywhere", async () => {
    const letter = aLetter(language);
    const { html, text } = await renderLetter(letter);
    for (const words of [
      letter.heading,
      letter.greeting!,
      ...letter.paragraphs,
      letter.help,
      letter.why,
      letter.stop,
    ])
      expect(text).toContain(words);
    expect(html + text).not.toMatch(/undefined|\[object|NaN/);
    expect(text).not.toMatch(/<[a-z]/);
  });

  test("is far below the size at which letters are clipped", async () => {
    const { html } = await renderLetter(aLetter(language, { effect: aMail({ reminder: 1 }) }));
    expect(Buffer.byteLength(html)).toBeLessThan(25_000);
  });

  test("without an asking has no button and no address", async () => {
    const { html, text } = await renderLetter(aLetter(language, { link: undefined }));
    expect(html).not.toContain("<a ");
    expect(text).not.toContain("{{");
  });
});

describe("a letter", () => {
  test("draws a list from lines with dashes", async () => {
    const { html } = await renderLetter(aLetter("en"));
    expect(html).toMatch(
      /<ul[^>]*><li[^>]*>Thursday, 5 March 2026 at 17:30<\/li><li[^>]*>Library, Storgatan 1<\/li><\/ul>/,
    );
  });

  test("takes a name for a name, whatever is in it", async () => {
    const name = '<img src=x onerror=alert(1)>"&amp;\u202e\r\nBcc: eve@example.org';
    const effect = aMail({ params: { ...aMail().params, mentorName: name } });
    const { html, text, subject } = await renderLetter(
      aLetter("ar", { effect, person: aPerson({ givenName: name, language: "ar" }) }),
    );
    expect(html).not.toMatch(/<img|\u202e/);
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&amp;amp;");
    expect(subject).not.toMatch(/[\r\n\u2066-\u2069\u202e]/);
    expect(text.split("\n").some((line) => line.startsWith("Bcc"))).toBe(false);
  });

  test("a name like a slot fills no slot of ours", async () => {
    const stranger = aPerson({ givenName: "{\u202e{link:lnk_other}}" });
    const { html } = await renderLetter(aLetter("en", { person: stranger }));
    expect(html).not.toContain("{{link:lnk_other}}");
    expect(html).toContain("Hello { {link:lnk_other}},");
  });

  test("two lines that say the same are both there, and drawing them makes no noise", async () => {
    const noise = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const letter = { ...aLetter("en"), paragraphs: ["Yes.", "Yes.", "- No.\n- No."] };
    const { text } = await renderLetter(letter);
    const html = await drawLetter(letter);
    for (const words of [html, text]) expect([count(words, "Yes."), count(words, "No.")]).toEqual([2, 2]);
    expect(noise).not.toHaveBeenCalled();
    noise.mockRestore();
  });

  test.each([
    ["by day", day],
    ["by night", night],
  ])("is readable %s: every ink on its paper at least 4.5 to 1", (_, colors) => {
    const pairs = [
      [colors.ink, colors.paper],
      [colors.quiet, colors.paper],
      [colors.quiet, colors.ground],
      [colors.accent, colors.paper],
      [colors.accent, colors.ground],
      [colors.onAccent, colors.accent],
    ] as const;
    for (const [ink, paper] of pairs) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5);
  });
});

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
