/** @jsxImportSource react */
import { Children, type ReactNode } from "react";

interface EachProps {
  of: string[];
  children: (words: string, index: number) => ReactNode;
}

/** A list drawn. `toArray` gives the keys, so that two of the same may stand in it. */
export const Each = ({ of, children }: EachProps) => <>{Children.toArray(of.map(children))}</>;

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
