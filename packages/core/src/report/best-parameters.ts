// best_parameters.json: the configuration to use, and how sure that is.
import type { JournalRecord } from '../experiment/records.js';
import { episodeRows } from './episodes.js';

/**
 * `best_params` is what fresh runs judged last, else the best single run of the search: `chosen_by` says which. Only with
 * `confirmed` it was shown to be better than the default. `best_reward` is the search's, as in the original.
 */
export function bestParameters(records: readonly JournalRecord[]): object {
  const rows = episodeRows(records);
  const rewarded = rows.flatMap(({ reward, configuration }) => (reward === null ? [] : [{ reward, configuration }]));
  const best = rewarded.sort((a, b) => b.reward - a.reward).at(0);
  const verdict = records.filter((record) => record.type === 'verdict').at(-1)?.verdict;
  return {
    best_reward: best?.reward ?? null,
    best_params: verdict?.configuration ?? best?.configuration ?? null,
    total_episodes: rows.length,
    chosen_by: verdict ? 'verdict' : best ? 'search' : null,
    confirmed: verdict?.conclusion === 'better',
    verdict: verdict ?? null,
  };
}
