// One run as a row of the table of trials; on narrow pages the style sheet makes a card of it.
import type { Metrics, Parameters } from '@schedtuna/sdk';
import type { TrialRecord } from '../../experiment/records.js';
import { amount } from '../../trial/quantity.js';
import { differenceOf } from '../digest.js';
import { metricsOf } from '../episodes.js';
import { changes, stopped } from '../event-lines.js';
import { times } from '../numbers.js';
import { type Content, html, type Markup } from './markup.js';

export interface TrialContext {
  /** Names of the metrics that have a column. */
  readonly columns: readonly string[];
  readonly metrics: Metrics;
  /** Log ratio by id of the trial; null where the run failed. */
  readonly scores: ReadonlyMap<number, number | null>;
  readonly hasScores: boolean;
  readonly parameters: Parameters;
}

export function trialRow(trial: TrialRecord, context: TrialContext): Markup {
  const { outcome } = trial;
  const values = metricsOf(trial);
  const score = context.scores.get(trial.id) ?? undefined;
  return html`<tr class="${outcome.status}">
${cell('#', trial.id, 'number')}${cell('Step', stepOf(trial))}
${cell('Configuration', html`<code>${changes(differenceOf(trial.configuration, context.parameters))}</code>`)}
${context.hasScores && cell('Score', score === undefined ? '' : times(Math.exp(score)), 'number')}
${context.columns.map((name) => metricCell(name, values[name], context))}
${cell('Outcome', outcomeOf(trial))}
${cell('Reason and message', [long(trial.reason ?? ''), outcome.status !== 'completed' && html`<p class="message">${long(outcome.message)}</p>`])}</tr>`;
}

function outcomeOf(trial: TrialRecord): string {
  const { outcome } = trial;
  const status = outcome.status === 'completed' ? 'completed' : `${outcome.status}: ${outcome.class}`;
  return [status, stopped(trial)].filter(Boolean).join(', ');
}

function metricCell(name: string, value: number | undefined, { metrics }: TrialContext): Markup {
  const { label = name, unit } = metrics[name];
  return cell([label, unit].filter(Boolean).join(', '), value === undefined ? '' : amount(value), 'number');
}

function cell(label: string, content: Content, kind = ''): Markup {
  return html`<td data-label="${label}" class="${kind}">${content}</td>`;
}

function stepOf({ phase, episode, block, arm, attempt }: TrialRecord): string {
  return [stageOf(phase, episode, block), armOf(phase, arm), attempt > 1 && `attempt ${attempt}`]
    .filter(Boolean)
    .join(', ');
}

function stageOf(phase: TrialRecord['phase'], episode = 0, block = 0): string {
  if (phase === 'search') return `episode ${episode}`;
  if (phase === 'anchor') return `default after episode ${episode}`;
  if (phase === 'baseline') return block === 0 ? 'warm-up' : `pair ${block}`;
  return `block ${block}`;
}

function armOf(phase: TrialRecord['phase'], arm?: number): string | false {
  if (arm === undefined) return false;
  if (phase === 'ablation') return arm === 0 ? 'all changes' : 'without one';
  if (arm === 0) return 'default';
  return phase === 'test' ? 'winner' : `finalist ${arm}`;
}

/** Text of more characters than this is folded up behind its beginning. */
const LONG = 120;

function long(text: string): Content {
  if (text.length <= LONG) return text;
  return html`<details><summary>${text.slice(0, LONG - 40)}…</summary><span class="whole">${text}</span></details>`;
}
