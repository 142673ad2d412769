import { tokens } from "./tokens.ts";

/** The console's stylesheet: a quiet frame, one column of work, dense rows. */
export const consoleStyle = `${tokens}
body{font-size:.95rem}
.choice{min-block-size:2.2rem}
.frame{display:grid;grid-template-columns:15.5rem minmax(0,1fr);min-block-size:100vh}
.skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:1rem;inset-block-start:1rem;background:var(--card);padding:.5rem 1rem;z-index:2}
.side{background:var(--sunk);border-inline-end:1px solid var(--line);padding:var(--s5) var(--s4);display:flex;flex-direction:column;gap:var(--s4);position:sticky;inset-block-start:0;block-size:100vh;overflow-y:auto}
.brand{display:flex;gap:.55rem;align-items:center;font-weight:700;letter-spacing:-.01em;font-size:1.05rem;color:var(--ink);text-decoration:none}
.brand i{inline-size:1.15rem;block-size:1.15rem;border-radius:50% 50% 50% 0;background:var(--accent);transform:rotate(-45deg);margin-block-end:.2rem;box-shadow:inset 0 0 0 .3rem var(--accent),inset 0 0 0 1rem var(--sunk)}
.side .program{font-size:.85rem;color:var(--soft);line-height:1.35;padding-inline:.6rem}
.side nav ul{list-style:none;display:flex;flex-direction:column;gap:2px}
.side nav a{display:flex;justify-content:space-between;align-items:center;min-block-size:2.5rem;padding:.35rem .6rem;border-radius:7px;color:var(--ink);text-decoration:none;font-weight:500}
.side nav a:hover{background:var(--gray-tint)}
.side nav a[aria-current]{background:var(--card);box-shadow:0 0 0 1px var(--line);color:var(--accent);font-weight:650}
.side nav b{font-size:.8rem;font-variant-numeric:tabular-nums;background:var(--accent);color:var(--accent-ink);border-radius:99px;padding:0 .5rem;line-height:1.35rem}
.side .foot{margin-block-start:auto;font-size:.85rem;color:var(--soft);display:grid;gap:var(--s3);padding-inline:.6rem}
.side .foot span form{display:inline}.linkish{background:none;border:0;padding:0;color:var(--accent);text-decoration:underline;text-underline-offset:.18em;cursor:pointer;min-block-size:1.5rem}
.clock{background:var(--card);border:1px dashed var(--edge);border-radius:var(--radius);padding:var(--s3);display:grid;gap:var(--s2);font-size:.85rem;color:var(--soft)}
.clock strong{display:block;color:var(--ink);font-size:.95rem}.clock form{display:flex;gap:var(--s2)}.clock .button{flex:1;padding-inline:.3rem;font-size:.84rem;white-space:nowrap}
main{padding:var(--s6) clamp(1rem,4vw,3rem) 5rem;max-inline-size:78rem;inline-size:100%}
h1{font-size:1.75rem;letter-spacing:-.02em;font-weight:680}
h2{font-size:1.08rem;font-weight:650;letter-spacing:-.005em}
h3{font-size:.98rem;font-weight:620}
.lead{color:var(--soft);margin-block-start:.3rem;max-inline-size:60ch}
.asof{color:var(--soft);font-size:.85rem}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:var(--s3) var(--s5);align-items:end;margin-block-end:var(--s5)}
.crumb{font-size:.88rem;margin-block-end:var(--s2)}
section.block{margin-block-end:var(--s6)}
section.block>h2{margin-block-end:var(--s3);display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:baseline}
section.block>h2 small{font-weight:400;color:var(--soft);font-size:.88rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s4) var(--s5)}
.card+.card{margin-block-start:var(--s3)}
.card>h2{margin-block-end:var(--s3)}
.rows{list-style:none;background:var(--card);border:1px solid var(--line);border-radius:var(--radius);overflow:hidden}
.rows>li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem var(--s5);align-items:center;padding:.75rem var(--s5);border-block-end:1px solid var(--line)}
.rows>li:last-child{border-block-end:0}
.rows .what{font-weight:600}.rows .what a{color:inherit;text-decoration:none}.rows .what a:hover{text-decoration:underline}
.rows .about{color:var(--soft);font-size:.9rem;display:flex;flex-wrap:wrap;gap:.15rem .6rem;align-items:center}
.rows .act{grid-column:2;grid-row:1/span 3;display:flex;gap:var(--s2);align-items:center}
.rows .what,.rows .about,.rows .more{grid-column:1}
.rows.urgent{border-color:var(--red)}
.stats{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s5);margin-block-end:var(--s5);font-size:.92rem;color:var(--soft)}
.stats b{color:var(--ink);font-variant-numeric:tabular-nums;font-size:1.05rem}
.chip{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.45rem;padding:0 .6rem;border-radius:99px;background:var(--gray-tint);color:var(--soft);white-space:nowrap}
.chip.red{background:var(--red-tint);color:var(--red)}.chip.amber{background:var(--amber-tint);color:var(--amber)}.chip.green{background:var(--green-tint);color:var(--green)}.chip.blue{background:var(--blue-tint);color:var(--blue)}.chip.teal{background:var(--tint);color:var(--accent)}
.empty{background:transparent;border:1px dashed var(--edge);border-radius:var(--radius);padding:var(--s5);color:var(--soft);max-inline-size:44rem}
.empty strong{display:block;color:var(--ink);font-size:1.02rem;margin-block-end:.2rem}
.flash{background:var(--green-tint);color:var(--green);border-radius:var(--radius);padding:.7rem var(--s4);margin-block-end:var(--s5);font-weight:560}
.flash.red{background:var(--red-tint);color:var(--red)}
.filters{display:flex;flex-wrap:wrap;gap:var(--s3);align-items:end;margin-block-end:var(--s4)}
.filters label{font-size:.85rem;color:var(--soft);display:grid;gap:.2rem}
.filters input,.filters select{min-block-size:2.5rem;padding-block:.35rem;inline-size:auto;min-inline-size:10rem}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:var(--radius)}
table{border-collapse:collapse;inline-size:100%;font-size:.92rem}
th{text-align:start;font-weight:560;color:var(--soft);font-size:.82rem;padding:.6rem var(--s4);border-block-end:1px solid var(--line);white-space:nowrap}
td{padding:.62rem var(--s4);border-block-end:1px solid var(--line);vertical-align:top}
tr:last-child td{border-block-end:0}tbody tr:hover{background:var(--tint)}
td.num,th.num{text-align:end;font-variant-numeric:tabular-nums}
td a.name{font-weight:620;color:var(--ink);text-decoration:none}td a.name:hover{text-decoration:underline}
td small{display:block;color:var(--soft)}
.split{display:grid;grid-template-columns:minmax(0,1fr) 22rem;gap:var(--s5) var(--s6);align-items:start}
.aside{display:grid;gap:var(--s4)}.aside .card+.card{margin:0}
.story{list-style:none;border-inline-start:2px solid var(--line);padding-inline-start:var(--s5);margin-inline-start:.4rem}
.story .day{margin-block:var(--s5) var(--s3);font-weight:650;font-size:.9rem;position:relative}
.story .day:first-child{margin-block-start:0}
.story .day::before{content:"";position:absolute;inset-inline-start:calc(-1*var(--s5) - 7px);inset-block-start:.3em;inline-size:10px;block-size:10px;border-radius:50%;background:var(--accent);border:2px solid var(--paper)}
.entry{padding-block:.45rem;display:grid;grid-template-columns:3.1rem minmax(0,1fr);gap:0 var(--s3)}
.entry time{color:var(--soft);font-size:.83rem;font-variant-numeric:tabular-nums;padding-block-start:.12rem}
.entry .by{color:var(--soft);font-size:.85rem}
.entry .chip,.entry .chip+a{margin-inline-end:.5rem}
.entry details{display:inline-block;margin-inline-end:var(--s4);vertical-align:top}.entry details[open]{display:block;margin-inline-end:0}
.entry .story{padding-inline-start:0;margin:0;border:0}
.entry.quiet{color:var(--soft);font-size:.9rem;padding-block:.15rem}
.ahead{list-style:none;display:grid;gap:var(--s3)}
.ahead li{display:grid;grid-template-columns:6.2rem minmax(0,1fr);gap:var(--s3);font-size:.92rem}
.ahead .when{color:var(--soft);font-size:.86rem;padding-block-start:.08rem}.ahead .when b{display:block;color:var(--ink);font-weight:600}
.ahead small{display:block;color:var(--soft)}
details>summary{cursor:pointer;color:var(--accent);font-size:.88rem;inline-size:fit-content;min-block-size:1.5rem}
details>summary:hover{text-decoration:underline}
details[open]>summary{margin-block-end:var(--s2)}
.why{background:var(--sunk);border-radius:8px;padding:var(--s3) var(--s4);font-size:.9rem;margin-block-end:var(--s2)}
.why>p+*{margin-block-start:var(--s3)}.why h3{font-size:.9rem;margin-block:var(--s3) var(--s1)}
.why .meta{color:var(--soft);font-size:.82rem}
.tests{list-style:none;display:grid;gap:.2rem}
.tests li{display:grid;grid-template-columns:1.3rem minmax(0,1fr);gap:.3rem}
.tests .mark{font-weight:700;text-align:center}.passed .mark{color:var(--green)}.failed .mark{color:var(--red)}.unknown .mark{color:var(--amber)}.skipped{color:var(--soft)}
.letter{white-space:pre-wrap;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:var(--s4);font-size:.9rem;margin-block-end:var(--s2);overflow-wrap:anywhere}
dl.facts{display:grid;gap:.5rem;font-size:.92rem}
dl.facts dt{color:var(--soft);font-size:.84rem}dl.facts dd small{color:var(--soft);font-size:.8rem}
dl.pairs{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.3rem var(--s4);font-size:.92rem}dl.pairs dt{color:var(--soft)}
.buttons{display:flex;flex-wrap:wrap;gap:var(--s3);align-items:center;margin-block-start:var(--s4)}
.plain{padding-inline-start:1.1rem;margin-block-end:var(--s3)}
.ticks{list-style:none}.ticks li{font-size:.92rem}
.score{display:grid;place-items:center;min-inline-size:3rem;min-block-size:3rem;border-radius:50%;background:var(--tint);color:var(--accent);font-weight:700;font-variant-numeric:tabular-nums}
.couple-head{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:var(--s4);align-items:center}
.couple .tick{display:flex;gap:.5rem;align-items:center;min-block-size:2.75rem;font-weight:600}.couple .tick input{inline-size:1.3rem;block-size:1.3rem}
.couple>*+*{margin-block-start:var(--s3)}
.hindered{background:var(--amber-tint);border-radius:8px;padding:.5rem var(--s3)}
.criteria{list-style:none;display:grid;gap:.5rem;font-size:.92rem}
.criteria li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 var(--s3)}
.criteria .values{grid-column:1/-1;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 var(--s5)}.criteria small{color:var(--soft);overflow-wrap:anywhere}.criteria .points{grid-column:2;grid-row:1}
.both{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s4) var(--s5);align-items:start}
.both+.card{margin-block-start:var(--s4)}.both h3,.both h4{font-size:.95rem;margin-block-end:var(--s2)}
.acts{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s4);align-items:start;border-block-start:1px solid var(--line);padding-block-start:var(--s3)}
.acts details[open]{flex-basis:100%}.acts details form{display:flex;flex-wrap:wrap;gap:var(--s2) var(--s3);align-items:end}
.acts label{display:grid;gap:.2rem;flex:1 1 14rem}.acts summary{line-height:2.4rem}
.bulk{position:sticky;inset-block-end:0;display:flex;flex-wrap:wrap;gap:var(--s3);justify-content:space-between;align-items:center;box-shadow:0 -4px 12px -8px rgb(0 0 0/.35)}.bulk p{flex:1 1 20rem}
.certificate{color:var(--soft);margin-block-end:var(--s4)}
.preview p+p{margin-block-start:.6rem}.rows+details,.card+details{margin-block-start:var(--s3)}
.points{color:var(--accent);font-variant-numeric:tabular-nums}
pre.file{margin:0;padding:var(--s4);overflow:auto;background:var(--sunk);border-radius:8px;font:400 .82rem/1.5 var(--mono);max-block-size:36rem;tab-size:2}
.script{background:var(--blue-tint);border-radius:8px;padding:var(--s4);white-space:pre-line;max-inline-size:60ch}
.square svg{display:block;inline-size:min(14rem,100%)}
.phone{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums}
@media(max-width:900px){.split{grid-template-columns:minmax(0,1fr)}}
@media(max-width:720px){
.frame{display:block}
.side{position:static;block-size:auto;border-inline-end:0;border-block-end:1px solid var(--line);padding:var(--s3) var(--s4);gap:var(--s2)}
.side .program{display:none}
.side nav{overflow-x:auto;margin-inline:calc(-1*var(--s4));padding-inline:var(--s4)}
.side nav ul{flex-direction:row}.side nav a{white-space:nowrap;gap:.4rem;min-block-size:2.75rem;padding-inline:.5rem;font-size:.9rem}
.side .foot{display:flex;flex-wrap:wrap;align-items:center;padding-inline:0;margin:0}
.clock{grid-template-columns:1fr auto;align-items:center;padding:.4rem var(--s3)}
main{padding-block-start:var(--s5)}
h1{font-size:1.45rem}
.rows>li{padding-inline:var(--s4);column-gap:var(--s3)}
.card{padding-inline:var(--s4)}
.both{grid-template-columns:minmax(0,1fr)}
.criteria .values{grid-template-columns:minmax(0,1fr)}.bulk{position:static}
.couple-head{grid-template-columns:auto minmax(0,1fr)}.couple .tick{grid-column:1/-1}
.wide-only{display:none}
.stack thead{display:block;position:absolute;clip-path:inset(50%);block-size:1px;inline-size:1px;overflow:hidden}
.stack,.stack tbody,.stack tr,.stack td{display:block}
.stack tr{padding:.7rem var(--s4);border-block-end:1px solid var(--line)}.stack tr:last-child{border-block-end:0}
.stack td{padding:.1rem 0;border:0}.stack td.none{display:none}.stack td small{display:inline;margin-inline-start:.4rem}
.ahead li{grid-template-columns:5.2rem minmax(0,1fr)}
}
`;
