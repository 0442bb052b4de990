// What the blocks so far say about one finalist, tested so that looking at it several times does not mislead.
import type { Metrics, MetricValues } from '@schedtuna/sdk';
import { streamOf } from '../stats/random.js';
import { type Look, sequentialTest } from '../stats/sequential-test.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import { type CompletedBlocks, completedBlocks, type FreshRun } from './completed-blocks.js';
import { effectOf } from './effect.js';
import { ALPHA, plannedLooks } from './looks.js';
import type { Effect } from './verdict.js';

export interface EvidenceInput {
  readonly trials: readonly FreshRun[];
  readonly objective: string;
  readonly metrics: Metrics;
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  readonly seed: number;
  /** Blocks that are measured at most. */
  readonly plannedBlocks: number;
}

export interface ArmEvidence extends CompletedBlocks {
  /** Log ratios of the objective, one a complete block. */
  readonly scores: readonly number[];
  readonly effect: Effect;
  /** One-sided sequential p-values against the smallest effect that matters: that it is not better, not worse, not as good as equal. */
  readonly better: number;
  readonly worse: number;
  readonly equivalent: number;
}

/** `arm` counts from 1; `finalists` are compared with the default in the same blocks. p-values above `limit`, at least 2.5 %, may be 1. */
export function evidenceOf(input: EvidenceInput, arm: number, finalists: number, limit: number): ArmEvidence {
  const { trials, objective, metrics, minEffect, seed } = input;
  const isUsable = (values: MetricValues) => isScorable(objective, values, metrics);
  const blocks = completedBlocks(trials, arm, isUsable);
  const scores = blocks.pairs.map(([fallback, own]) => objectiveScore(objective, own, metrics, fallback));
  const looks = looksSoFar(input, blocks.blocks, finalists);
  const bound = Math.log1p(minEffect);
  const test = (shift: number) => {
    const shifted = scores.map((score) => score + shift);
    return sequentialTest(shifted, looks, streamOf(seed, `signs ${arm}`));
  };
  const effect = effectOf(scores);
  // No verdict without an interval that says the same, and tests take longer than intervals.
  const canBeBetter = effect.low > Math.exp(bound);
  const canBeWorse = effect.high < Math.exp(-bound);
  const canBeEquivalent = effect.low > Math.exp(-bound) && effect.high < Math.exp(bound);
  return {
    ...blocks,
    scores,
    effect,
    better: canBeBetter || limit > ALPHA ? test(-bound).pValue('above', ALPHA, limit) : 1,
    worse: canBeWorse ? test(bound).pValue('below', ALPHA) : 1,
    equivalent: canBeEquivalent
      ? Math.max(test(-bound).pValue('below', ALPHA), test(bound).pValue('above', ALPHA)) // two one-sided tests
      : 1,
  };
}

/** The looks at which these blocks could be judged, up to now. */
function looksSoFar(
  { trials, plannedBlocks }: EvidenceInput,
  blocks: readonly number[],
  finalists: number,
): readonly Look[] {
  const last = trials.reduce((most, { block = 0 }) => Math.max(most, block), 0);
  const planned = Math.max(plannedBlocks, last);
  return plannedLooks(planned, finalists)
    .filter((look) => look <= last)
    .map((look) => ({ pairs: blocks.filter((block) => block <= look).length, share: look / planned }));
}
