import type { Metrics } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../src/experiment/records.js';
import { timelineOf } from '../../src/report/plots/timeline.js';
import { tradeOffOf } from '../../src/report/trade-off.js';
import { finishedJournal, verdict } from './finished.js';
import { searchJournal } from './journal.js';

/** The records with another objective and other guards and metrics. */
function changed(
  records: readonly JournalRecord[],
  { objective, guards, drop = [] }: { objective?: string; guards?: readonly string[]; drop?: readonly string[] },
): JournalRecord[] {
  const without = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !drop.includes(name)));
  return records.map((record): JournalRecord => {
    if (record.type === 'baseline') return { ...record, objective: objective ?? record.objective };
    if (record.type === 'experiment') {
      const { benchmark } = record;
      const metrics: Metrics = without(benchmark.metrics);
      return { ...record, benchmark: { ...benchmark, metrics, guards: guards ?? benchmark.guards } };
    }
    if (record.type !== 'trial' || record.outcome.status === 'void') return record;
    return { ...record, outcome: { ...record.outcome, metrics: without(record.outcome.metrics ?? {}) } as never };
  });
}

const of = (records: readonly JournalRecord[], judged = verdict) => {
  const timeline = timelineOf(records);
  return timeline && tradeOffOf(timeline, judged);
};
const journal = finishedJournal(40);
const axes = (more: Parameters<typeof changed>[1]) => {
  const { x, y } = of(changed(journal, more)) ?? {};
  return [x, y];
};

describe('the metrics that are traded', () => {
  it.each([
    ['throughput', {}, ['pp_tokens_per_sec', 'tg_tokens_per_sec']],
    ['tg_tokens_per_sec^1 execution_time^2', {}, ['tg_tokens_per_sec', 'execution_time']],
    ['tg_tokens_per_sec', {}, ['tg_tokens_per_sec', 'background_units_per_sec']],
    ['tg_tokens_per_sec', { guards: ['execution_time <= 9 s'] }, ['tg_tokens_per_sec', 'execution_time']],
    ['tg_tokens_per_sec', { guards: ['tg_tokens_per_sec >= 0.9'] }, ['tg_tokens_per_sec', 'pp_tokens_per_sec']],
    ['latency', { guards: [] }, ['execution_time', 'tg_tokens_per_sec']],
    [
      'tg_tokens_per_sec',
      { guards: [], drop: ['pp_tokens_per_sec', 'background_units_per_sec'] },
      ['tg_tokens_per_sec', 'execution_time'],
    ],
  ])('of %s, %j', (objective, more, expected) => {
    expect(axes({ objective, ...more })).toEqual(expected);
  });

  it('are not found where there is one alone, and nothing is traded without a run', () => {
    const alone = ['tg_tokens_per_sec', 'pp_tokens_per_sec', 'background_units_per_sec'];
    expect(of(changed(journal, { objective: 'latency', guards: [], drop: alone }))).toBeUndefined();
    expect(of(searchJournal({ episodes: 0 }))).toBeUndefined();
  });
});

describe('a trade-off', () => {
  it('has completed runs, those that broke a guard apart, and a front that includes nothing the default dominates', () => {
    const { runs, broken, front } = of(journal) as NonNullable<ReturnType<typeof of>>;
    const episodes = journal.filter((record) => record.type === 'episode');
    expect(runs.map(({ episode }) => episode)).toEqual(
      episodes.filter(({ score }) => score !== null).map(({ episode }) => episode),
    );
    const outcomes = new Map(journal.flatMap((r) => (r.type === 'trial' ? [[r.episode, r.outcome] as const] : [])));
    expect(broken.length).toBeGreaterThan(0);
    for (const { episode } of broken) expect(outcomes.get(episode)).toMatchObject({ class: 'guard_violated' });
    expect(front.length).toBeGreaterThan(0);
    for (const { x, y } of front) expect(x >= 1 || y >= 1).toBe(true);
  });

  it('compares each run with the default of its time', () => {
    const timeline = timelineOf(journal) as NonNullable<ReturnType<typeof timelineOf>>;
    const { runs } = of(journal) as NonNullable<ReturnType<typeof of>>;
    const last = runs.at(-1);
    const at = timeline.rows.findIndex(({ episode }) => episode === last?.episode);
    const [early, late] = [0, at + 1].map((i) => timeline.baselines[i].metrics.pp_tokens_per_sec);
    expect(late).not.toBe(early);
    expect(last?.x).toBeCloseTo(timeline.rows[at].metrics.pp_tokens_per_sec / late, 9);
  });

  it('is the default alone where every run is worse', () => {
    const worse = journal.map((record): JournalRecord => {
      if (record.type !== 'trial' || record.phase !== 'search' || record.outcome.status !== 'completed') return record;
      const metrics = { ...record.outcome.metrics, tg_tokens_per_sec: 1, pp_tokens_per_sec: 1 };
      return { ...record, outcome: { ...record.outcome, metrics } };
    });
    expect(of(worse)?.front).toEqual([{ episode: 0, x: 1, y: 1 }]);
  });

  it('turns a metric that should be small, and holds bounds and the winner on the same scale', () => {
    const guards = ['execution_time <= 1.25', 'execution_time <= 6 s', 'pp_tokens_per_sec >= 0.5'];
    const more = { objective: 'tg_tokens_per_sec^1 execution_time^1', guards };
    const { runs, bounds, winner } = of(changed(journal, more)) as NonNullable<ReturnType<typeof of>>;
    const fast = runs.toSorted((a, b) => b.x - a.x);
    expect(fast[0].y).toBeGreaterThan(fast.at(-1)?.y ?? Infinity); // faster generation is a shorter time
    expect(bounds).toEqual([
      { axis: 'y', ratio: 0.8 },
      { axis: 'y', ratio: expect.closeTo(3.1 / 6, 1) }, // the default takes 3.1 s
    ]);
    expect(winner).toEqual({ x: 1.16, y: expect.closeTo(1 / 0.84), configuration: verdict.configuration });
  });

  it('has no winner where nothing was confirmed', () => {
    expect(of(journal, { ...verdict, blocks: 0 })).not.toHaveProperty('winner');
    expect(of(journal, { ...verdict, metrics: {} })).not.toHaveProperty('winner');
  });
});
