import type { CSSProperties } from "react";

/** Calm paper, dark ink, one accent; each pair of ink and paper is at least 4.5:1, by day and by night (tests measure it). */
export const day = {
  ground: "#f3f5f4",
  paper: "#ffffff",
  ink: "#1d2b2a",
  quiet: "#4f605e",
  line: "#d9e0de",
  accent: "#0b5d57",
  onAccent: "#ffffff",
};
export const night: typeof day = {
  ground: "#121817",
  paper: "#1b2423",
  ink: "#edf2f1",
  quiet: "#b0c0bd",
  line: "#35423f",
  accent: "#7fd6cb",
  onAccent: "#06231f",
};

/** Faces that are there already, with good Arabic ones among them; nothing is fetched. */
const face =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans Arabic', 'Geeza Pro', Tahoma, sans-serif";

/** Arabic letters are small for their size and stand taller: they get more room. */
export const measures = (dir: "ltr" | "rtl") =>
  dir === "rtl"
    ? {
        body: "18px",
        bodyLine: "32px",
        heading: "26px",
        headingLine: "40px",
        small: "16px",
        smallLine: "28px",
      }
    : {
        body: "17px",
        bodyLine: "27px",
        heading: "26px",
        headingLine: "34px",
        small: "15px",
        smallLine: "23px",
      };

export function look(dir: "ltr" | "rtl") {
  const size = measures(dir);
  const words: CSSProperties = { fontFamily: face, textAlign: "start", margin: "0" };
  const body: CSSProperties = { ...words, color: day.ink, fontSize: size.body, lineHeight: size.bodyLine };
  const small: CSSProperties = {
    ...words,
    color: day.quiet,
    fontSize: size.small,
    lineHeight: size.smallLine,
  };
  return {
    ground: { margin: "0", padding: "0", backgroundColor: day.ground },
    page: { backgroundColor: day.ground, padding: "24px 12px", fontFamily: face },
    paper: {
      width: "100%",
      maxWidth: "600px",
      backgroundColor: day.paper,
      border: `1px solid ${day.line}`,
      borderTop: `4px solid ${day.accent}`,
      borderRadius: "8px",
    },
    sheet: { padding: "32px 28px 30px" },
    sender: { ...small, color: day.accent, fontWeight: 600, marginBottom: "10px" },
    heading: {
      ...body,
      fontSize: size.heading,
      lineHeight: size.headingLine,
      fontWeight: 700,
      marginBottom: "22px",
    },
    paragraph: { ...body, marginBottom: "18px" },
    list: { ...body, margin: "0 0 18px", paddingBlock: "0", paddingInline: "24px 0" },
    item: { marginBottom: "6px" },
    action: { padding: "8px 0 14px" },
    button: {
      fontFamily: face,
      display: "inline-block",
      backgroundColor: day.accent,
      border: `1px solid ${day.accent}`,
      color: day.onAccent,
      fontSize: size.body,
      fontWeight: 600,
      lineHeight: "24px",
      padding: "13px 28px",
      borderRadius: "6px",
      textDecoration: "none",
    },
    small: { ...small, marginBottom: "10px" },
    address: { ...small, marginBottom: "24px" },
    link: { color: day.accent, textDecoration: "underline", wordBreak: "break-all" },
    rule: { border: "0", borderTop: `1px solid ${day.line}`, margin: "26px 0 20px" },
    signature: { ...body, marginTop: "26px" },
    foot: { padding: "20px 28px 8px" },
  } as const satisfies Record<string, CSSProperties>;
}

/** Clients that honor it show the night colors; the others may turn the day ones around and stay readable. */
export const nightStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground { background-color: ${night.ground} !important; }
  .paper { background-color: ${night.paper} !important; border-color: ${night.line} !important; border-top-color: ${night.accent} !important; }
  .ink { color: ${night.ink} !important; }
  .quiet { color: ${night.quiet} !important; }
  .accent { color: ${night.accent} !important; }
  .button { background-color: ${night.accent} !important; border-color: ${night.accent} !important; color: ${night.onAccent} !important; }
  .rule { border-top-color: ${night.line} !important; }
}
@media (max-width: 480px) {
  .sheet { padding: 26px 20px 24px !important; }
  .foot { padding: 18px 20px 6px !important; }
  .button { display: block !important; text-align: center !important; }
}`;
