// What each change of the best configuration was worth in fresh runs without it.
import type { AblatedParameter } from '../../confirm/ablation.js';
import type { AblationRecord } from '../../experiment/records.js';
import { isBounded, times } from '../numbers.js';
import { html, type Markup } from './markup.js';

export function ablationTable({ configuration, parameters }: AblationRecord): Markup {
  return html`<div class="scroll" role="region" aria-label="Changes one by one" tabindex="0"><table class="cards">
<thead><tr><th scope="col">Change</th><th scope="col">Objective without it</th><th scope="col">95 % interval</th><th scope="col">Odds</th><th scope="col">Result</th></tr></thead>
<tbody>${parameters.map((one) => row(one, `${one.parameter}=${configuration[one.parameter]}`))}</tbody></table></div>`;
}

function row({ without, odds, isKept, blocks }: AblatedParameter, change: string): Markup {
  const interval = isBounded(without) ? `${without.low.toFixed(3)} – ${without.high.toFixed(3)}` : 'unbounded';
  const result = isKept ? 'kept' : 'dropped: no use was found';
  return html`<tr><th scope="row"><code>${change}</code></th><td data-label="Without it" class="number">${blocks > 0 && times(without.ratio)}</td><td data-label="95 % interval" class="number">${interval}</td><td data-label="Odds" class="number">${odds !== undefined && shown(odds)}</td><td data-label="Result">${result}</td></tr>`;
}

function shown(odds: number): string {
  if (odds >= 1000) return '> 1000';
  if (odds < 0.01) return '< 0.01';
  return odds < 10 ? odds.toPrecision(2) : odds.toFixed(0);
}
