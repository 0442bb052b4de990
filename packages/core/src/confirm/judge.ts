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
 * The finalist that is better, else the one with the highest ratio that is not worse, else the least bad one. Of two that
 * are better, one that has only some of the other's changes is preferred while it keeps most of the gain. p-values are
 * corrected for the number of finalists (Holm); the intervals are those of single comparisons.
 */
export function judge(input: JudgeInput): Verdict {
  const arms = input.finalists.map((_, i) => measureArm(input, i + 1));
  const corrected = holm(arms.map(({ pValue }) => pValue));
  const verdicts = arms.map((arm, i) => verdictOf(input, i, { ...arm, pValue: corrected[i] }));
  const [best, ...others] = verdicts.sort((a, b) => rank(a) - rank(b) || b.effect.ratio - a.effect.ratio);
  const simpler = others.find((other) => keepsMost(other, best));
  return simpler ? { ...simpler, outOf: { difference: best.difference, effect: best.effect } } : best;
}

/** Of the logarithm of the gain: a person rather deploys one flag that is understood than twelve for a little more. */
const MOST = 0.8;

/** `fewer` is better than the default, too, has some of the changes of `more` and no other, and keeps most of its gain. */
function keepsMost(fewer: Verdict, more: Verdict): boolean {
  if (fewer.conclusion !== 'better' || more.conclusion !== 'better') return false;
  const changes = Object.entries(fewer.difference);
  const isPart = changes.every(([name, value]) => more.difference[name] === value);
  if (!isPart || changes.length >= Object.keys(more.difference).length) return false;
  return Math.log(fewer.effect.ratio) >= MOST * Math.log(more.effect.ratio);
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
