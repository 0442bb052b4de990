import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optimize } from '../../dist/experiment/optimize.js';
import { resume } from '../../dist/experiment/resume.js';
import type { ExperimentSummary } from '../../dist/experiment/summary.js';
import { testExperiment } from '../../dist/experiment/test-experiment.js';
import { createWorkplace, type Workplace } from './synthetic.js';

/** What follows from the synthetic numbers; wall times differ from run to run. */
function computed({ verdict, bestConfiguration, successRate }: ExperimentSummary): unknown {
  return {
    bestConfiguration,
    successRate,
    effect: verdict?.effect,
    conclusion: verdict?.conclusion,
    searchRatio: verdict?.searchRatio,
  };
}

describe('an experiment', () => {
  let place: Workplace;
  beforeEach(() => {
    place = createWorkplace();
  });
  afterEach(() => place.remove());
  const reference = () => ({ experiment: 'one', resultsDir: place.folder });

  it('goes from A/A to a verdict and keeps every run', async () => {
    const summary = await optimize(place.services, place.options(), place.watch());
    expect(summary.verdict).toMatchObject({ conclusion: 'better', objective: 'speed', plannedBlocks: 8 });
    const { blocks = 0 } = summary.verdict ?? {};
    expect(summary.verdict?.effect.low).toBeGreaterThan(1.01);
    const trials = place.trials();
    const count = (phase: string) => trials.filter((trial) => trial.phase === phase).length;
    expect([count('baseline'), count('search'), count('anchor')]).toEqual([7, 8, 1]);
    expect(count('confirm')).toBeGreaterThanOrEqual(2 * blocks);
    expect(blocks).toBeGreaterThan(5);
    expect(trials.map(({ id }) => id)).toEqual(trials.map((_, i) => i + 1));
    expect(place.journal().at(-1)).toMatchObject({ type: 'session', event: 'done' });
    expect(readdirSync(join(place.folder, 'one'))).toEqual(
      expect.arrayContaining([
        'journal.jsonl',
        'experiment.log',
        'best_parameters.json',
        'episode_results.json',
        'episode_results.csv',
        'baseline_results.json',
        'performance_plots.png',
        'checkpoint_episode_4',
        'checkpoint_episode_8',
      ]),
    );
    expect(readdirSync(join(place.folder, 'one')).filter((file) => file.startsWith('lock'))).toEqual([]);
  });

  it('records what was beside each run, and what makes the machine noisy', async () => {
    await optimize(place.services, place.options({ minEffect: 0.0001 }), place.watch());
    const baseline = place.journal().find((record) => record.type === 'baseline');
    expect(baseline?.causes).toBeInstanceOf(Array);
    const heard = place.events.find((event) => event.type === 'baseline');
    expect(heard).toMatchObject({ causes: baseline?.causes, minEffect: 0.0001 });
    expect(heard?.secondsPerRun).toBeGreaterThan(0.01);
    const log = readFileSync(join(place.folder, 'one', 'experiment.log'), 'utf8');
    expect(log).toMatch(
      /To find an effect of 0\.0 % .*\n.* (?:What makes it noisy: |Nothing that is counted explains)/,
    );
    if (existsSync('/proc/sys/kernel/sched_autogroup_enabled')) {
      expect(place.trials().every(({ host }) => typeof host?.autogroup === 'boolean')).toBe(true);
    }
  });

  it('warns before the first run where the confirmation could prove nothing', async () => {
    await optimize(place.services, place.options({ episodes: 2, confirmRuns: 5 }), place.watch());
    const heard = place.events.map((event) => (event.type === 'notice' ? event.message : event.type));
    const warned = heard.findIndex((text) => text.startsWith('5 pairs cannot prove anything'));
    expect(warned).toBeGreaterThan(heard.indexOf('plan'));
    expect(warned).toBeLessThan(heard.indexOf('trial-start'));
  });

  it('calls nothing better when no configuration has an effect', async () => {
    const options = place.options({ benchmarkOptions: { counter: join(place.folder, 'counter'), effect: 0 } });
    const summary = await optimize(place.services, options, place.watch());
    expect(summary.verdict?.conclusion).not.toBe('better');
  });

  it('tells the agent that a broken configuration failed and never gives it a number', async () => {
    await optimize(place.services, place.options({ episodes: 12 }), place.watch());
    const broken = place.trials().filter(({ configuration }) => configuration.mode === 'broken');
    expect(broken.length).toBeGreaterThan(0);
    for (const { outcome } of broken) {
      expect(outcome).toMatchObject({
        status: 'failed',
        class: 'benchmark_failed',
        message: expect.stringContaining('does what it says'),
      });
      expect(outcome).not.toHaveProperty('metrics');
    }
  });

  it('ends with an explanation when the default configuration does not work', async () => {
    const options = place.options({ benchmarkOptions: { counter: '/nowhere/counter' } });
    await expect(optimize(place.services, options, place.watch())).rejects.toMatchObject({
      code: 'ST_BASELINE_FAILED',
    });
  });

  it.each(['darwin', 'win32'])('says on %s in one sentence what works there', async (platform) => {
    const services = { ...place.services, host: { ...place.services.host, platform } };
    await expect(optimize(services, place.options(), place.watch())).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
      exitCode: 5,
      message: expect.stringContaining(platform),
      hint: expect.stringContaining('report'),
    });
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('refuses an unknown metric before anything is measured', async () => {
    await expect(
      optimize(place.services, place.options({ optimizeMetric: 'sped' }), place.watch()),
    ).rejects.toMatchObject({ code: 'ST_UNKNOWN_METRIC', message: expect.stringContaining('speed') });
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('holds a bound in a unit against every run, and says that the default breaks it', async () => {
    const guards = ['latency_ms <= 9.5 ms'];
    const summary = await optimize(place.services, place.options({ guards, episodes: 12 }), place.watch());
    const warnings = place.events.flatMap((event) =>
      event.type === 'notice' && event.level === 'warning' ? [event.message] : [],
    );
    expect(warnings).toEqual([
      expect.stringMatching(
        /^the default configuration itself breaks the guard latency_ms <= 9\.5 ms in 6 of 6 runs: it has \d+\.\d+ to \d+\.\d+ ms;/,
      ),
    ]);
    const slow = place
      .trials()
      .filter(({ phase, outcome }) => phase === 'search' && outcome.status === 'failed' && outcome.metrics);
    expect(slow.length).toBeGreaterThan(0);
    for (const { outcome } of slow) {
      expect(outcome).toMatchObject({
        class: 'guard_violated',
        message: expect.stringMatching(/^latency_ms is [\d.]+ ms; the guard is latency_ms <= 9\.5 ms$/),
      });
    }
    expect(summary.verdict?.guards).toEqual([
      expect.objectContaining({ guard: guards[0], unit: 'ms', upheld: true, value: expect.any(Number) }),
    ]);
    const best = JSON.parse(readFileSync(join(place.folder, 'one', 'best_parameters.json'), 'utf8'));
    expect(best.verdict.guards).toEqual(summary.verdict?.guards);
  });

  it('improves several metrics with weights', async () => {
    const options = place.options({ objective: { speed: 3, latency_ms: 1 } });
    const summary = await optimize(place.services, options, place.watch());
    expect(summary.objective).toBe('speed^3 latency_ms^1');
    const { effect, metrics, objective } = summary.verdict ?? {};
    expect(objective).toBe(summary.objective);
    expect(effect?.ratio).toBeCloseTo(metrics?.speed.ratio ?? 0, 9); // one is the inverse of the other here
    await expect(
      optimize(place.services, place.options({ objective: { sped: 1, speed: 2 } }), place.watch()),
    ).rejects.toMatchObject({ code: 'ST_UNKNOWN_METRIC', hint: 'Did you mean speed?' });
  });

  it('refuses a guard in another unit before anything is measured', async () => {
    await expect(
      optimize(place.services, place.options({ guards: ['latency_ms <= 1 s'] }), place.watch()),
    ).rejects.toMatchObject({ code: 'ST_USAGE', message: expect.stringContaining('latency_ms is in ms') });
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('stops when asked, and the running trial is void', async () => {
    const controller = new AbortController();
    const options = place.options({ benchmarkOptions: { counter: join(place.folder, 'counter'), sleepMs: 300 } });
    setTimeout(() => controller.abort(), 1200);
    await expect(optimize(place.services, options, place.watch(controller.signal))).rejects.toMatchObject({
      code: 'ST_INTERRUPTED',
    });
    expect(place.trials().at(-1)?.outcome).toMatchObject({ status: 'void', class: 'interrupted' });
    expect(place.journal().at(-1)).toMatchObject({ type: 'session', event: 'interrupted' });
  });

  it('decides after any cut of the journal as it had decided without', async () => {
    const more = { minEffect: 0.001, ablationRuns: 6, episodes: 12 }; // with everything that decides from earlier runs
    const uncut = await optimize(place.services, place.options(more), place.watch());
    const path = join(place.folder, 'one', 'journal.jsonl');
    const whole = readFileSync(path);
    const lines = whole
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const counters = new Map<number, number>(); // runs that the benchmark had counted after each line
    let runs = 0;
    lines.forEach((line, i) => {
      if (line.type === 'trial' && line.outcome.status === 'completed') runs += 1;
      counters.set(i, runs);
    });
    const decisions = (records: typeof lines) =>
      records.flatMap((r) =>
        r.type === 'trial'
          ? [[r.phase, r.episode, r.block, r.arm, r.configuration, r.reason]]
          : r.type === 'finalists'
            ? [r]
            : [],
      );

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: lines.length - 2 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        async (last, torn) => {
          const kept = lines
            .slice(0, last + 1)
            .map((line) => `${JSON.stringify(line)}\n`)
            .join('');
          const next = Buffer.from(JSON.stringify(lines[last + 1]));
          writeFileSync(path, Buffer.concat([Buffer.from(kept), next.subarray(0, Math.floor(torn * next.length))]));
          writeFileSync(join(place.folder, 'counter'), '.'.repeat(counters.get(last) as number));
          const resumed = await resume(place.services, reference(), place.watch());
          expect(decisions(place.journal())).toEqual(decisions(lines));
          expect(computed(resumed)).toEqual(computed(uncut));
        },
      ),
      { numRuns: 6 },
    );
  }, 60_000);

  it('says the verdict again when it is resumed after its end', async () => {
    const first = await optimize(place.services, place.options(), place.watch());
    const trials = place.trials().length;
    const again = await resume(place.services, reference(), place.watch());
    expect(again).toEqual(first);
    expect(place.trials()).toHaveLength(trials);
  });

  it('tests its winner on fresh runs', async () => {
    const { verdict } = await optimize(place.services, place.options(), place.watch());
    const tested = await testExperiment(place.services, { ...reference(), runs: 6 }, place.watch());
    expect(tested.verdict).toMatchObject({ conclusion: 'better', blocks: 6 });
    expect(place.trials().filter(({ phase }) => phase === 'test')).toHaveLength(12);
    expect(readdirSync(join(place.folder, 'one'))).toContain('test_results.json');
    const again = await resume(place.services, reference(), place.watch());
    expect(again.verdict).toEqual(verdict);
  });

  it('drops changes of no use before the confirmation, and says what each was worth', async () => {
    const summary = await optimize(place.services, place.options({ ablationRuns: 24 }), place.watch());
    const ablation = place.journal().find((record) => record.type === 'ablation');
    const trials = place.trials().filter(({ phase }) => phase === 'ablation');
    expect(ablation?.parameters.length).toBeGreaterThan(1);
    expect(trials.length).toBeLessThan(24 * (1 + (ablation?.parameters.length ?? 0))); // it is clear before
    expect(ablation?.parameters.find(({ parameter }) => parameter === 'fast')?.isKept).toBe(true);
    expect(place.trials().find(({ phase, arm }) => phase === 'confirm' && arm === 1)?.configuration).toEqual(
      ablation?.reduced,
    );
    expect(summary.verdict?.conclusion).toBe('better');
    expect(place.events.some((event) => event.type === 'notice' && /^Of \d changes/.test(event.message))).toBe(true);
    const again = await resume(place.services, reference(), place.watch());
    expect(computed(again)).toEqual(computed(summary));
  });

  it('ends a confirmation that is clear before all blocks are measured', async () => {
    const summary = await optimize(place.services, place.options({ confirmRuns: 40 }), place.watch());
    expect(summary.verdict).toMatchObject({ conclusion: 'better', plannedBlocks: 40 });
    expect(summary.verdict?.blocks).toBeLessThan(20);
    const again = await resume(place.services, reference(), place.watch());
    expect(again).toEqual(summary);
  });

  it('measures promising configurations again, within the episodes', async () => {
    await optimize(place.services, place.options({ episodes: 14, minEffect: 0.001 }), place.watch());
    const runs = place.trials().filter(({ phase, outcome }) => phase === 'search' && outcome.status !== 'void');
    expect(runs).toHaveLength(14);
    const again = runs.filter(({ reason }) => reason?.startsWith('measured again'));
    expect(again.length).toBeGreaterThan(1);
    for (const { id, configuration } of again) {
      const before = runs.filter((run) => run.id < id && isDeepStrictEqual(run.configuration, configuration));
      expect(before.length).toBeGreaterThan(0);
      expect(before.every(({ outcome }) => outcome.status === 'completed')).toBe(true);
    }
    const keys = runs.map(({ configuration }) => JSON.stringify(configuration));
    expect(new Set(keys).size).toBe(runs.length - again.length);
  });

  it.each([
    ['that is wanted', { racing: false, minEffect: 0.001 }],
    ['runs differ too little to mistake one for another', { minEffect: 0.5 }],
  ])('measures every configuration once where %s', async (_, more) => {
    await optimize(place.services, place.options({ episodes: 14, confirmRuns: 1, ...more }), place.watch());
    const runs = place.trials().filter(({ phase }) => phase === 'search');
    expect(new Set(runs.map(({ configuration }) => JSON.stringify(configuration))).size).toBe(runs.length);
  });
});
