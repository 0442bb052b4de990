// The whole protocol under a sched_ext scheduler: a script that attaches to a fake kernel, with flags that matter.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@schedtuna/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExperimentEvent } from '../../dist/experiment/events.js';
import { optimize } from '../../dist/experiment/optimize.js';
import type { TrialRecord } from '../../dist/experiment/records.js';
import { resume } from '../../dist/experiment/resume.js';
import { testExperiment } from '../../dist/experiment/test-experiment.js';
import definition from '../fixtures/tunable-scheduler.mjs';
import { createTunableWorkplace, type TunableWorkplace } from './tunable.js';

/** As a person would type them. */
function argumentsOf({ slice_us, wake_sync, mode, share }: Configuration): string {
  return [
    ...(slice_us === 20_000 ? [] : [`--slice-us ${slice_us}`]),
    ...(wake_sync ? ['--wake-sync'] : []),
    ...(mode === 'fair' ? [] : [`--mode ${mode}`]),
    ...(share === 1 ? [] : [`--share ${share}`]),
  ].join(' ');
}

const decisions = (trials: readonly TrialRecord[]) =>
  trials
    .filter(({ outcome }) => outcome.status !== 'void')
    .map(({ phase, episode, block, arm, configuration, outcome }) => [
      ...[phase, episode, block, arm, configuration],
      outcome.status === 'completed' ? outcome.metrics.speed : outcome,
    ]);

