// The answer: verdict, intervals, and what the search had promised.
import type { Metrics } from '@schedtuna/sdk';
import { verdictSentence } from '../../confirm/sentences.js';
import type { Verdict } from '../../confirm/verdict.js';
import type { JournalRecord } from '../../experiment/records.js';
import type { Digest } from '../digest.js';
import { changes } from '../event-lines.js';
import { freshScores } from '../fresh-scores.js';
import { times, timesWithin } from '../numbers.js';
import { ablationPart } from './ablation-part.js';
import { blocksPanel } from './blocks-panel.js';
import { effectsPanel } from './effects-panel.js';
import { figure } from './figure.js';
import { intervalTable } from './interval-table.js';
import { html, type Markup } from './markup.js';
import { promiseSentence, searchRatioOf } from './search-promise.js';

export async function verdictSection(digest: Digest, records: readonly JournalRecord[]): Promise<Markup> {
  const { verdict, verdicts, experiment, withoutVerdict } = digest;
  const last = verdicts.at(-1);
  const promised = promiseSentence(digest);
  if (!verdict || !last) {
    return html`<section id="verdict"><h2>Verdict</h2>
<div class="verdict none"><p class="badge">no verdict</p><p class="sentence">${withoutVerdict}</p>
${promised && html`<p>${promised}</p>`}</div></section>`;
  }
  const { metrics } = experiment.benchmark;
  const ablation = records.find((record) => record.type === 'ablation') ?? false;
  const scores = freshScores(records, last, experiment);
  const figures = [
    await figure((size) => effectsPanel(verdict, metrics, size)),
    await figure((size) => blocksPanel(scores, verdict.effect, size)),
  ];
  return html`<section id="verdict"><h2>Verdict</h2>
<div class="verdict ${verdict.conclusion}"><p class="badge">${verdict.conclusion}</p>
<p class="sentence">${sentenceOf(verdict, metrics)}</p>
<p>Configuration: <code>${changes(verdict.difference)}</code></p>
${promised && html`<p>${promised}</p>`}</div>
<h3>Intervals</h3>
${intervalTable(verdict, metrics)}
${searchAgainstFresh(digest, verdict)}
${ablation && (await ablationPart(ablation))}
<div class="figures">${figures}</div>
${verdicts.length > 1 && comparisons(digest)}
</section>`;
}

/** Without the conclusion, which stands above it, and what the search had seen, which stands below. */
function sentenceOf({ searchRatio: _, ...verdict }: Verdict, definitions: Metrics): string {
  const sentence = verdictSentence(verdict, definitions).slice(verdict.conclusion.length + 2);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

/** The maximum of many noisy runs is too good: Capen, Clapp & Campbell 1971 called it the winner's curse. */
function searchAgainstFresh({ best, verdicts }: Digest, { effect }: Verdict): Markup | false {
  const promised = searchRatioOf(verdicts);
  if (best === undefined && promised === undefined) return false;
  const seen = promised ?? Math.exp(best?.score ?? 0);
  return html`<h3>Search against fresh runs</h3>
<table class="facts"><tbody>
${best && html`<tr><th scope="row">Best single run of the search</th><td class="number">${times(Math.exp(best.score))}</td></tr>`}
${promised !== undefined && html`<tr><th scope="row">The search's estimate for the winner</th><td class="number">${times(promised)}</td></tr>`}
<tr><th scope="row">Fresh runs</th><td class="number">${timesWithin(effect)}</td></tr>
</tbody></table>
<p>${explained(seen, effect)}</p>`;
}

function explained(seen: number, { ratio, high }: Verdict['effect']): string {
  if (seen > high) {
    return "The search promised more than fresh runs hold: the best of many noisy runs was partly lucky, which is known as the winner's curse. Only the fresh runs count.";
  }
  if (seen > ratio)
    return 'The search was optimistic, as the best of many noisy runs usually is, but within the interval of the fresh runs.';
  return 'The search did not promise too much. The fresh runs, on which nothing was optimised, are what counts.';
}

function comparisons({ verdicts, experiment }: Digest): Markup {
  const rows = verdicts.map(
    ({ at, phase, verdict }) => html`<tr><td>${at}</td><td>${phase === 'test' ? 'test' : 'confirmation'}</td>
<td>${verdictSentence(verdict, experiment.benchmark.metrics)}</td></tr>`,
  );
  return html`<details><summary>All ${verdicts.length} comparisons on fresh runs</summary>
<div class="scroll" role="region" aria-label="Comparisons on fresh runs" tabindex="0"><table>
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Verdict</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}
