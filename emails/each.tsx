/** @jsxImportSource react */
import { createElement, Fragment, type ReactNode } from "react";

interface EachProps {
  of: string[];
  children: (words: string, index: number) => ReactNode;
}

/** A list drawn once, so it needs no keys, and two of the same may stand in it. */
export const Each = ({ of, children }: EachProps) => createElement(Fragment, null, ...of.map(children));

/** Lines under each other. */
export const Lines = ({ of }: { of: string[] }) => (
  <Each of={of}>
    {(line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    )}
  </Each>
);
