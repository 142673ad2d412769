import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { anchors } from "../../stacks/alarm-list.ts";
import { root } from "./synthesized.ts";

const runbook = readFileSync(`${root}docs/runbook.md`, "utf8");
const sections = runbook.split(/^## /m).slice(1);
const titles = sections.map((section) => section.slice(0, section.indexOf("\n")).trim());

describe("the runbook", () => {
  it("has one section for each alarm and for nothing else", () => {
    expect(titles.toSorted()).toEqual(anchors.toSorted());
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(titles.map((title, index) => [title, sections[index]!]))(
    "says for %s what it means, how to look, what to do and what not",
    (_, section) => {
      const [, ...parts] = section.split(/^\*\*(.+?)\*\*:/m);
      expect(parts.filter((_, index) => index % 2 === 0)).toEqual(["For people", "Look", "Do", "Do not"]);
      for (const text of parts) expect(text.trim().length).toBeGreaterThan(1);
    },
  );

  it("links to sections of its own only", () => {
    const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(titles).toContain(link);
  });
});
