// What the machine did by itself: default against itself, drift, and other work beside the runs.
import type { MetricValues } from '@schedtuna/sdk';
import type { BaselineRecord } from '../../experiment/records.js';
import { guardWarnings } from '../../trial/default-guards.js';
import type { Digest } from '../digest.js';
import { metricsOf } from '../episodes.js';
import { causesSentence, noiseLines, secondsPerRun } from '../noise-lines.js';
import { counted, percent } from '../numbers.js';
import { defaultRunsPanel } from './default-runs-panel.js';
import { wideFigure } from './figure.js';
import { foreignPanel } from './foreign-panel.js';
import { html, type Markup } from './markup.js';

export async function noiseSection(digest: Digest): Promise<Markup> {
  const { baseline, trials, experiment } = digest;
  const { metrics } = experiment.benchmark;
  const allowance = experiment.options.maxForeignCpus;
  const repeated = trials.filter(({ outcome }) => outcome.status === 'void').length;
  return html`<section id="noise"><h2>Noise and drift</h2>
<p>${baseline ? aboutNoise(baseline, digest) : 'The runs of the default configuration against itself are not over.'}
${repeated > 0 ? `${counted(repeated, 'run')} could not be trusted and did not count.` : 'No run was void.'}</p>
${baseline && causeList(baseline)}
${baseline && guardWarnings(experiment.benchmark.guards, defaultRuns(trials), metrics).map((warning) => html`<p>Warning: ${warning}.</p>`)}
${baseline && noiseTable(baseline, experiment.benchmark.metrics)}
${baseline && (await wideFigure((size) => defaultRunsPanel(trials, baseline, metrics, size)))}
${await wideFigure((size) => foreignPanel(trials, allowance, size))}
</section>`;
}

function aboutNoise(baseline: BaselineRecord, { experiment, trials }: Digest): string {
  const { minEffect } = experiment.options;
  return noiseLines({ noise: baseline.noise, minEffect, secondsPerRun: secondsPerRun(trials) }).join(' ');
}

/** Also where the machine is quiet enough: whoever wants to see smaller effects reads it. */
function causeList({ causes }: BaselineRecord): Markup | false {
  if (causes === undefined) return false;
  if (causes.length === 0) return html`<p>${causesSentence(causes)}</p>`;
  return html`<h3>What makes it noisy</h3><ul>${causes.map(({ clause }) => html`<li>${capital(clause)}.</li>`)}</ul>`;
}

function capital(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** A/A; the warm-up is left out. */
function defaultRuns(trials: Digest['trials']): MetricValues[] {
  return trials
    .filter(({ phase, block, outcome }) => phase === 'baseline' && block !== 0 && outcome.status === 'completed')
    .map(metricsOf);
}

function noiseTable(
  { noise, objective }: BaselineRecord,
  definitions: Digest['experiment']['benchmark']['metrics'],
): Markup {
  const fact = (name: string, value: string) =>
    html`<tr><th scope="row">${name}</th><td class="number">${value}</td></tr>`;
  const others = Object.entries(noise.metrics).filter(([name]) => name !== objective);
  return html`<table class="facts"><tbody>
${fact(`${objective}: standard deviation between runs`, percent(noise.sd))}
${fact('Smallest effect that the confirmation would find in 80 % of cases', percent(noise.detectable))}
${fact('Drift from the first to the last run', percent(noise.drift))}
${fact('Correlation between neighbouring runs (lag 1)', noise.lag1 === null ? 'too few runs' : noise.lag1.toFixed(2))}
${others.map(([name, sd]) => fact(`${definitions[name]?.label ?? name}: standard deviation between runs`, percent(sd)))}
</tbody></table>`;
}
