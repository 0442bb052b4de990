// What each parameter did over the search: where to look, and why that is no proof.
import type { Parameter, Parameters } from '@schedtuna/sdk';
import type { AblationRecord, JournalRecord } from '../../experiment/records.js';
import type { Digest } from '../digest.js';
import { counted, times } from '../numbers.js';
import { ALPHA, FEWEST, type ParameterEffect, parameterEffects, type Seen } from '../parameter-effects.js';
import { html, type Markup } from './markup.js';

/** A longer table is closed at first. */
const LONG = 12;

export function parameterEffectsTable({ rows, experiment }: Digest, records: readonly JournalRecord[]): Markup {
  const { parameters } = experiment.scheduler;
  const runs = rows.flatMap(({ configuration, episode, score }) =>
    score === null ? [] : [{ configuration, episode, score }],
  );
  const effects = parameterEffects(parameters, runs, experiment.options.seed).toSorted(strongestFirst);
  const ablation = records.find((record) => record.type === 'ablation');
  const tested = effects.filter(({ seen }) => seen !== undefined);
  return html`<h3>What each parameter did</h3>
<p>${tested.length === 0 ? TOO_FEW : foundSentence(tested, parameters)} ${RULE}</p>
${
  tested.length > 0 &&
  html`<p>${caveat(ablation !== undefined)}</p>
<details ${effects.length <= LONG && html`open`}><summary>All ${counted(effects.length, 'parameter')}</summary>
<div class="scroll" role="region" aria-label="What each parameter did" tabindex="0"><table class="cards">
<thead><tr><th scope="col">Parameter</th>${(ablation ? [...HEADINGS, IN_ABLATION] : HEADINGS).map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${effects.map((effect) => row(effect, parameters[effect.parameter], ablatedOf(effect, ablation)))}</tbody></table></div></details>`
}`;
}

const TOO_FEW = 'Too few runs to tell.';
const RULE = `A parameter is judged from ${FEWEST} different configurations with a completed run on, and only if it varied enough among those of about the same time for chance to be ruled out.`;

function foundSentence(tested: readonly ParameterEffect[], parameters: Parameters): string {
  const found = tested.flatMap(({ parameter, seen }) =>
    seen && seen.pValue < ALPHA ? [`${parameter} (${words(seen, parameters[parameter])})`] : [],
  );
  const head = `Of ${counted(tested.length, 'parameter')} that could be judged`;
  if (found.length === 0) return `${head} none went along with the score.`;
  return `${head} ${found.length} went along with the score: ${found.join(', ')}.`;
}

function caveat(isAblated: boolean): Markup {
  return html`This is where to look, not a proof: the agent chose the configurations, so that parameters moved together, and one may look good for what another did. ${
    isAblated
      ? html`The experiment on single changes is the ablation, <a href="#ablation">Changes one by one</a>.`
      : 'An experiment on single changes would be the ablation (--ablation-runs), of which there is none here.'
  } Runs that failed do not count.`;
}

const HEADINGS = [
  'Runs',
  'Levels tried',
  'Best level seen',
  'Correlation or spread',
  'Corrected p',
  'In words',
] as const;
const IN_ABLATION = 'In the ablation';

function row(
  { parameter, runs, configurations, levels, best, seen }: ParameterEffect,
  definition: Parameter,
  ablated: string | undefined,
): Markup {
  const contents = [
    html`${runs}${configurations !== runs && html` <small>of ${counted(configurations, 'configuration')}</small>`}`,
    html`${levels}`,
    best &&
      html`<span><code>${String(best.value)}</code> ${times(best.ratio)} <small>in ${counted(best.configurations, 'configuration')}</small></span>`,
    seen && html`${seen.kind === 'spread' ? times(seen.size) : signed(seen.size)}`,
    seen && html`${seen.pValue < 0.001 ? '< 0.001' : seen.pValue.toFixed(3)}`,
    html`${levels === 0 ? 'never active' : levels === 1 ? 'always the same' : seen ? words(seen, definition) : 'too few runs to tell'}`,
    ...(ablated === undefined ? [] : [ablated]),
  ];
  return html`<tr><th scope="row"><code>${parameter}</code></th>${contents.map((content, i) => html`<td data-label="${HEADINGS[i] ?? IN_ABLATION}">${content}</td>`)}</tr>`;
}

/** What the experiment said, where the best configuration had changed the parameter. */
function ablatedOf({ parameter }: ParameterEffect, ablation: AblationRecord | undefined): string | undefined {
  const judged = ablation?.parameters.find((one) => one.parameter === parameter);
  return judged && (judged.isKept ? 'kept' : 'no use was found');
}

function signed(correlation: number): string {
  return `${correlation < 0 ? '−' : ''}${Math.abs(correlation).toFixed(2)}`;
}

/** `no trend` where a best value in the middle would not have shown. */
function words({ kind, size, pValue }: Seen, definition: Parameter): string {
  const isOrder = kind === 'correlation' && definition.type !== 'boolean';
  if (pValue >= ALPHA) return isOrder ? 'no trend seen' : 'no effect seen';
  if (kind === 'spread') return 'choices differed';
  if (definition.type === 'boolean') return size > 0 ? 'on was better' : 'off was better';
  if (definition.type === 'categorical') {
    return `towards ${definition.choices.at(size > 0 ? -1 : 0)} was better`;
  }
  return size > 0 ? 'higher was better' : 'lower was better';
}

function strongestFirst(a: ParameterEffect, b: ParameterEffect): number {
  return (a.seen?.pValue ?? 2) - (b.seen?.pValue ?? 2);
}
