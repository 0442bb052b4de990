// Ratio and interval of the objective, of every metric and of every guard.
import type { Metrics } from '@schedtuna/sdk';
import { isBroken } from '../../confirm/guard-result.js';
import type { Effect, GuardResult, Verdict } from '../../confirm/verdict.js';
import { isBounded, times } from '../numbers.js';
import { html, type Markup } from './markup.js';

export function intervalTable(
  { objective, effect, pValue, metrics, guards, blocks }: Verdict,
  definitions: Metrics,
): Markup {
  return html`<div class="scroll" role="region" aria-label="Intervals" tabindex="0"><table class="cards">
<thead><tr><th scope="col">What</th><th scope="col">Ratio to default</th><th scope="col">95 % interval</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${row(html`<strong>${objective}</strong> (objective)`, effect, blocks > 0 && `above 1 is better; p = ${pValue.toFixed(3)}`)}
${Object.entries(metrics).map(([name, own]) => row(named(name, definitions), own, meaning(name, definitions)))}
${guards.map((guard) => row(html`guard <code>${guard.guard}</code>`, guard, state(guard)))}
</tbody></table></div>`;
}

function row(what: Markup, effect: Effect, note: string | false): Markup {
  const interval = isBounded(effect) ? `${effect.low.toFixed(3)} – ${effect.high.toFixed(3)}` : 'unbounded';
  return html`<tr><th scope="row">${what}</th><td data-label="Ratio to default" class="number">${times(effect.ratio)}</td><td data-label="95 % interval" class="number">${interval}</td><td data-label="Meaning">${note}</td></tr>`;
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
  return isBroken(guard) ? 'broken' : 'not certain: the bound lies within the interval';
}
