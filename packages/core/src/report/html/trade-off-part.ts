// The choice that a search with two metrics offers: a drawing, and the same in a table.
import type { Configuration, Metrics, Parameters } from '@schedtuna/sdk';
import type { Verdict } from '../../confirm/verdict.js';
import type { Point } from '../../stats/pareto-front.js';
import { differenceOf } from '../digest.js';
import { changes } from '../event-lines.js';
import { counted, times } from '../numbers.js';
import type { Timeline } from '../plots/timeline.js';
import { type TradeOff, tradeOffOf } from '../trade-off.js';
import { wideFigure } from './figure.js';
import { html, type Markup } from './markup.js';
import { tradeOffPanel } from './trade-off-panel.js';

/** undefined where there are no two metrics to trade. */
export async function tradeOffPart(timeline: Timeline, verdict: Verdict | undefined): Promise<Markup | undefined> {
  const tradeOff = tradeOffOf(timeline, verdict);
  if (!tradeOff) return undefined;
  const { benchmark, scheduler } = timeline.experiment;
  const drawing = await wideFigure((size) => tradeOffPanel(tradeOff, benchmark.metrics, size));
  return html`${drawing}
<p>${sentence(tradeOff)}</p>
${frontTable(tradeOff, benchmark.metrics, scheduler.parameters)}`;
}

function sentence({ front, runs }: TradeOff): string {
  const found = front.filter(({ episode }) => episode !== 0);
  if (found.length === 0) {
    return `The default was at least as good in both as each of ${counted(runs.length, 'completed run')}.`;
  }
  if (front.length === 1) return `Episode ${found[0].episode} was best in both: there is nothing to choose.`;
  return `${counted(found.length, 'run')} of the search on the front: whoever wants more of one takes less of the other. Single runs prove nothing, and the best of many are partly lucky.`;
}

function frontTable({ x, y, front, winner }: TradeOff, definitions: Metrics, parameters: Parameters): Markup {
  const label = (metric: string) => definitions[metric]?.label ?? metric;
  const row = (name: string, at: Point, configuration: Configuration) =>
    html`<tr><th scope="row">${name}</th>${number(label(x), at.x)}${number(label(y), at.y)}<td data-label="Configuration"><code>${changes(differenceOf(configuration, parameters))}</code></td></tr>`;
  return html`<div class="scroll" role="region" aria-label="The front" tabindex="0"><table class="cards">
<thead><tr><th scope="col">Run</th><th scope="col">${label(x)}</th><th scope="col">${label(y)}</th><th scope="col">Configuration</th></tr></thead>
<tbody>${front.map((run) => row(run.episode === 0 ? 'default' : `episode ${run.episode}`, run, run.configuration ?? {}))}
${winner && row('winner in fresh runs', winner, winner.configuration)}</tbody></table></div>`;
}

function number(label: string, ratio: number): Markup {
  return html`<td data-label="${label}" class="number">${times(ratio)}</td>`;
}
