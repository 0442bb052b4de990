// Journals of whole experiments, and of those that ended early, for tests of what is told about them.
import type { Verdict } from '../../src/confirm/verdict.js';
import type { JournalRecord, TrialRecord } from '../../src/experiment/records.js';
import { experiment, searchJournal } from './journal.js';

const standard = { slice_us: 3000, policy: 'other' };
const winner = { slice_us: 800, policy: 'batch' };

export const verdict: Verdict = {
  conclusion: 'better',
  objective: 'throughput',
  configuration: winner,
  difference: winner,
  effect: { ratio: 1.21, low: 1.17, high: 1.25 },
  pValue: 0.008,
  metrics: {
    tg_tokens_per_sec: { ratio: 1.16, low: 1.12, high: 1.2 },
    pp_tokens_per_sec: { ratio: 1.26, low: 1.2, high: 1.32 },
    background_units_per_sec: { ratio: 0.86, low: 0.83, high: 0.89 },
    execution_time: { ratio: 0.84, low: 0.81, high: 0.87 },
  },
  guards: [{ guard: 'background_units_per_sec >= 0.8', ratio: 0.86, low: 0.83, high: 0.89, upheld: true }],
  blocks: 8,
  failedRuns: 0,
  searchRatio: 1.34,
};

/** From A/A to verdict; each trial with what other processes did beside it, one of them void. */
export function finishedJournal(episodes = 15, judged: Verdict = verdict): JournalRecord[] {
  const searched = searchJournal({ episodes }).map((record) =>
    record.type === 'trial'
      ? { ...record, host: { foreignCpus: (record.id % 4) / 50, stealCpus: 0, load: 1 } }
      : record,
  );
  return [
    ...searched,
    voidTrial(searched),
    { type: 'finalists', configurations: [winner] },
    ...freshBlocks(searched, judged),
    { type: 'verdict', phase: 'confirm', at: '2026-01-02T04:00:00.000Z', verdict: judged },
    { type: 'session', event: 'done', at: '2026-01-02T04:00:01.000Z' },
  ];
}

export const onlyStarted: readonly JournalRecord[] = [experiment];
export const withoutBaseline: readonly JournalRecord[] = searchJournal({ episodes: 0 }).slice(0, 4);
export const withoutSearch: readonly JournalRecord[] = searchJournal({ episodes: 0 });
export const inSearch: readonly JournalRecord[] = [
  ...searchJournal({ episodes: 4 }),
  { type: 'session', event: 'interrupted', at: '2026-01-02T03:30:00.000Z' },
];
export const onlyFailures: readonly JournalRecord[] = [
  ...searchJournal({ episodes: 6, failing: 1 }),
  { type: 'finalists', configurations: [] },
  { type: 'session', event: 'done', at: '2026-01-02T03:30:00.000Z' },
];
export const nothingFound: readonly JournalRecord[] = [
  ...searchJournal({ episodes: 6, failing: 0 }),
  { type: 'finalists', configurations: [] },
  { type: 'session', event: 'done', at: '2026-01-02T03:30:00.000Z' },
];

function lastTrial(records: readonly JournalRecord[]): TrialRecord {
  return records.filter((record) => record.type === 'trial').at(-1) as TrialRecord;
}

function voidTrial(records: readonly JournalRecord[]): TrialRecord {
  const message = 'other processes used 0.90 CPUs beside it, at most 0.27 are allowed';
  return {
    ...after(lastTrial(records), 1),
    phase: 'confirm',
    block: 1,
    arm: 0,
    outcome: { status: 'void', class: 'host_busy', message },
    host: { foreignCpus: 0.9, stealCpus: 0.2, load: 3 },
  };
}

/** The winner's metrics are those of the default times the verdict's ratios, give or take one percent. */
function freshBlocks(records: readonly JournalRecord[], { metrics: ratios, blocks }: Verdict): TrialRecord[] {
  const last = lastTrial(records);
  const usual = { tg_tokens_per_sec: 396, pp_tokens_per_sec: 2150, background_units_per_sec: 4300, execution_time: 3 };
  return Array.from({ length: 2 * blocks }, (_, i) => {
    const arm = i % 2;
    const values = Object.entries(usual).map(([name, value], m) => {
      const noise = 1 + (((i * 7 + m * 3) % 5) - 2) / 100;
      return [name, value * noise * (arm === 0 ? 1 : (ratios[name]?.ratio ?? 1))];
    });
    const metrics = Object.fromEntries(values);
    return {
      ...after(last, i + 2),
      phase: 'confirm',
      block: 1 + Math.floor(i / 2),
      arm,
      configuration: arm === 0 ? standard : winner,
      outcome: { status: 'completed', metrics, samples: {} },
    };
  });
}

function after({ id, startedAt, wallMs, benchmarkMs }: TrialRecord, step: number): TrialRecord {
  return {
    type: 'trial',
    id: id + step,
    phase: 'confirm',
    attempt: 1,
    configuration: standard,
    startedAt: new Date(Date.parse(startedAt) + 13_000 * step).toISOString(),
    wallMs,
    benchmarkMs,
    outcome: { status: 'completed', metrics: {}, samples: {} },
    host: { foreignCpus: 0.03, stealCpus: 0, load: 1 },
  };
}
