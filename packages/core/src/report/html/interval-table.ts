// Ratio and interval of the objective, of every metric and of every guard.
import type { Metrics } from '@schedtuna/sdk';
import { isBroken } from '../../confirm/guard-result.js';
import type { Effect, GuardResult, Verdict } from '../../confirm/verdict.js';
import { amount, quantity } from '../../trial/quantity.js';
import { counted, isBounded, times } from '../numbers.js';
import { html, type Markup } from './markup.js';

export function intervalTable(
  { objective, effect, pValue, metrics, guards, blocks }: Verdict,
  definitions: Metrics,
): Markup {
  return html`<div class="scroll" role="region" aria-label="Intervals" tabindex="0"><table class="cards">
<thead><tr><th scope="col">What</th><th scope="col">Ratio to default</th><th scope="col">95 % interval</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${row(html`<strong>${objective}</strong> (objective)`, effect, blocks > 0 && `above 1 is better; p ${pValue === 1 ? '> 0.25' : `= ${pValue.toFixed(3)}`}`)}
${Object.entries(metrics).map(([name, own]) => row(named(name, definitions), own, meaning(name, definitions)))}
${guards.map(guardRow)}
</tbody></table></div>`;
}

function row(what: Markup, effect: Effect, note: string | false): Markup {
  const interval = isBounded(effect) ? `${effect.low.toFixed(3)} – ${effect.high.toFixed(3)}` : UNBOUNDED;
  return cells(what, 'Ratio to default', times(effect.ratio), interval, note);
}

function guardRow(result: GuardResult): Markup {
  const what = html`guard <code>${result.guard}</code>`;
  if (!('unit' in result)) return row(what, result, state(result));
  const { value, low, high, unit } = result;
  const isUnbounded = low === -Number.MAX_VALUE || high === Number.MAX_VALUE;
  const interval = isUnbounded ? UNBOUNDED : `${amount(low)} – ${quantity(high, unit)}`;
  return cells(what, 'Value', value === null ? '' : quantity(value, unit), interval, state(result));
}

const UNBOUNDED = 'unbounded';

function cells(what: Markup, label: string, estimate: string, interval: string, note: string | false): Markup {
  return html`<tr><th scope="row">${what}</th><td data-label="${label}" class="number">${estimate}</td><td data-label="95 % interval" class="number">${interval}</td><td data-label="Meaning">${note}</td></tr>`;
}

function named(name: string, definitions: Metrics): Markup {
  const label = definitions[name]?.label;
  return label === undefined || label === name ? html`${name}` : html`${label} <small>${name}</small>`;
}

function meaning(name: string, definitions: Metrics): string | false {
  const direction = definitions[name]?.direction;
  return direction !== undefined && (direction === 'maximize' ? 'higher is better' : 'lower is better');
}

function state(guard: GuardResult): string {
  if (guard.upheld) return 'kept';
  if (isBroken(guard)) return 'broken';
  const { missing } = guard;
  if (missing === undefined) return 'not certain: the bound lies within the interval';
  return `not certain: ${'unit' in guard ? 'not measured' : 'no ratio'} in ${counted(missing, 'pair')}`;
}
