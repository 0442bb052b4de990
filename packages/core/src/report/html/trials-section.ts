// Every run, in the order in which they were made, with what it was for and how it ended.
import type { Metrics } from '@schedtuna/sdk';
import type { Phase, TrialRecord } from '../../experiment/records.js';
import type { Digest } from '../digest.js';
import { counted } from '../numbers.js';
import { html, type Markup } from './markup.js';
import { trialRow } from './trial-row.js';

const GROUPS: readonly { readonly title: string; readonly phases: readonly Phase[] }[] = [
  { title: 'Default against itself', phases: ['baseline'] },
  { title: 'Search and anchors', phases: ['search', 'anchor'] },
  { title: 'Without one change each', phases: ['ablation'] },
  { title: 'Confirmation on fresh runs', phases: ['confirm'] },
  { title: 'Tests', phases: ['test'] },
];
/** A longer group is closed at first. */
const LONG = 60;

export function trialsSection(digest: Digest): Markup {
  const groups = GROUPS.map(({ title, phases }) => ({
    title,
    trials: digest.trials.filter(({ phase }) => phases.includes(phase)),
  })).filter(({ trials }) => trials.length > 0);
  return html`<section id="trials"><h2>Trials</h2>
<p>${groups.length > 0 ? 'Scores are ratios to the default runs of the same time, higher is better.' : 'Nothing was measured.'}</p>
${groups.map(({ title, trials }) => groupOf(title, trials, digest))}</section>`;
}

function groupOf(title: string, trials: readonly TrialRecord[], { experiment, rows }: Digest): Markup {
  const scores = new Map(rows.map(({ trial, score }) => [trial, score]));
  const { metrics } = experiment.benchmark;
  const columns = Object.keys(metrics).filter((name) => trials.some(({ outcome }) => hasMetric(outcome, name)));
  const hasScores = trials.some(({ phase }) => phase === 'search');
  const context = { columns, metrics, scores, hasScores, parameters: experiment.scheduler.parameters };
  return html`<details ${trials.length <= LONG && openAttribute}><summary>${title}: ${describe(trials)}</summary>
<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table class="trials cards">
<thead><tr><th scope="col">#</th><th scope="col">Step</th><th scope="col">Configuration</th>
${hasScores && html`<th scope="col">Score</th>`}${columns.map((name) => heading(name, metrics))}
<th scope="col">Outcome</th><th scope="col">Reason and message</th></tr></thead>
<tbody>${trials.map((trial) => trialRow(trial, context))}</tbody></table></div></details>`;
}

const openAttribute = html`open`;

function hasMetric(outcome: TrialRecord['outcome'], name: string): boolean {
  return outcome.status !== 'void' && outcome.metrics?.[name] !== undefined;
}

function describe(trials: readonly TrialRecord[]): string {
  const completed = trials.filter(({ outcome }) => outcome.status === 'completed').length;
  return `${counted(trials.length, 'run')}, ${completed === trials.length ? 'all' : completed} completed`;
}

function heading(name: string, metrics: Metrics): Markup {
  const { label = name, unit } = metrics[name];
  return html`<th scope="col">${label}${unit && html` <small>${unit}</small>`}</th>`;
}
