import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Options } from '../../dist/config/options.js';
import { optimize } from '../../dist/experiment/optimize.js';
import { resume } from '../../dist/experiment/resume.js';
import { createWorkplace, type Workplace } from './synthetic.js';

/** Pids of processes with `text` in their command line. */
function processesNaming(text: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false; // it has ended
    }
  });
}

describe('an experiment with a benchmark that prints samples as they come', () => {
  let place: Workplace;
  beforeEach(() => {
    place = createWorkplace();
  });
  afterEach(() => place.remove());
  const options = (soFar: string, more: Partial<Options> = {}) =>
    place.options({
      benchmark: 'streaming',
      searchParameters: ['fast', 'level'],
      confirmRuns: 2,
      benchmarkOptions: { counter: join(place.folder, 'counter'), soFar },
      ...more,
    });
  const losers = () =>
    place.trials().filter(({ phase, configuration }) => phase === 'search' && Number(configuration.level) < 3);
  /** Without the one about so short a confirmation. */
  const warnings = () =>
    place.events
      .flatMap((event) => (event.type === 'notice' && event.level === 'warning' ? [event.message] : []))
      .filter((message) => !message.startsWith('2 pairs cannot prove anything'));

  it('ends losers early, says so, and knows their speed less well', async () => {
    await optimize(place.services, options('honest'), place.watch());
    expect(processesNaming(place.folder)).toEqual([]);
    expect(losers().length).toBeGreaterThan(0);
    for (const { id, outcome, stoppedEarly, benchmarkMs } of losers()) {
      if (outcome.status !== 'completed' || !stoppedEarly) throw new Error(`trial ${id} was not ended early`);
      expect(outcome.samples.speed.length).toBe(stoppedEarly.samples);
      expect(stoppedEarly.samples).toBeGreaterThanOrEqual(3);
      expect(stoppedEarly.of).toBe(10);
      expect(outcome.metrics).toMatchObject({ load: 9, speed: expect.any(Number) });
      expect(outcome.metrics.speed).toBeLessThan(40);
      expect(outcome.metrics).not.toHaveProperty('execution_time');
      expect(benchmarkMs).toBeGreaterThan(0);
    }
    const others = place.trials().filter(({ id }) => !losers().some((loser) => loser.id === id));
    expect(others.filter(({ stoppedEarly }) => stoppedEarly)).toEqual([]);

    const noise = place.journal().find((record) => record.type === 'baseline')?.noise.sd ?? Number.NaN;
    const episodes = place.journal().filter((record) => record.type === 'episode');
    for (const { id } of losers()) {
      const { score, standardError } = episodes.find(({ trial }) => trial === id) ?? {};
      expect(score).toBeLessThan(-0.9);
      expect(standardError).toBeGreaterThan(noise);
    }
    expect(warnings()).toEqual([]);
    expect(readFileSync(join(place.folder, 'one', 'experiment.log'), 'utf8')).toMatch(
      /^.*level=[0-2].*stopped after \d of 10 samples/m,
    );
  });

  it('is resumed as it was', async () => {
    const first = await optimize(place.services, options('honest'), place.watch());
    const before = place.journal();
    const again = await resume(place.services, { experiment: 'one', resultsDir: place.folder }, place.watch());
    expect(again).toEqual(first);
    expect(place.journal().slice(0, before.length)).toEqual(before);
    expect(warnings()).toEqual([]);
  });

  it.each<[string, RegExp]>([
    ['lies', /speed was 1 on the way and 1?\d\d\./],
    ['throws', /who knows/],
  ])('goes on to the end of every run, with one warning, when the plugin %s', async (soFar, problem) => {
    await optimize(place.services, options(soFar, { episodes: 4 }), place.watch());
    expect(place.trials().filter(({ stoppedEarly }) => stoppedEarly)).toEqual([]);
    expect(place.trials().every(({ outcome }) => outcome.status === 'completed')).toBe(true);
    expect(warnings()).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[string, Partial<Options>]>([
    ['that is not wanted', { earlyStop: false }],
    ['a guard needs the wall time', { guards: ['execution_time <= 100'] }],
    ['the wall time is the objective', { optimizeMetric: 'latency' }],
  ])('goes on to the end of every run when %s', async (_, more) => {
    await optimize(place.services, options('honest', { episodes: 4, ...more }), place.watch());
    expect(losers().length).toBeGreaterThan(0);
    for (const { outcome, stoppedEarly } of losers()) {
      expect(stoppedEarly).toBeUndefined();
      expect(outcome).toMatchObject({ samples: { speed: { length: 10 } } });
    }
  });
});
