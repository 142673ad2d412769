import { matchingOf } from "#core/matching/candidate.ts";
import type { Fairness } from "#core/matching/fairness.ts";
import type { Round } from "#core/matching/round.ts";
import type { RoundChange } from "#core/matching/round-change.ts";
import type { WhyPair } from "#core/matching/why-pair.ts";
import type { Pack } from "#core/program/pack.ts";
import { label, shown } from "#core/rules/wording.ts";
import { aligned, count, style } from "./print.ts";

/** A matching round as a coordinator reads it: what to know first, pairs with their reasons, who is left over and why, how fair it is. */
export function roundLines(pack: Pack, round: Round, fairness: Fairness): string[] {
  const { pairs, unmatched, total, review, notes, certificate, shortlists = [] } = round;
  return [
    style("bold", `${count(pairs.length, "pair")}, ${count(total, "point")} in all`),
    ...certificateLines(certificate),
    ...section(
      "Before anything is proposed",
      notes.map(({ sentence }) => [sentence]),
    ),
    ...groupLines(pack, round),
    ...pairs.flatMap(pairLines),
    ...section(
      "To choose from",
      shortlists.map(({ mentee, mentors }) => [
        mentee,
        mentors.map(({ mentor, score }) => `${mentor} (${count(score, "point")})`).join(", "),
      ]),
    ),
    ...section(
      "Without a match",
      unmatched.map(({ id, role, why }) => [id, role, reasonsOf(why)]),
    ),
    ...section("Perhaps, once we know more", reviewRows(review)),
    ...fairnessLines(pack, fairness),
  ];
}

const mostNamed = 5;

/** What is not known once, with the pairs that wait for it: what would open most comes first. */
function reviewRows(review: Round["review"]): string[][] {
  const waiting = [...Map.groupBy(review, ({ sentence }) => sentence)];
  return waiting
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([sentence, pairs]) => {
      const named = pairs.slice(0, mostNamed).map(({ mentor, mentee }) => `${mentee} with ${mentor}`);
      const more = pairs.length > mostNamed ? [`and ${pairs.length - mostNamed} more`] : [];
      return [count(pairs.length, "pair"), [...named, ...more].join(", "), sentence];
    });
}

/** How good the round is, aim by aim, and whether any other could be better. */
const certificateLines = (certificate: Round["certificate"]): string[] =>
  certificate
    ? ["", certificate.sentence, ...indented(certificate.aims.map(({ aim, sentence }) => [aim, sentence]))]
    : [];

/** Why two are a pair, or not. */
export function whyLines({ mentor, mentee, sentence, stops, because, instead }: WhyPair): string[] {
  return [
    style("bold", `${mentee} with ${mentor}`),
    sentence,
    ...section(
      "What forbids it",
      stops.map((one) => [one.sentence]),
    ),
    ...section("What counts", reasonRows(because)),
    ...section("In this round", [
      [mentee, instead.mentee.length > 0 ? `with ${instead.mentee.join(", ")}` : "with nobody"],
      [mentor, instead.mentor.length > 0 ? `with ${instead.mentor.join(", ")}` : "with nobody"],
    ]),
  ];
}

/** How a round would change under a draft: the whole first, then who gains and who loses. */
export function changeLines({ totals, pairs, people, gains, loses }: RoundChange): string[] {
  const said = ({ pairs: number, points }: RoundChange["totals"]["live"]) =>
    `${count(number, "pair")}, ${count(points, "point")}`;
  return [
    style("bold", `${count(gains, "person gains", "people gain")}, ${loses} lose`),
    ...indented([
      ["now", said(totals.live)],
      ["draft", said(totals.draft)],
      ["", `${pairs.kept} of the pairs stay, ${pairs.gone.length} would be gone, ${pairs.new.length} new`],
    ]),
    ...section(
      "Who would be with somebody else (points of the draft)",
      people.map(({ sentence, role }) => [sentence, role]),
    ),
  ];
}

function groupLines(pack: Pack, { groups = [] }: Round): string[] {
  const words = (values: Record<string, number>, fact: string) =>
    Object.entries(values).map(([value, times]) => `${shown(pack, fact, value)} (${times})`);
  return section(
    "Groups",
    groups.map(({ id, mentees, alike }) => [
      id,
      mentees.join(", "),
      Object.entries(alike)
        .flatMap(([fact, values]) => words(values, fact))
        .join(", "),
    ]),
  );
}

/** Match rate, points and waiting by each fact in which the rates differ; the others are in --json. */
function fairnessLines(pack: Pack, { facts }: Fairness): string[] {
  const { mentee } = matchingOf(pack);
  const percent = (rate: number) => `${Math.round(rate * 100)} %`;
  const value = (fact: string, one: string) =>
    one === "others" || one === "not known" ? one : shown(pack, fact, readBack(one));
  return facts
    .filter(({ lowest, role }) => lowest && role === mentee)
    .flatMap(({ role, fact, groups, lowest }) => [
      ...section(
        `Matched, by ${label(pack, `${role}.${fact}`)}`,
        groups.map((group) => [
          value(fact, group.value),
          `${percent(group.rate)} of ${group.people}`,
          group.score === null ? "" : `${group.score.toFixed(1)} points`,
          group.waitingDays === null ? "" : `waited ${Math.round(group.waitingDays)} days`,
        ]),
      ),
      ...(lowest?.because
        ? [
            `  ${value(fact, lowest.value)}: "${lowest.because.sentence}" forbids ${percent(lowest.because.here)} of their pairs, and ${percent(lowest.because.elsewhere)} of the others'.`,
          ]
        : []),
    ]);
}

const readBack = (value: string): string | boolean =>
  value === "true" ? true : value === "false" ? false : value;

/** Each reason once, with those whom it is about. */
function reasonsOf(why: Round["unmatched"][number]["why"]): string {
  const about = new Map<string, string[]>();
  for (const { candidate, sentence } of why)
    about.set(sentence, [...(about.get(sentence) ?? []), ...(candidate === undefined ? [] : [candidate])]);
  return [...about]
    .map(([sentence, candidates]) =>
      [candidates.join(", "), sentence].filter((words) => words !== "").join(": "),
    )
    .join(" ");
}

const signs = { passed: "✓", failed: "✗", unknown: "?" };

const picks = { both: "they picked each other", mentee: "the mentee picked", mentor: "the mentor picked" };

function pairLines({ mentor, mentees, score, because, picked }: Round["pairs"][number]): string[] {
  const points = [count(score, "point"), ...(picked ? [picks[picked]] : [])].join(", ");
  return [
    "",
    `${style("bold", `${mentees.join(", ")} with ${mentor}`)}  (${points})`,
    ...indented(reasonRows(because)),
  ];
}

const reasonRows = (because: Round["pairs"][number]["because"]): string[][] =>
  because.map(({ result, sentence, points }) => [signs[result], sentence, count(points, "point")]);

const section = (title: string, rows: string[][]): string[] =>
  rows.length === 0 ? [] : ["", title, ...indented(rows)];

const indented = (rows: string[][]): string[] => aligned(rows).map((row) => `  ${row}`);
