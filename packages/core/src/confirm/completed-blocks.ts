// Pairs up the runs of a confirmation: default and one finalist of the same block.
import type { MetricValues, Outcome } from '@schedtuna/sdk';
import type { Pair } from './effect.js';

/** The part of a journaled trial that a verdict needs. */
export interface FreshRun {
  readonly block?: number;
  /** 0 = default. */
  readonly arm?: number;
  readonly outcome: Outcome;
}

export interface CompletedBlocks {
  /** One for each block in which both completed, in the order of the blocks' first runs. */
  readonly pairs: readonly Pair[];
  /** Number of the block of each pair. */
  readonly blocks: readonly number[];
  /** Runs of the finalist that failed or cannot be scored. */
  readonly failedRuns: number;
  /** Runs of the finalist in all, void ones left out. */
  readonly attempts: number;
}

/** `isUsable` says whether the objective can be computed from a run; one from which it cannot has failed. */
export function completedBlocks(
  trials: readonly FreshRun[],
  arm: number,
  isUsable: (metrics: MetricValues) => boolean,
): CompletedBlocks {
  const halves = new Map<number, { fallback?: MetricValues; own?: MetricValues }>();
  let failedRuns = 0;
  let attempts = 0;
  for (const { block, arm: of, outcome } of trials) {
    if (block === undefined || outcome.status === 'void' || (of !== 0 && of !== arm)) continue;
    const isCompleted = outcome.status === 'completed' && isUsable(outcome.metrics);
    if (of === arm) attempts += 1;
    if (of === arm && !isCompleted) failedRuns += 1;
    if (!isCompleted) continue;
    halves.set(block, { ...halves.get(block), [of === 0 ? 'fallback' : 'own']: outcome.metrics });
  }
  const complete = [...halves].flatMap(([block, { fallback, own }]) =>
    fallback && own ? [{ block, pair: [fallback, own] as const }] : [],
  );
  return {
    pairs: complete.map(({ pair }) => pair),
    blocks: complete.map(({ block }) => block),
    failedRuns,
    attempts,
  };
}
