// From fresh runs to a verdict on the best finalist.
import type { Configuration, Metrics, MetricValues } from '@schedtuna/sdk';
import { holm, signFlipPValue } from '../stats/permutation.js';
import { FEWEST_PAIRS } from '../stats/power.js';
import { streamOf } from '../stats/random.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import { type CompletedBlocks, completedBlocks, type FreshRun } from './completed-blocks.js';
import { conclude } from './conclude.js';
import { effectOf, logRatios } from './effect.js';
import { checkGuard } from './guard-result.js';
import type { Effect, Verdict } from './verdict.js';

export interface JudgeInput {
  readonly trials: readonly FreshRun[];
  readonly objective: string;
  readonly metrics: Metrics;
  readonly guards: readonly string[];
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  readonly seed: number;
  /** Arm 1, 2, …; at least one. */
  readonly finalists: readonly { readonly configuration: Configuration; readonly difference: Configuration }[];
}

/**
 * The finalist that is better, of several the one with fewer changes unless it is clearly behind; else the one with the highest ratio that is not worse, else the least bad one. p-values
 * are corrected for the number of finalists (Holm); the intervals are those of single comparisons.
 */
export function judge(input: JudgeInput): Verdict {
  const arms = input.finalists.map((_, i) => measureArm(input, i + 1));
  const corrected = holm(arms.map(({ pValue }) => pValue));
  const verdicts = arms.map((arm, i) => verdictOf(input, i, { ...arm, pValue: corrected[i] }));
  return verdicts.sort((a, b) => rank(a) - rank(b) || simpler(a, b) || b.effect.ratio - a.effect.ratio)[0];
}

/** Of two that are better: fewer changes, if its interval reaches the other's estimate. 0 when that does not decide. */
function simpler(a: Verdict, b: Verdict): number {
  const changes = (verdict: Verdict) => Object.keys(verdict.difference).length;
  if (a.conclusion !== 'better' || b.conclusion !== 'better' || changes(a) === changes(b)) return 0;
  const [fewer, more] = changes(a) < changes(b) ? [a, b] : [b, a];
  return fewer.effect.high < more.effect.ratio ? 0 : changes(a) - changes(b);
}

interface Arm extends CompletedBlocks {
  /** Log ratios of the objective, one a block. */
  readonly scores: readonly number[];
  readonly pValue: number;
}

function measureArm({ trials, objective, metrics, seed }: JudgeInput, arm: number): Arm {
  const blocks = completedBlocks(trials, arm, (values: MetricValues) => isScorable(objective, values, metrics));
  const scores = blocks.pairs.map(([fallback, own]) => objectiveScore(objective, own, metrics, fallback));
  return { ...blocks, scores, pValue: signFlipPValue(scores, streamOf(seed, `permutation ${arm}`)) };
}

function verdictOf(input: JudgeInput, index: number, arm: Arm): Verdict {
  const effect = effectOf(arm.scores);
  const guards = input.guards.map((guard) => checkGuard(guard, arm.pairs));
  return {
    ...conclude({ ...arm, effect, guards, minEffect: input.minEffect, finalists: input.finalists.length }),
    objective: input.objective,
    ...input.finalists[index],
    effect,
    pValue: arm.pValue,
    metrics: metricEffects(input.metrics, arm),
    guards,
    blocks: arm.scores.length,
    failedRuns: arm.failedRuns,
  };
}

/** Metrics that no pair has are left out. */
function metricEffects(definitions: Metrics, { pairs }: Arm): Record<string, Effect> {
  const measured = Object.keys(definitions).map((name) => [name, logRatios(name, pairs)] as const);
  return Object.fromEntries(
    measured.filter(([, logs]) => logs.length > 0).map(([name, logs]) => [name, effectOf(logs)]),
  );
}

function rank({ conclusion, blocks }: Verdict): number {
  if (conclusion === 'better') return 0;
  if (conclusion === 'worse') return 3;
  return blocks >= FEWEST_PAIRS ? 1 : 2;
}
