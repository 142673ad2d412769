/** Colors, type and space for the console and the participant pages, light and dark. Contrast of text is at least 4.5 to 1. */
export const tokens = `
:root{color-scheme:light dark;
--paper:#f7f6f2;--card:#fffefb;--sunk:#efede6;--ink:#1d2624;--soft:#59645f;--line:#dedbd1;--edge:#8b938e;
--accent:#0b5a51;--accent-ink:#fff;--tint:#e1eeea;
--red:#a32a1d;--red-tint:#f9e6e2;--amber:#7d4e00;--amber-tint:#f8ecd0;--green:#27632f;--green-tint:#e2f0de;--blue:#254f86;--blue-tint:#e3ebf6;--gray-tint:#e9e7e0;
--radius:10px;--s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2.25rem;
--font:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic","Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media(prefers-color-scheme:dark){:root{
--paper:#131817;--card:#1b2220;--sunk:#232b29;--ink:#e9ece8;--soft:#a3afa9;--line:#323c39;--edge:#75827c;
--accent:#7fd1c2;--accent-ink:#06231f;--tint:#1d3a35;
--red:#ffab9f;--red-tint:#43211c;--amber:#f2c676;--amber-tint:#3a2d12;--green:#a3d9a1;--green-tint:#1d3320;--blue:#aac9f5;--blue-tint:#1d2c42;--gray-tint:#2a3230}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1rem/1.5 var(--font);overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,figure,fieldset{margin:0;padding:0}
fieldset{border:0;min-inline-size:0}
h1,h2,h3{line-height:1.2;text-wrap:balance}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
button,input,select,textarea{font:inherit;color:inherit}
input[type=text],input[type=email],input[type=number],input[type=date],input[type=time],input[type=search],input:not([type]),select,textarea{
inline-size:100%;max-inline-size:28rem;padding:.55rem .7rem;background:var(--card);border:1px solid var(--edge);border-radius:7px;min-block-size:2.75rem}
textarea{min-block-size:6rem;max-inline-size:38rem;resize:vertical}
input.short{max-inline-size:9rem}
input[type=radio],input[type=checkbox]{inline-size:1.25rem;block-size:1.25rem;margin:0;accent-color:var(--accent);flex:none}
.button{display:inline-flex;align-items:center;justify-content:center;gap:.4rem;min-block-size:2.75rem;padding:.5rem 1.15rem;border:1px solid transparent;border-radius:8px;
background:var(--accent);color:var(--accent-ink);font-weight:600;text-decoration:none;cursor:pointer;line-height:1.2}
.button:hover{filter:brightness(1.12)}
.button.quiet{background:transparent;color:var(--accent);border-color:var(--edge);font-weight:500}
.button.quiet:hover{background:var(--tint);filter:none}
.button.danger{background:transparent;color:var(--red);border-color:currentColor}
.button.small{min-block-size:2.25rem;padding:.25rem .8rem;font-size:.9rem}
.question{margin-block-end:var(--s5)}
.question>label:not(.choice),.question>legend{display:block;font-weight:600;margin-block-end:var(--s2);padding:0}
.hint{color:var(--soft);font-size:.92rem;font-weight:400}
.question>.hint{margin-block-end:var(--s2)}
.choice{display:flex;gap:.65rem;align-items:center;min-block-size:2.75rem;padding:.3rem .1rem;cursor:pointer}
.scale{display:flex;flex-wrap:wrap;gap:var(--s2)}
.scale .choice{flex-direction:column;justify-content:center;gap:.2rem;min-inline-size:3.25rem;padding:.5rem;border:1px solid var(--line);border-radius:8px;background:var(--card)}
.question.wrong{border-inline-start:4px solid var(--red);padding-inline-start:var(--s4)}
.wrong-words{display:block;color:var(--red);font-weight:600;margin-block-end:var(--s2)}
.summary{border:2px solid var(--red);border-radius:var(--radius);padding:var(--s4) var(--s5);margin-block-end:var(--s5);background:var(--card)}
.summary h2{font-size:1.15rem;margin-block-end:var(--s2)}
.summary ul{padding-inline-start:1.2rem}.summary a{color:var(--red);font-weight:600}
.clauses{padding-inline-start:1.4rem;margin-block-end:1.6rem}.clauses li{margin-block-end:.7rem;padding-inline-start:.3rem}
.blanks{background:var(--sunk);border-radius:var(--radius);padding:1rem 1.2rem;margin-block-end:1.6rem}
.blanks dt{color:var(--soft);font-size:.92rem}.blanks dd{font-weight:600;margin-block-end:.5rem}
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
