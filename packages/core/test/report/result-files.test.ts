import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/confirm/verdict.js';
import type { JournalRecord, TrialRecord } from '../../src/experiment/records.js';
import { baselineResults } from '../../src/report/baseline-results.js';
import { bestParameters } from '../../src/report/best-parameters.js';
import { episodeResults } from '../../src/report/episode-results.js';
import { testResults } from '../../src/report/test-results.js';
import { experiment, searchJournal } from './journal.js';

const at = '2026-01-02T04:00:00.000Z';
const one = { ratio: 1.2, low: 1.1, high: 1.3 };
const verdict: Verdict = {
  conclusion: 'better',
  objective: 'throughput',
  configuration: { slice_us: 500, policy: 'batch' },
  difference: { slice_us: 500, policy: 'batch' },
  effect: one,
  pValue: 0.01,
  metrics: {},
  guards: [],
  blocks: 8,
  failedRuns: 0,
};
const confirmed: JournalRecord = { type: 'verdict', phase: 'confirm', at, verdict };

describe('episodeResults', () => {
  it("has the original's fields, best reward first and failed episodes last", () => {
    const results = episodeResults(searchJournal({ episodes: 20 })) as {
      reward: number | null;
      result: { success: boolean };
    }[];
    expect(results).toHaveLength(20);
    const rewards = results.flatMap(({ reward }) => (reward === null ? [] : [reward]));
    expect(rewards).toEqual([...rewards].sort((a, b) => b - a));
    expect(results.slice(rewards.length).every(({ reward, result }) => reward === null && !result.success)).toBe(true);
    expect(rewards.length).toBeLessThan(20);
    expect(results[0]).toMatchObject({
      episode: expect.any(Number),
      params: { slice_us: expect.any(Number), policy: expect.stringMatching(/other|batch/) },
      result: {
        pp_tokens_per_sec: expect.any(Number),
        tg_tokens_per_sec: expect.any(Number),
        success: true,
        outcome: 'completed',
        error_msg: '',
        execution_time: expect.any(Number),
        samples: { tg_tokens_per_sec: [expect.any(Number)] },
        timestamp: expect.stringMatching(/^2026-/),
      },
      training_metrics: {
        policy_loss: expect.any(Number),
        value_loss: expect.any(Number),
        exploration: expect.any(Number),
      },
      timestamp: expect.stringMatching(/^2026-/),
    });
  });

  it('survives JSON and journals that end anywhere', () => {
    const journal = searchJournal({ episodes: 6, losses: false });
    for (let end = 0; end <= journal.length; end++) {
      const cut = journal.slice(0, end);
      const results = episodeResults(cut);
      expect(JSON.parse(JSON.stringify(results))).toEqual(results);
      expect(results).toHaveLength(cut.filter(({ type }) => type === 'episode').length);
      expect(JSON.stringify([bestParameters(cut), baselineResults(cut)])).not.toContain('NaN');
    }
  });
});

describe('bestParameters', () => {
  const journal = searchJournal({ episodes: 10 });

  it('names the best single run of a search, and does not call it confirmed', () => {
    const [best] = episodeResults(journal) as { reward: number; params: object }[];
    expect(bestParameters(journal)).toEqual({
      best_reward: best.reward,
      best_params: best.params,
      total_episodes: 10,
      chosen_by: 'search',
      confirmed: false,
      verdict: null,
    });
  });

  it('names what fresh runs judged', () => {
    expect(bestParameters([...journal, confirmed])).toMatchObject({
      best_params: verdict.configuration,
      chosen_by: 'verdict',
      confirmed: true,
      verdict: { effect: one },
    });
    const worse: JournalRecord = { ...confirmed, verdict: { ...verdict, conclusion: 'worse' } };
    expect(bestParameters([...journal, confirmed, worse])).toMatchObject({ confirmed: false });
  });

  it('has nothing to name before an episode completed', () => {
    const nothing = { best_reward: null, best_params: null, chosen_by: null, confirmed: false };
    expect(bestParameters([experiment])).toMatchObject({ ...nothing, total_episodes: 0 });
    expect(bestParameters(searchJournal({ episodes: 4, failing: 1 }))).toMatchObject({ ...nothing, total_episodes: 4 });
  });
});

