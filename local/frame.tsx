import type { Child } from "hono/jsx";

/** The plain page around everything that only exists on one machine. */
export const Frame = ({ title, children }: { title: string; children?: Child }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title} · Waymark</title>
      <link rel="stylesheet" href="/local.css" />
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
);

export const localStyle = `
:root { color-scheme: light dark; --ink: #1d2624; --soft: #59645f; --line: #dedbd1; --paper: #f7f6f2; --accent: #0b5a51; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ece8; --soft: #a3afa9; --line: #323c39; --paper: #131817; --accent: #7fd1c2; --on-accent: #06231f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main { max-inline-size: 46rem; margin-inline: auto; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; }
a { color: var(--accent); }
.hint { color: var(--soft); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; margin-block: 1rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
input { font: inherit; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; }
ul { padding: 0; list-style: none; }
li { padding-block: .8rem; border-block-start: 1px solid var(--line); }
li strong { display: block; }
h2 { font-size: 1.2rem; margin-block: 1.5rem .5rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .9375rem; }
iframe.letter { inline-size: 390px; max-inline-size: 100%; block-size: 44rem; border: 1px solid var(--line); border-radius: .6rem; background: #fff; }
iframe.wide { inline-size: 100%; }
`;
