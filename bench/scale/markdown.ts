import { assumptions, priceList } from "./markdown-given.ts";
import { empty, limits, matching, missed, sized } from "./markdown-house.ts";
import { byDoor, byOperation, cost, counted, kept } from "./markdown-person.ts";
import type { Measured } from "./measure.ts";

const parts = [
  counted,
  cost,
  byDoor,
  byOperation,
  kept,
  empty,
  sized,
  limits,
  missed,
  matching,
  assumptions,
  priceList,
];

/** The tables of docs/scale.md. */
export const markdown = (measured: Measured): string => parts.map((part) => part(measured)).join("\n\n");