describe('baselineResults', () => {
  it('has means over the A/A runs without the warm-up', () => {
    const results = baselineResults(searchJournal({ episodes: 0 })) as Record<string, number>;
    expect(results).toMatchObject({
      mean_reward: 0,
      std_reward: expect.closeTo(0.21),
      success_rate: 1,
      num_runs: 6,
      successful_runs: 6,
      objective: 'throughput',
    });
    expect(Math.abs(results.mean_tg_tokens_per_sec / 396 - 1)).toBeLessThan(0.03);
    expect(Math.abs(results.mean_pp_tokens_per_sec / 2150 - 1)).toBeLessThan(0.03);
    expect(results.std_tg_tokens_per_sec).toBeGreaterThan(0);
  });

  it('claims nothing while nothing was measured', () => {
    expect(baselineResults([experiment])).toEqual({
      mean_reward: null,
      std_reward: null,
      success_rate: null,
      num_runs: 0,
      successful_runs: 0,
      objective: null,
      noise: null,
      noise_causes: null,
    });
  });
});

describe('testResults', () => {
  const run = (block: number, arm: number, speed: number | undefined): TrialRecord => ({
    ...(searchJournal({ episodes: 0 })[1] as TrialRecord),
    phase: 'test',
    block,
    arm,
    configuration: arm === 0 ? {} : verdict.configuration,
    outcome:
      speed === undefined
        ? { status: 'failed', class: 'evicted', message: 'watchdog' }
        : { status: 'completed', samples: {}, metrics: { pp_tokens_per_sec: speed, tg_tokens_per_sec: speed } },
  });
  const session: JournalRecord = { type: 'session', event: 'test', at, configuration: verdict.configuration, runs: 3 };
  const test = [
    session,
    run(1, 1, 200),
    run(1, 0, 100),
    run(2, 0, 100),
    run(2, 1, 400),
    run(3, 1, undefined),
    run(3, 0, 100),
  ];
  const tested: JournalRecord = { type: 'verdict', phase: 'test', at, verdict };

  it('is absent before a test', () => {
    expect(testResults([...searchJournal({ episodes: 3 }), confirmed])).toBeUndefined();
  });

  it('has statistics of the winner alone and its rewards against the default of the same block', () => {
    const results = testResults([...searchJournal({ episodes: 3 }), confirmed, ...test, tested]) as Record<
      string,
      object
    >;
    const { rewardScaling } = experiment.options;
    expect(results).toMatchObject({
      test_stats: { num_runs: 3, successful_runs: 2, success_rate: 2 / 3, mean_tg_tokens_per_sec: 300 },
      individual_results: [
        { block: 1, tg_tokens_per_sec: 200, success: true },
        { block: 2, tg_tokens_per_sec: 400, success: true },
        { block: 3, reward: null, success: false, outcome: 'evicted', error_msg: 'watchdog' },
      ],
      default_results: [{ block: 1, reward: 0 }, { block: 2 }, { block: 3 }],
      tested_params: verdict.configuration,
      verdict: { conclusion: 'better' },
    });
    const stats = results.test_stats as Record<string, number>;
    expect(stats.mean_reward).toBeCloseTo((rewardScaling * (Math.log(2) + Math.log(4))) / 2);
  });

  it('is about the last test only, whatever came after it', () => {
    const later = searchJournal({ episodes: 2 }).slice(8);
    const again = [session, run(1, 0, 100), run(1, 1, 100)];
    const results = testResults([
      ...searchJournal({ episodes: 3 }),
      ...test,
      tested,
      ...again,
      ...later,
      confirmed,
    ]) as Record<string, object>;
    expect(results).toMatchObject({ test_stats: { num_runs: 1, mean_reward: 0 }, verdict: null });
  });
});
