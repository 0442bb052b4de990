// Runs beside which other processes took the CPU say nothing about their configuration.
import type { Outcome } from '@schedtuna/sdk';
import { foreignLimit } from '../trial/foreign-limit.js';
import type { HostSample, JournalRecord, TrialRecord } from './records.js';

/** CPUs that others may use beside a run: as many as beside the median A/A run, and `allowance` more. Infinity before A/A. */
export function currentForeignLimit(records: readonly JournalRecord[], allowance: number): number {
  if (!records.some(({ type }) => type === 'baseline')) return Number.POSITIVE_INFINITY;
  const baseline = records.filter(
    (record): record is TrialRecord => record.type === 'trial' && record.phase === 'baseline',
  );
  const used = baseline.flatMap(({ host }) => (host ? [host.foreignCpus] : []));
  return foreignLimit(used, allowance);
}

/** The outcome, or void when others used more than `limit`. */
export function unlessDisturbed(outcome: Outcome, { foreignCpus }: HostSample, limit: number): Outcome {
  if (outcome.status === 'void' || foreignCpus <= limit) return outcome;
  return {
    status: 'void',
    class: 'host_busy',
    message: `other processes used ${foreignCpus.toFixed(2)} CPUs beside it, at most ${limit.toFixed(2)} are allowed`,
  };
}
