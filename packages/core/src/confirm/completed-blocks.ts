// Pairs up the runs of a confirmation: default and one finalist of the same block.
import type { MetricValues, Outcome } from '@schedtuna/sdk';

/** The part of a journaled trial that a verdict needs. */
export interface FreshRun {
  readonly block?: number;
  /** 0 = default. */
  readonly arm?: number;
  readonly outcome: Outcome;
}

export interface CompletedBlocks {
  /** Metrics of default and finalist in blocks where both completed. */
  readonly pairs: readonly (readonly [MetricValues, MetricValues])[];
  /** Runs of the finalist that failed. */
  readonly failedRuns: number;
  /** Runs of the finalist in all, void ones left out. */
  readonly attempts: number;
}

export function completedBlocks(trials: readonly FreshRun[], arm: number): CompletedBlocks {
  const byBlock = new Map<number | undefined, { fallback?: MetricValues; own?: MetricValues }>();
  let failedRuns = 0;
  let attempts = 0;
  for (const trial of trials) {
    if (trial.outcome.status === 'void' || (trial.arm !== 0 && trial.arm !== arm)) continue;
    if (trial.arm === arm) attempts += 1;
    if (trial.outcome.status === 'failed') {
      if (trial.arm === arm) failedRuns += 1;
      continue;
    }
    const block = byBlock.get(trial.block) ?? {};
    byBlock.set(trial.block, { ...block, [trial.arm === 0 ? 'fallback' : 'own']: trial.outcome.metrics });
  }
  const pairs = [...byBlock.values()].flatMap(({ fallback, own }) => (fallback && own ? [[fallback, own] as const] : []));
  return { pairs, failedRuns, attempts };
}
