import { testScheduler } from '@schedtuna/sdk/testing';
import { describe, expect, it } from 'vitest';
import eevdf from '../src/index.js';
import { settingsOf } from '../src/settings.js';

const defaults = {
  slice_us: 0,
  policy: 'other',
  nice: 0,
  background_slice_us: 0,
  background_policy: 'other',
  background_nice: 0,
} as const;

describe('eevdf keeps the contract of schedulers:', () => testScheduler(it, eevdf));

describe('eevdf', () => {
  it('wraps the default configuration too, and keeps directory and environment', () => {
    const wrapped = eevdf.wrap(
      defaults,
      { file: 'bench', args: ['-n', '1'], cwd: '/srv', env: { A: '1' } },
      'workload',
    );
    expect(wrapped).toEqual({
      file: process.execPath,
      args: [
        expect.stringMatching(/\/dist\/launcher\.js$/),
        ...['--slice-us', '0', '--policy', 'other', '--nice', '0', '--', 'bench', '-n', '1'],
      ],
      cwd: '/srv',
      env: { A: '1' },
    });
  });

  it('gives each role its own settings', () => {
    const configuration = { ...defaults, slice_us: 5000, background_policy: 'batch', background_nice: 7 } as const;
    expect(settingsOf(configuration, 'workload')).toEqual({ sliceUs: 5000, policy: 'other', nice: 0 });
    expect(settingsOf(configuration, 'background')).toEqual({ sliceUs: 0, policy: 'batch', nice: 7 });
  });

  it('has defaults for parameters that were left out of the search, and none of the rest when idle', () => {
    expect(settingsOf({ nice: 4 }, 'background')).toEqual({ sliceUs: 0, policy: 'other', nice: 0 });
    expect(settingsOf({ policy: 'idle', slice_us: 300, nice: 4 }, 'workload')).toEqual({
      sliceUs: 0,
      policy: 'idle',
      nice: 0,
    });
  });

  it('explains a configuration as commands to type', () => {
    const needs = 'needs chrt of util-linux 2.41 or newer and Linux 6.12 or newer';
    expect(eevdf.explain?.(defaults)).toEqual([]);
    expect(eevdf.explain?.({ ...defaults, background_nice: 5 })).toEqual([
      'nice -n 5 BACKGROUND_COMMAND  # background',
    ]);
    expect(eevdf.explain?.({ ...defaults, nice: 5, policy: 'batch', background_policy: 'idle' })).toEqual([
      'nice -n 5 chrt --batch 0 COMMAND  # workload',
      'chrt --idle 0 BACKGROUND_COMMAND  # background',
    ]);
    expect(eevdf.explain?.({ ...defaults, slice_us: 3000 })).toEqual([
      `chrt --other --sched-runtime 3000000 0 COMMAND  # workload; ${needs}`,
    ]);
  });
});
