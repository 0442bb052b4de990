// The comparison as one self-contained page: figures in tables, regret curves as drawings inside it.
import { html, type Markup, toText, trusted } from '../report/html/markup.js';
import { drawSvg } from '../report/plots/draw-svg.js';
import type { PeerBlock } from './against-peers.js';
import { checkpointsOf } from './checkpoints.js';
import type { Block } from './compare-runs.js';
import { type Figure, figuresOf } from './figures-of.js';
import { PEER_HEADINGS, peerRows, peerTitle } from './peer-figures.js';
import { regretPanel } from './regret-panel.js';

export interface PageContent {
  readonly blocks: readonly Block[];
  readonly peers: readonly PeerBlock[];
  /** Sentences about tables that were fitted. */
  readonly notes: readonly string[];
  readonly budget: number;
  readonly seeds: number;
  /** Of schedtuna. */
  readonly version: string;
}

/** HTML that loads nothing: every name in it is escaped. */
export async function page({ blocks, peers, notes, budget, seeds, version }: PageContent): Promise<string> {
  const figures = figuresOf(checkpointsOf(budget));
  const labels = [...new Set(blocks.flatMap(({ entries }) => entries.map(({ label }) => label)))];
  const sections: Markup[] = [];
  for (const block of blocks) sections.push(await section(block, labels, figures));
  const content = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agents on measured tables</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<h1>Agents on measured tables</h1>
<p>${budget} evaluations a run, the default configuration first; seeds 0 to ${seeds - 1}. Regret is how far the recommended
configuration’s true cost is from the best of the table: 0 is the best, 1 the median. Bands are 95 % intervals of the mean
over runs; dashed lines are runs that were recorded before. schedtuna ${version}.</p>
${notes.map((note) => html`<p>${note}</p>\n`)}${sections}
${peers.map(peerSection)}
</body>
</html>
`;
  return toText(content);
}

async function section(block: Block, labels: readonly string[], figures: readonly Figure[]): Promise<Markup> {
  const title = `${block.table ?? 'All tables'}, noise ${block.noise}`;
  const drawing = trusted(await drawSvg(regretPanel(block, labels)));
  const headings = figures.map(({ heading, meaning }) => html`<th scope="col" title="${meaning}">${heading}</th>`);
  const rows = block.entries.map(
    (entry) =>
      html`<tr><th scope="row">${entry.label}</th>${figures.map((figure) => html`<td>${figure.of(entry)}</td>`)}</tr>\n`,
  );
  return html`<section>
<h2>${title}</h2>
<div class="wide" tabindex="0"><table>
<thead><tr><th scope="col">optimizer</th>${headings}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
<div class="curves" role="img" aria-label="Regret curves: ${title}">${drawing}</div>
</section>
`;
}

function peerSection(block: PeerBlock): Markup {
  const headings = PEER_HEADINGS.map((heading) => html`<th scope="col">${heading}</th>`);
  const rows = peerRows(block).map(
    ([agent, ...cells]) => html`<tr><th scope="row">${agent}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  );
  return html`<section>
<h2>Against ${peerTitle(block)}</h2>
<div class="wide" tabindex="0"><table>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
</section>
`;
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; }
th, td { padding: 0.2rem 0.7rem; text-align: right; white-space: nowrap; border-bottom: 1px solid #e5e5e5; }
th:first-child { text-align: left; padding-left: 0; }
.curves svg { max-width: 100%; height: auto; margin-top: 1rem; }
`;
