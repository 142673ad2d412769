import type { Facts } from "../../program/fact.ts";

/**
 * Something that is so for all people there can be, from a day on. Rules and conditions by their places; `person` is somebody it is
 * so for, `since` the day before which it was not so.
 */
export type Finding =
  /** Fits nobody: these conditions cannot be together. */
  | { kind: "never"; rule: number; tests: number[]; since?: string }
  | { kind: "always"; rule: number }
  /** Everybody whom it fits is taken by these rules before. */
  | { kind: "hidden"; rule: number; by: number[]; since?: string }
  /** No rule decides. */
  | { kind: "gap"; person: Facts }
  /** Two rules of which only one may fit. */
  | { kind: "overlap"; rule: number; other: number; person: Facts }
  /** Each of these rules must be met, and nobody can meet them all. */
  | { kind: "contradiction"; rule: number; with: number[]; since?: string }
  /** Fits exactly the people whom the other fits. */
  | { kind: "same"; rule: number; other: number }
  /** Adds nothing to a wider rule with the same outcome. */
  | { kind: "covered"; rule: number; other: number }
  /** A condition that the rule would be the same without; `alone`: it is true of everybody. */
  | { kind: "idle"; rule: number; test: number; alone: boolean }
  /** A condition that can never help its rule to fit; `alone`: it is true of nobody. */
  | { kind: "dead"; rule: number; test: number; alone: boolean }
  /** No live rule gives it; "otherwise" counts as one where some people fit no rule. */
  | { kind: "outcome"; outcome: string; rule: number | "otherwise"; since?: string }
  /** There are too many combinations to answer each question. */
  | { kind: "unsure" };
