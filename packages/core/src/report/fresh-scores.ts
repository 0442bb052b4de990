// The blocks behind a verdict: one score of the winner against the default for each.
import { completedBlocks } from '../confirm/completed-blocks.js';
import type { ExperimentRecord, JournalRecord, TrialRecord, VerdictRecord } from '../experiment/records.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import { trialsOf } from './episodes.js';

/** Log ratios of the objective in the order of the blocks; empty when no pair was completed. */
export function freshScores(
  records: readonly JournalRecord[],
  record: VerdictRecord,
  { benchmark: { metrics } }: ExperimentRecord,
): number[] {
  const { objective, configuration } = record.verdict;
  const trials = trialsBehind(records, record);
  const arm = trials.find((trial) => trial.arm !== 0 && isSame(trial.configuration, configuration))?.arm;
  if (arm === undefined) return [];
  const { pairs } = completedBlocks(trials, arm, (values) => isScorable(objective, values, metrics));
  return pairs.map(([fallback, own]) => objectiveScore(objective, own, metrics, fallback));
}

/** Of the same phase, since the last test began. */
function trialsBehind(records: readonly JournalRecord[], record: VerdictRecord): TrialRecord[] {
  const before = records.slice(0, records.indexOf(record));
  const start = before.findLastIndex((other) => other.type === 'session' && other.event === 'test');
  return trialsOf(before.slice(record.phase === 'test' ? Math.max(0, start) : 0)).filter(
    ({ phase }) => phase === record.phase,
  );
}

function isSame(a: TrialRecord['configuration'], b: TrialRecord['configuration']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
