import { tokens } from "./tokens.ts";

/** Participant pages: one column, large type, nothing to load. */
export const pageStyle = `${tokens}
body{font-size:1.0625rem;line-height:1.6}
.page{max-inline-size:40rem;margin-inline:auto;padding:1rem 1.15rem 3rem}
header{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;justify-content:space-between;align-items:center;padding-block:.4rem 1rem;border-block-end:1px solid var(--line);margin-block-end:1.8rem;font-size:.95rem}
header strong{font-weight:650}
.tongues{display:flex;flex-wrap:wrap;gap:.2rem .4rem;list-style:none}
.tongues a,.tongues span{display:inline-flex;align-items:center;min-block-size:2.75rem;padding-inline:.5rem}
.tongues span{font-weight:650;color:var(--ink)}
h1{font-size:1.6rem;letter-spacing:-.015em;margin-block-end:.7rem}
h2{font-size:1.15rem}
.phone{white-space:nowrap}
.page>main:first-child{padding-block-start:2rem}
main p{margin-block-end:1rem;max-inline-size:60ch}
main .intro{margin-block-end:1.8rem}
.button{inline-size:100%;max-inline-size:24rem;min-block-size:3.1rem;font-size:1.1rem}
.next{border-inline-start:4px solid var(--accent);padding-inline-start:1.1rem;margin-block:1.4rem}
aside{margin-block-start:2.6rem;padding-block-start:1.2rem;border-block-start:1px solid var(--line)}
aside summary{cursor:pointer;text-decoration:underline;text-underline-offset:.2em;color:var(--accent);font-weight:600;min-block-size:2.75rem;display:flex;align-items:center}
aside form{padding-block:.6rem 1rem}
aside .button{background:transparent;color:var(--accent);border-color:var(--edge)}
footer{margin-block-start:1.4rem;color:var(--soft);font-size:.98rem}
footer a[href^="tel:"]{font-weight:650;font-size:1.1rem;display:inline-block;padding-block:.4rem}
`;
