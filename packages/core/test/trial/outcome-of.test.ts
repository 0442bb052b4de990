import type { Benchmark, CommandOutput, Metrics, OutputSoFar, Samples } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEnd, RunResult } from '../../src/host/guard/messages.js';
import { outcomeOf } from '../../src/trial/outcome-of.js';
import type { TrialSetup } from '../../src/trial/trial-setup.js';

const metrics: Metrics = {
  speed: { unit: '1/s', direction: 'maximize' },
  extra: { unit: '', direction: 'maximize', optional: true },
  execution_time: { unit: 's', direction: 'minimize' },
};
const setup = (parse: Benchmark['parse']) =>
  ({ benchmark: { parse }, metrics, timeoutMs: 500 }) as unknown as TrialSetup;
const output = (more: Partial<CommandOutput> = {}): CommandOutput => ({
  ...{ stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 2000 },
  ...more,
});
const ended = (end: RunEnd, more: Partial<CommandOutput> = {}): RunResult => ({
  ...{ end, output: output(more), background: [], stragglers: 0 },
  cpu: { spanSeconds: 2, busySeconds: 1, stealSeconds: 0, ownSeconds: 1 },
  machine: {},
});
const exited: RunEnd = { kind: 'exited' };
const request = { command: { file: 'x', args: [] }, background: [], timeoutMs: 500, outputLimit: 1000 };

describe('the outcome of a run', () => {
  it('has the median of each metric and the wall time of the command', () => {
    expect(
      outcomeOf(
        setup(() => ({ speed: [3, 1, 2], other: [9] })),
        request,
        ended(exited),
      ),
    ).toEqual({
      status: 'completed',
      samples: { speed: [3, 1, 2], execution_time: [2] },
      metrics: { speed: 2, execution_time: 2 },
    });
  });

  it.each<[string, RunEnd, Partial<CommandOutput>, string, string]>([
    ['status', exited, { exitCode: 3, stderr: 'a\nlast word' }, 'benchmark_failed', 'status 3: last word'],
    ['signal', exited, { exitCode: null, signal: 'SIGSEGV' }, 'benchmark_failed', 'SIGSEGV and printed nothing'],
    ['time limit', { kind: 'timeout' }, {}, 'benchmark_timeout', 'within 0.5 s'],
    ['start', { kind: 'not-started', message: 'spawn x ENOENT' }, {}, 'benchmark_failed', 'ENOENT'],
    ['load', { kind: 'background-failed', message: 'load ended' }, {}, 'benchmark_failed', 'load ended'],
  ])('is a failure by its %s, with words for people', (_, end, more, failure, text) => {
    const outcome = outcomeOf(
      setup(() => ({ speed: [1] })),
      request,
      ended(end, more),
    );
    expect(outcome).toMatchObject({ status: 'failed', class: failure, message: expect.stringContaining(text) });
    expect(outcome).not.toHaveProperty('metrics');
  });

  it.each([1e-307, -2e305, 1e101])(
    'is a failure where a metric is %s: no ratio and no axis can be made of it',
    (value) => {
      expect(
        outcomeOf(
          setup(() => ({ speed: [1, value] })),
          request,
          ended(exited),
        ),
      ).toMatchObject({
        status: 'failed',
        class: 'unparsable_output',
        message: expect.stringContaining(`speed is ${value}`),
      });
    },
  );

  it.each([0, 1e-100, -1e100])('takes %s as it is', (value) => {
    const outcome = outcomeOf(
      setup(() => ({ speed: [value] })),
      request,
      ended(exited),
    );
    expect(outcome).toMatchObject({ status: 'completed', metrics: { speed: value } });
  });

  describe('of a run that was ended early', () => {
    const enough: RunEnd = { kind: 'enough' };
    const never = () => {
      throw new Error('parse was called');
    };
    const reading = (samples?: Samples) => ({
      ...setup(never),
      soFar: { read: ({ stdout }: OutputSoFar) => (stdout === 'seen\n' ? samples : undefined), check: () => {} },
    });

    it('has the samples that were seen, not the last words, and no wall time', () => {
      const result = ended(enough, { stdout: 'seen\nlast words\n', exitCode: null, signal: 'SIGTERM' });
      expect(outcomeOf(reading({ speed: [3, 1, 2] }), request, result, 'seen\n')).toEqual({
        status: 'completed',
        samples: { speed: [3, 1, 2] },
        metrics: { speed: 2 },
      });
    });

    it.each<[string, Samples | undefined, RegExp]>([
      ['nothing can be read of it at the end', undefined, /cannot be read/],
      ['a metric is missing', { extra: [1] }, /no speed/],
    ])('is a failure when %s', (_, samples, message) => {
      expect(outcomeOf(reading(samples), request, ended(enough), 'seen\n')).toMatchObject({
        ...{ status: 'failed', class: 'unparsable_output' },
        message: expect.stringMatching(message),
      });
    });
  });

  it('is void when the run was stopped', () => {
    expect(
      outcomeOf(
        setup(() => ({ speed: [1] })),
        request,
        ended({ kind: 'stopped' }),
      ),
    ).toMatchObject({ status: 'void', class: 'interrupted' });
  });

  it('quotes nothing that a terminal would obey', () => {
    const outcome = outcomeOf(
      setup(() => ({})),
      request,
      ended(exited, { exitCode: 1, stderr: 'red \u001b[31mword\u0007' }),
    );
    expect(outcome.status === 'failed' && outcome.message).not.toMatch(/\p{Cc}/u);
  });

  it('is never completed with a number that is none, or without a metric that is not optional', () => {
    const sample = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
    const samples = fc.record({ speed: fc.array(sample), extra: fc.array(sample) }, { requiredKeys: [] });
    fc.assert(
      fc.property(samples, (parsed) => {
        const outcome = outcomeOf(
          setup(() => parsed),
          request,
          ended(exited),
        );
        const isSize = (size: number) => size === 0 || (size >= 1e-100 && size <= 1e100);
        const sound = (values: number[] = []) => values.map(Math.abs).every(isSize);
        const isSound = (parsed.speed?.length ?? 0) > 0 && sound(parsed.speed) && sound(parsed.extra);
        expect(outcome.status).toBe(isSound ? 'completed' : 'failed');
      }),
    );
  });

  it('is a failure when the plugin makes no sense of the output', () => {
    const parse = () => {
      throw new Error('that is no report');
    };
    expect(outcomeOf(setup(parse), request, ended(exited))).toMatchObject({
      class: 'unparsable_output',
      message: 'that is no report',
    });
  });
});
