// The style sheet of the page: light and dark as the reader's system wants, 360 to 1600 pixels, print.

/** Colours of the plots are Okabe & Ito 2008; the light ones darkened for text, the dark ones as published or lighter. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --card: #f4f4f1; --ink: #1d1e20; --soft: #55585d; --line: #e3e3df; --axis: #999; --link: #005a9c;
  --plot-run: #0072b2; --plot-best: #c24e00; --plot-default: #5f5f5f; --plot-failed: #b5478a; --plot-fresh: #00795a;
  --plot-band: #b8b8b8; --better: #00795a; --worse: #b3261e; --equivalent: #005a9c; --inconclusive: #8a5a00; --none: #55585d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --card: #1f2226; --ink: #e8e8e6; --soft: #a9adb3; --line: #34383d; --axis: #6b7077; --link: #7cc4ff;
    --plot-run: #56b4e9; --plot-best: #f0a35c; --plot-default: #b3b3b3; --plot-failed: #e495c4; --plot-fresh: #3fc9a2;
    --plot-band: #6a6a6a; --better: #3fc9a2; --worse: #ff8a80; --equivalent: #7cc4ff; --inconclusive: #e6b455; --none: #a9adb3;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2rem); }
header { padding-top: 2rem; }
h1 { font-size: clamp(1.3rem, 1rem + 2vw, 2rem); line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
p { margin: .4rem 0; max-width: 75ch; }
section { padding: 1.75rem 0; border-top: 1px solid var(--line); scroll-margin-top: 0; }
main > section:first-child { border-top: 0; }
footer { padding-top: 1rem; padding-bottom: 2rem; border-top: 1px solid var(--line); font-size: .85rem; }
footer, .soft, small, figcaption p { color: var(--soft); }
small { font-size: .8em; font-weight: 400; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .3rem .6rem; background: var(--paper); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 .5rem; list-style: none; }
nav a { display: inline-block; padding: .25rem 0; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .88em; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: .5rem 0; white-space: pre-wrap; }
.verdict { background: var(--card); border-left: 6px solid var(--none); border-radius: 6px; padding: 1rem 1.25rem; }
.badge { margin: 0; font-weight: 700; font-size: 1.25rem; color: var(--none); }
.sentence { font-size: 1.1rem; }
.better { border-color: var(--better); } .better .badge { color: var(--better); }
.worse { border-color: var(--worse); } .worse .badge { color: var(--worse); }
.equivalent { border-color: var(--equivalent); } .equivalent .badge { color: var(--equivalent); }
.inconclusive { border-color: var(--inconclusive); } .inconclusive .badge { color: var(--inconclusive); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: break-word; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.facts { margin: .75rem 0; }
.trials { width: 100%; font-size: .82rem; }
.trials td:nth-child(2) { min-width: 6.5rem; }
.trials td:nth-child(3) { min-width: 11rem; }
.trials td:last-child { min-width: 15rem; }
.trials p { margin: 0; }
.trials .failed td[data-label="Outcome"], .trials .message { color: var(--worse); }
.trials .void { color: var(--soft); }
.whole { white-space: pre-wrap; }
details { margin: .6rem 0; }
summary { cursor: pointer; padding: .25rem 0; }
section > details > summary { font-weight: 600; }
.trials details { margin: 0; }
.trials summary { padding: 0; }
figure { margin: 1.25rem 0 0; min-width: 0; }
figcaption h3 { margin: 0; }
figcaption p { margin: .1rem 0 .3rem; font-size: .85rem; }
.beside { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0 2.5rem; }
.beside > figure { flex: 0 1 22rem; margin-top: 0; }
.beside > .scroll { flex: 1 1 38rem; min-width: 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .5rem 2rem; }
.figures figure { display: flex; flex-direction: column; justify-content: space-between; max-width: 28rem; }
.plot svg { display: block; width: 100%; height: auto; overflow: visible; }
.for-narrow { display: none; }
.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 0 2.5rem; align-items: start; }
dl { margin: 0; font-size: .9rem; }
dl > div { display: grid; grid-template-columns: minmax(7rem, 2fr) 3fr; gap: .75rem; padding: .25rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); }
dd { margin: 0; }
@media (max-width: 860px) {
  .for-wide { display: none; }
  .for-narrow { display: block; max-width: 32rem; }
  .cards, .cards tbody, .cards tr, .cards th { display: block; width: auto; overflow-wrap: anywhere; }
  .cards thead { position: absolute; left: -999rem; }
  .cards tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .cards th, .cards td, .cards td:nth-child(n) { border: 0; padding: .1rem 0; min-width: 0; }
  .cards td { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 .5rem; }
  .cards td:empty { display: none; }
  .cards td::before { content: attr(data-label); color: var(--soft); grid-row: span 2; }
  .cards td > * { grid-column: 2; }
}
@media print {
  nav, .skip { display: none; }
  section { break-inside: auto; }
  figure, tr { break-inside: avoid; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
