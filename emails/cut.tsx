/** @jsxImportSource react */
import type { ReactNode } from "react";
import type { Letter } from "#core/messages/letter.ts";
import { Action, Address } from "./action.tsx";
import { Preview, render } from "./components.ts";
import { drawLetter } from "./draw.tsx";
import { Paragraph } from "./paragraph.tsx";
import type { Parts } from "./parts.ts";
import { holesOf } from "./template.ts";

type Dir = Letter["dir"];

/** Draws the letter once for each direction with marks in place of words, and cuts it where fill.ts will join it. */
export async function cutParts(): Promise<Record<Dir, Parts>> {
  return { ltr: await cut("ltr"), rtl: await cut("rtl") };
}

/** As the file is written: in plain ASCII, because the padding is made of characters that nobody can see. */
export const written = (parts: Record<Dir, Parts>): string =>
  `${JSON.stringify(parts, null, 2).replace(/[^ -~\n]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;

async function cut(dir: Dir): Promise<Parts> {
  const { lines, lineBreak } = await cutLines(dir);
  const { items, itemBreak } = await cutItems(dir);
  const action = await piece(
    <Action dir={dir} button={{ label: "{{label}}", url: "{{url}}" }} note="{{note}}" />,
  );
  const address = await piece(<Address dir={dir} note="{{note}}" url="{{url}}" />);
  const preview = await cutPreview();
  const whole = [
    [preview.whole, "{{preview}}"],
    [lines.replace("{{lines}}", "{{greeting}}"), "{{greeting}}"],
    [lines.replace("{{lines}}", "{{paragraphs}}"), "{{paragraphs}}"],
    // The action has an address in it: it goes first.
    [action, "{{action}}"],
    [address, "{{stopAt}}"],
  ].reduce((html, [part, hole]) => once(html, part!, hole!), await drawLetter(markedLetter(dir)));
  return {
    letter: holding(whole, ...letterHoles),
    paragraph: holding(lines, "lines"),
    lineBreak,
    list: holding(items, "items"),
    itemBreak,
    action: holding(withHref(action), "href", "label", "note", "url"),
    address: holding(withHref(address), "href", "note", "url"),
    blocked: await cutBlocked(dir),
    preview: preview.part,
  };
}

const letterHoles =
  "language subject preview from heading greeting paragraphs action signature help why stop stopAt".split(
    " ",
  );

const markedLetter = (dir: Dir): Required<Letter> => ({
  language: "{{language}}",
  dir,
  subject: "{{subject}}",
  heading: "{{heading}}",
  preview: "{{preview}}",
  greeting: "{{greeting}}",
  paragraphs: ["{{paragraphs}}"],
  button: { label: "{{label}}", url: "{{url}}" },
  urlNote: "{{note}}",
  help: "{{help}}",
  signature: ["{{signature}}"],
  why: "{{why}}",
  stop: "{{stop}}",
  stopAt: { label: "{{note}}", url: "{{url}}" },
  from: "{{from}}",
  replyTo: "",
});

async function cutLines(dir: Dir) {
  const lines = await piece(<Paragraph dir={dir} words="{{lines}}" />);
  const two = await piece(<Paragraph dir={dir} words={"{{lines}}\n{{lines}}"} />);
  return { lines, lineBreak: between(two, "{{lines}}") };
}

async function cutItems(dir: Dir) {
  const items = await piece(<Paragraph dir={dir} words="- {{items}}" />);
  const two = await piece(<Paragraph dir={dir} words={"- {{items}}\n- {{items}}"} />);
  return { items, itemBreak: between(two, "{{items}}") };
}

/** How long the padding is tells how much of it stands for one letter, and how many letters a preview may have. */
async function cutPreview() {
  const mark = "{{preview}}";
  const padded = async (text: string) => {
    const html = await piece(<Preview>{text}</Preview>);
    const end = html.slice(html.indexOf(text));
    const [padding] = /[^ -~]+/.exec(end) ?? [""];
    return { padding, whole: end.replace(/(<\/\w+>)$/, "") };
  };
  const [short, longer] = [await padded(mark), await padded(`${mark}.`)];
  const size = short.padding.length - longer.padding.length;
  if (size <= 0) throw new Error("the preview of a letter is not filled up any more: mend emails/cut.tsx");
  const longest = short.padding.length / size + mark.length;
  const part = {
    longest,
    padded: holding(short.whole.replace(short.padding, "{{padding}}"), "preview", "padding"),
    padding: short.padding.slice(0, size),
  };
  return { whole: short.whole, part };
}

async function cutBlocked(dir: Dir): Promise<string> {
  const html = await piece(<Address dir={dir} note="" url="javascript:void" />);
  const [, href] = /href="([^"]*)"/.exec(html) ?? [];
  if (href === undefined) throw new Error("an address has no href any more: mend emails/cut.tsx");
  return href;
}

/** A part by itself, without the document and the comments that are put around it. */
async function piece(part: ReactNode): Promise<string> {
  const html = await render(part);
  const [, inner] = /<!--\$-->(.*)<!--\/\$-->/s.exec(html) ?? [];
  if (inner === undefined) throw new Error(`a part is no longer drawn between its two comments: ${html}`);
  return inner;
}

function once(html: string, part: string, hole: string): string {
  const [before, after, ...more] = html.split(part);
  if (after === undefined || more.length > 0)
    throw new Error(`the letter does not have the part for ${hole} exactly once: mend emails/cut.tsx`);
  return before + hole + after;
}

function between(html: string, mark: string): string {
  const [, middle, ...more] = html.split(mark);
  if (middle === undefined || more.length !== 1) throw new Error(`${mark} is not there exactly twice`);
  return middle;
}

const withHref = (html: string): string => html.replaceAll('href="{{url}}"', 'href="{{href}}"');

/** A hole too few would lose words, and one too many would stop every letter. */
function holding(html: string, ...holes: string[]): string {
  const found = [...new Set(holesOf(html))].sort();
  if (found.join() !== holes.toSorted().join())
    throw new Error(
      `a part has the holes ${found}, not ${holes.toSorted()}: mend emails/cut.tsx and fill.ts`,
    );
  return html;
}
