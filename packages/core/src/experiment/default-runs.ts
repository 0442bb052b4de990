// The runs of the default configuration that a search is measured against.
import type { MetricValues, Samples } from '@schedtuna/sdk';
import type { JournalRecord } from './records.js';

export interface DefaultRuns {
  /** Completed ones: A/A without the warm-up, and anchors; oldest first. */
  readonly runs: readonly { readonly id: number; readonly samples: Samples; readonly metrics: MetricValues }[];
  /** Number that the next trial will have. */
  readonly next: number;
}

export function defaultRuns(records: readonly JournalRecord[]): DefaultRuns {
  const trials = records.filter((record) => record.type === 'trial');
  const runs = trials.flatMap(({ id, phase, block, outcome }) =>
    outcome.status === 'completed' && (phase === 'anchor' || (phase === 'baseline' && block !== 0))
      ? [{ id, samples: outcome.samples, metrics: outcome.metrics }]
      : [],
  );
  return { runs, next: (trials.at(-1)?.id ?? 0) + 1 };
}
