// From fresh runs to a verdict: a winner must be better by more than the smallest effect that matters, and keep its guards.
import type { Configuration, MetricValues, Metrics } from '@schedtuna/sdk';
import { standardDeviation } from '../stats/centre.js';
import { hodgesLehmann } from '../stats/hodges-lehmann.js';
import { holm, signFlipPValue } from '../stats/permutation.js';
import { pairsNeeded } from '../stats/power.js';
import { streamOf } from '../stats/random.js';
import { parseGuard } from '../trial/guards.js';
import { objectiveScore } from '../trial/objective.js';
import { completedBlocks, type FreshRun } from './completed-blocks.js';
import type { Conclusion, Effect, GuardResult, Verdict } from './verdict.js';

export interface JudgeInput {
  readonly trials: readonly FreshRun[];
  readonly objective: string;
  readonly metrics: Metrics;
  readonly guards: readonly string[];
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  readonly seed: number;
  /** Arm 1, 2, … */
  readonly finalists: readonly { readonly configuration: Configuration; readonly difference: Configuration }[];
}

/** With fewer blocks no two-sided 95 % interval for the Hodges–Lehmann estimate exists. */
const FEWEST_BLOCKS = 6;
/** A finalist that fails more often than this is no improvement, however fast its other runs are. */
const FAILURES_ALLOWED = 1 / 3;
const ALPHA = 0.05;

/** The verdict on the best finalist: conclusions in the order better, inconclusive, equivalent, worse; then by effect. */
export function judge(input: JudgeInput): Verdict {
  const arms = input.finalists.map((_, i) => measureArm(input, i + 1));
  const corrected = holm(arms.map(({ pValue }) => pValue));
  const verdicts = arms.map((arm, i) => conclude(input, i, { ...arm, pValue: corrected[i] }));
  const rank: readonly Conclusion[] = ['better', 'inconclusive', 'equivalent', 'worse'];
  return verdicts.sort(
    (a, b) => rank.indexOf(a.conclusion) - rank.indexOf(b.conclusion) || b.effect.ratio - a.effect.ratio,
  )[0];
}

interface Arm {
  /** Log ratios of the objective, one a block. */
  readonly scores: readonly number[];
  readonly pairs: readonly (readonly [MetricValues, MetricValues])[];
  readonly failedRuns: number;
  readonly attempts: number;
  readonly pValue: number;
}

function measureArm({ trials, objective, metrics, seed }: JudgeInput, number: number): Arm {
  const { pairs, failedRuns, attempts } = completedBlocks(trials, number);
  const scores = pairs
    .map(([fallback, own]) => objectiveScore(objective, own, metrics, fallback))
    .filter(Number.isFinite);
  return { scores, pairs, failedRuns, attempts, pValue: signFlipPValue(scores, streamOf(seed, `permutation ${number}`)) };
}

function conclude(input: JudgeInput, index: number, arm: Arm): Verdict {
  const effect = effectOf(arm.scores);
  const guards = input.guards.map((guard) => checkGuard(guard, arm.pairs));
  const { conclusion, because } = conclusionOf(input, arm, effect, guards);
  const names = Object.keys(input.metrics);
  const metrics = Object.fromEntries(
    names.map((name) => [name, effectOf(logRatios(name, arm.pairs))] as const).filter(([, e]) => Number.isFinite(e.ratio)),
  );
  return {
    conclusion,
    ...(because ? { because } : {}),
    objective: input.objective,
    ...input.finalists[index],
    effect,
    pValue: arm.pValue,
    metrics,
    guards,
    blocks: arm.scores.length,
    failedRuns: arm.failedRuns,
  };
}

function conclusionOf(
  { minEffect }: JudgeInput,
  { scores, failedRuns, attempts, pValue }: Arm,
  { ratio, low, high }: Effect,
  guards: readonly GuardResult[],
): { readonly conclusion: Conclusion; readonly because?: string } {
  if (failedRuns > attempts * FAILURES_ALLOWED) {
    return { conclusion: 'worse', because: `${failedRuns} of ${attempts} runs failed` };
  }
  if (scores.length < FEWEST_BLOCKS) {
    return { conclusion: 'inconclusive', because: `${scores.length} complete pairs; at least ${FEWEST_BLOCKS} are needed` };
  }
  const least = 1 + minEffect;
  const broken = guards.find(({ upheld }) => !upheld);
  if (low > least && pValue < ALPHA) {
    if (!broken) return { conclusion: 'better' };
    return { conclusion: 'inconclusive', because: `it is faster, but ${broken.guard} is not certain` };
  }
  if (high < 1 / least) return { conclusion: 'worse' };
  if (low > 1 / least && high < least) return { conclusion: 'equivalent' };
  const sd = standardDeviation(scores) / Math.SQRT2;
  const distance = Math.max(Math.abs(Math.log(ratio)) - Math.log(least), Math.log(least));
  return { conclusion: 'inconclusive', because: `about ${pairsNeeded(sd, distance)} pairs would be needed` };
}

function checkGuard(guard: string, pairs: Arm['pairs']): GuardResult {
  const { metric, operator, bound } = parseGuard(guard);
  const effect = effectOf(logRatios(metric, pairs));
  const upheld = operator === '>=' ? effect.low >= bound : effect.high <= bound;
  return { guard, ...effect, upheld };
}

function logRatios(metric: string, pairs: Arm['pairs']): number[] {
  return pairs.map(([fallback, own]) => Math.log(own[metric] / fallback[metric])).filter(Number.isFinite);
}

function effectOf(logs: readonly number[]): Effect {
  const { estimate, low, high } = hodgesLehmann(logs);
  return { ratio: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) };
}
