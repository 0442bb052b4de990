import { expect, it } from 'vitest';
import type { JournalRecord, TrialRecord, VerdictRecord } from '../../src/experiment/records.js';
import { freshScores } from '../../src/report/fresh-scores.js';
import { finishedJournal, verdict } from './finished.js';
import { experiment } from './journal.js';

const journal = finishedJournal(3);
const confirmed = journal.find((record) => record.type === 'verdict') as VerdictRecord;

it('has one score a block, that of the winner against the default', () => {
  const scores = freshScores(journal, confirmed, experiment);
  expect(scores).toHaveLength(8);
  for (const score of scores) expect(Math.exp(score)).toBeCloseTo(Math.sqrt(1.16 * 1.26), 0);
});

it('leaves blocks out that were not completed', () => {
  const failed = journal.map((record) =>
    record.type === 'trial' && record.phase === 'confirm' && record.block === 3 && record.arm === 1
      ? { ...record, outcome: { status: 'failed', class: 'benchmark_failed', message: '' } as const }
      : record,
  );
  expect(freshScores(failed, confirmed, experiment)).toHaveLength(7);
});

it('takes the runs of the last test, not those of the confirmation or of earlier tests', () => {
  const fresh = journal.filter(
    (record): record is TrialRecord => record.type === 'trial' && record.phase === 'confirm',
  );
  const test = (blocks: number): JournalRecord[] => [
    { type: 'session', event: 'test', at: '', configuration: verdict.configuration, runs: blocks },
    ...fresh.filter(({ block = 0 }) => block <= blocks).map((trial): TrialRecord => ({ ...trial, phase: 'test' })),
  ];
  const tested: VerdictRecord = { type: 'verdict', phase: 'test', at: '', verdict };
  expect(freshScores([...journal, ...test(5), ...test(2), tested], tested, experiment)).toHaveLength(2);
});

it('is empty when the configuration was never run fresh', () => {
  const other = { ...confirmed, verdict: { ...verdict, configuration: { slice_us: 1, policy: 'other' } } };
  expect(freshScores([...journal, other], other, experiment)).toEqual([]);
});
