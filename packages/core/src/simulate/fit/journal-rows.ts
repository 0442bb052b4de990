// What a journal says about each configuration that was run in its search.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import type { JournalRecord } from '../../experiment/records.js';
import { episodeRows, trialsOf } from '../../report/episodes.js';
import { mean } from '../../stats/centre.js';

export interface JournalRow {
  readonly configuration: Configuration;
  /** Mean log ratio of its completed runs to the baseline of their time, higher is better; undefined when none completed. */
  readonly score: number | undefined;
  readonly completed: number;
  readonly failed: number;
}

/** Block of the run before the first pair. */
const WARM_UP = 0;

/**
 * The default configuration first: its runs of the baseline and the anchors are what scores are relative to, so its score is 0.
 * Void runs say nothing. Finalists' fresh runs are left out: they are of few configurations, and what they are compared with differs.
 */
export function journalRows(records: readonly JournalRecord[], space: SearchSpace): readonly JournalRow[] {
  const found = new Map<string, { configuration: Configuration; scores: number[]; failed: number }>();
  const entryOf = (configuration: Configuration) => {
    const key = space.key(configuration);
    const entry = found.get(key) ?? { configuration: space.canonical(configuration), scores: [], failed: 0 };
    found.set(key, entry);
    return entry;
  };
  for (const { phase, block, configuration, outcome } of trialsOf(records)) {
    const isDefault = phase === 'anchor' || (phase === 'baseline' && block !== WARM_UP);
    if (isDefault && outcome.status === 'completed') entryOf(configuration).scores.push(0);
  }
  for (const { configuration, score } of episodeRows(records)) {
    const entry = entryOf(configuration);
    if (score === null) entry.failed += 1;
    else entry.scores.push(score);
  }
  return [...found.values()].map(({ configuration, scores, failed }) => ({
    configuration,
    score: scores.length > 0 ? mean(scores) : undefined,
    completed: scores.length,
    failed,
  }));
}
