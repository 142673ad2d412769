import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alarmList, anchors } from "../../stacks/alarm-list.ts";
import { root, synthesized } from "./synthesized.ts";

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
      const parts = [...section.matchAll(/^\*\*(.+?)\*\*:\s*(.*)/gm)];
      expect(parts.map(([, name]) => name)).toEqual(["For people", "Look", "Do", "Do not"]);
      for (const [, name, text] of parts) expect(text || section, name).toMatch(/\w{3}/);
    },
  );

  it("links to sections of its own only, and to files that exist", () => {
    const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor!);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(titles).toContain(link);
  });
});

describe("the alarms as deployed", () => {
  it("are those of the list, and each leads to its section", async () => {
    const { resources } = await synthesized("production");
    const alarms = resources.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm");
    const said = alarms.map(({ inputs }) => String(inputs.alarmDescription));
    expect(said.toSorted()).toEqual(
      alarmList.map(({ says, anchor }) => `${says}. docs/runbook.md#${anchor}`).toSorted(),
    );
    expect(resources.find(({ type }) => type === "aws:budgets/budget:Budget")?.inputs.name).toBe(
      "waymark-production-budget",
    );
  }, 240_000);
});