describe('an experiment on a sched_ext scheduler', () => {
  let place: TunableWorkplace;
  beforeEach(() => {
    vi.stubEnv('SUDO_USER', undefined); // benchmarks would run as that user
    place = createTunableWorkplace();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    place.remove();
  });
  const reference = () => ({ experiment: 'one', resultsDir: place.folder });
  const experiment = () => place.journal().find((record) => record.type === 'experiment');

  /** Calls `action` after so many trials. */
  function watchAfter(count: number, action: () => void, interruption = new AbortController().signal) {
    let trials = 0;
    const watch = place.watch(interruption);
    return {
      interruption,
      listen(event: ExperimentEvent) {
        watch.listen(event);
        if (event.type === 'trial-end' && ++trials === count) action();
      },
    };
  }

  it('finds better flags, proves them and says how to use them', async () => {
    const summary = await optimize(place.services, place.options(), place.watch());
    expect(summary.verdict).toMatchObject({ conclusion: 'better', objective: 'speed' });
    const best = summary.bestConfiguration as Configuration;
    expect(summary.commandLines).toEqual([`sudo ${place.program} ${argumentsOf(best)}`]);
    expect(argumentsOf(best)).toContain('--');
    expect(experiment()?.scheduler).toMatchObject({
      ...{ name: 'tunable', kind: 'sched_ext' },
      facts: {
        binary: place.program,
        version: '1.2.3',
        loaded_by: 'root',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      unavailable: { lag_us: expect.stringContaining('--lag-us') },
    });
    expect(Object.keys(experiment()?.scheduler.parameters ?? {})).toEqual(['slice_us', 'wake_sync', 'mode', 'share']);
  });

  it('starts the scheduler anew with the flags of each run, and leaves nothing loaded', async () => {
    await optimize(place.services, place.options(), place.watch());
    const runs = place.trials().filter(({ outcome }) => outcome.status !== 'failed');
    expect(place.started()).toEqual(runs.map(({ configuration }) => argumentsOf(configuration)));
    expect(runs.map(({ schedExt }) => schedExt)).toEqual(
      runs.map((_, i) => ({
        ...{ ops: 'tunable_1.2.3_x86_64_unknown_linux_gnu', enableSeq: i + 1, events: {} },
        ...{ attachMs: expect.any(Number), detachMs: expect.any(Number) },
      })),
    );
    expect([place.kernel.read('state'), place.kernel.read('root/ops')]).toEqual(['disabled', undefined]);
    expect(readdirSync(join(place.folder, 'one')).filter((file) => file.startsWith('lock'))).toEqual([]);
  });

  it('decides the same with a definition from a file', async () => {
    await optimize(place.services, place.options(), place.watch());
    const schedulerFile = join(place.folder, 'tunable.json');
    writeFileSync(schedulerFile, JSON.stringify({ ...definition, name: 'scx_mine', binary: place.program }));
    rmSync(join(place.folder, 'counter'));
    const options = place.options({ schedulerName: 'nobody', schedulerFile, experimentName: 'two' });
    await optimize(place.services, options, place.watch());
    expect(decisions(place.trials('two'))).toEqual(decisions(place.trials('one')));
    expect(place.journal('two')[0]).toMatchObject({
      options: { schedulerName: 'scx_mine', schedulerFile },
      scheduler: { name: 'scx_mine', package: schedulerFile },
    });
    expect(await resume(place.services, { ...reference(), experiment: 'two' }, place.watch())).toMatchObject({
      verdict: { conclusion: 'better' },
    });
  });

  it('does not start what the program refuses, and learns that it fails', async () => {
    await optimize(place.services, place.options({ episodes: 14 }), place.watch());
    const refused = place.trials().filter(({ configuration }) => Number(configuration.share) > 5);
    expect(refused.length).toBeGreaterThan(0);
    for (const { configuration, outcome, schedExt } of refused) {
      const { share } = configuration;
      expect([outcome, schedExt]).toEqual([
        {
          ...{ status: 'failed', class: 'bad_arguments' },
          message: `the scheduler refuses its arguments (${argumentsOf(configuration)}): error: invalid value '${share}' for '--share <SHARE>': ${share} is not in 0..=5`,
        },
        undefined,
      ]);
    }
    expect(place.started().filter((line) => /--share [678]/.test(line))).toEqual([]);
  });

  it.each([3, 9, 15])('goes on after %i runs as if it had not been interrupted', async (count) => {
    const controller = new AbortController();
    const watch = watchAfter(count, () => controller.abort(), controller.signal);
    await expect(optimize(place.services, place.options(), watch)).rejects.toMatchObject({ code: 'ST_INTERRUPTED' });
    expect(place.trials()).toHaveLength(count);
    expect(place.kernel.read('state')).toBe('disabled');
    const resumed = await resume(place.services, reference(), place.watch());
    rmSync(join(place.folder, 'counter'));
    const uncut = await optimize(place.services, place.options({ experimentName: 'two' }), place.watch());
    expect(decisions(place.trials())).toEqual(decisions(place.trials('two')));
    expect(resumed.commandLines).toEqual(uncut.commandLines);
  });

  it('stops scheduler and benchmark at once when it is asked to, and repeats that run', async () => {
    const controller = new AbortController();
    const options = place.options({ benchmarkOptions: { ms: 400 }, episodes: 1, confirmRuns: 2 });
    const watch = watchAfter(2, () => setTimeout(() => controller.abort(), 250), controller.signal);
    await expect(optimize(place.services, options, watch)).rejects.toMatchObject({ code: 'ST_INTERRUPTED' });
    expect(place.kernel.read('state')).toBe('disabled');
    expect(place.trials().map(({ outcome }) => outcome.status)).toEqual(['completed', 'completed', 'void']);
    expect(place.trials().at(-1)?.outcome).toMatchObject({ class: 'interrupted' });
    await resume(place.services, reference(), place.watch());
    expect(place.trials()[3]).toMatchObject({ phase: 'baseline', attempt: 2, outcome: { status: 'completed' } });
  });

  it('tests its winner on fresh runs', async () => {
    await optimize(place.services, place.options(), place.watch());
    const tested = await testExperiment(place.services, { ...reference(), runs: 6 }, place.watch());
    expect(tested.verdict).toMatchObject({ conclusion: 'better', blocks: 6 });
    expect(tested.commandLines).toEqual([
      `sudo ${place.program} ${argumentsOf(tested.bestConfiguration as Configuration)}`,
    ]);
  });

  it('ends when the program is replaced, and does not go on with another one', async () => {
    const watch = watchAfter(5, () => place.replaceProgram());
    await expect(optimize(place.services, place.options(), watch)).rejects.toMatchObject({
      code: 'ST_SCHEDULER_UNUSABLE',
      message: `${place.program} was replaced while the experiment ran`,
    });
    expect([place.trials().length, place.started().length]).toEqual([5, 5]);
    await expect(resume(place.services, reference(), place.watch())).rejects.toMatchObject({
      code: 'ST_SCHEDULER_UNUSABLE',
      message: `${place.program} is not the program that one began with`,
    });
    expect(place.trials()).toHaveLength(5);
  });

  describe('does not begin', () => {
    async function refusal(more: Parameters<TunableWorkplace['options']>[0] = {}, services = place.services) {
      const error = await optimize(services, place.options(more), place.watch()).catch((thrown) => thrown);
      expect(existsSync(join(place.folder, 'one'))).toBe(false);
      expect(place.kernel.read('started')).toBeUndefined();
      return error;
    }

    it('where another scheduler is attached', async () => {
      place.kernel.load('lavd_1.1.2_x86_64_unknown_linux_gnu');
      expect(await refusal()).toMatchObject({
        code: 'ST_SCHEDULER_BUSY',
        message: expect.stringMatching(
          /^the sched_ext scheduler lavd_1\.1\.2_\S+ is attached, and there is room for one/,
        ),
        hint: expect.stringContaining('schedtuna cleanup --sysrq'),
      });
      expect(await refusal({ takeOver: true })).toMatchObject({
        code: 'ST_SCHEDULER_BUSY',
        message: expect.stringContaining('it cannot be taken over: the process that holds it was not found'),
      });
      expect(place.kernel.read('root/ops')).toMatch(/^lavd/);
    });

    it('with a parameter that the scheduler does not have, and names the nearest', async () => {
      expect(await refusal({ searchParameters: ['mode', 'slice_u'] })).toMatchObject({
        code: 'ST_USAGE',
        message: 'scx_tunable has no parameter slice_u (it has slice_us, wake_sync, mode, share, lag_us)',
        hint: 'Did you mean slice_us?',
      });
      expect(await refusal({ searchParameters: ['zzzzzzzz'] })).toMatchObject({
        hint: expect.stringContaining('schedtuna schedulers show scx_tunable'),
      });
    });

    it('with a parameter that the installed program does not have', async () => {
      expect(await refusal({ searchParameters: ['lag_us'] })).toMatchObject({
        code: 'ST_SCHEDULER_UNUSABLE',
        message: expect.stringMatching(/^lag_us cannot be searched here: .*scx_tunable 1\.2\.3.*--lag-us/),
        hint: expect.stringContaining('Leave --parameter away'),
      });
    });

    it('without sched_ext, without the program, and without rights', async () => {
      const { host } = place.services;
      expect(await refusal({}, { ...place.services, schedExtRoot: join(place.folder, 'nowhere') })).toMatchObject({
        code: 'ST_SCHEDULER_UNUSABLE',
        message: expect.stringContaining('this kernel has no sched_ext'),
        hint: expect.stringContaining('eevdf'),
      });
      const without = { ...host, which: async () => undefined };
      expect(await refusal({}, { ...place.services, host: without })).toMatchObject({
        code: 'ST_SCHEDULER_UNUSABLE',
        message: 'the program scx_tunable is not in PATH',
      });
      const user: typeof host.readFile = (path) =>
        path === '/proc/self/status' ? Promise.resolve('Uid:\t1000\t1000\t1000\t1000\n') : host.readFile(path);
      expect(await refusal({}, { ...place.services, host: { ...host, readFile: user } })).toMatchObject({
        code: 'ST_PRIVILEGES',
      });
    });
  });

  it('searches only what is asked for', async () => {
    const options = place.options({ searchParameters: ['slice_us', 'mode'], episodes: 4 });
    await optimize(place.services, options, place.watch());
    expect(Object.keys(experiment()?.scheduler.parameters ?? {})).toEqual(['slice_us', 'mode']);
    expect(place.started().join('\n')).toContain('--slice-us');
    expect(place.started().join('\n')).not.toMatch(/--(?:wake-sync|share)/);
  });
});
