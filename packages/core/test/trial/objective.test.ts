import type { Metrics, Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkObjective,
  isScorable,
  needsScore,
  objectiveMetrics,
  objectiveScore,
  resolveObjective,
} from '../../src/trial/objective.js';

const llama: Metrics = {
  tg_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize' },
  pp_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize', optional: true },
  execution_time: { unit: 's', direction: 'minimize' },
};
const run = (pp: number, tg: number, time = 10) => ({
  pp_tokens_per_sec: pp,
  tg_tokens_per_sec: tg,
  execution_time: time,
});
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

describe('objectiveScore', () => {
  it('is finite where the ratio of positive values is not', () => {
    const tiny = { execution_time: 5e-324 };
    expect(objectiveScore('execution_time', tiny, llama, { execution_time: 1e-15 })).toBeGreaterThan(700);
    expect(objectiveScore('execution_time', { execution_time: 1e-15 }, llama, tiny)).toBeLessThan(-700);
  });

  it('is the log of the geometric mean of prompt and generation ratios for throughput', () => {
    expect(Math.exp(objectiveScore('throughput', run(200, 80), llama, run(100, 10)))).toBeCloseTo(4);
  });

  it('is higher for a shorter time', () => {
    expect(Math.exp(objectiveScore('latency', run(1, 1, 5), llama, run(1, 1, 10)))).toBeCloseTo(2);
    expect(objectiveScore('execution_time', run(1, 1, 20), llama, run(1, 1, 10))).toBeCloseTo(-Math.log(2));
  });

  it('changes its sign when run and baseline are swapped, and does not see the unit', () => {
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        fc.constantFrom('throughput', 'tg_tokens_per_sec', 'latency'),
        (a, b, unit, objective) => {
          const score = objectiveScore(objective, run(a, b, a), llama, run(b, a, b));
          expect(objectiveScore(objective, run(b, a, b), llama, run(a, b, a))).toBeCloseTo(-score, 9);
          expect(
            objectiveScore(objective, run(unit * a, unit * b, unit * a), llama, run(unit * b, unit * a, unit * b)),
          ).toBeCloseTo(score, 9);
        },
      ),
    );
  });

  it('is not a number where a ratio means nothing', () => {
    expect(objectiveScore('throughput', run(0, 1), llama, run(1, 1))).toBeNaN();
    expect(objectiveScore('throughput', run(1, 1), llama, run(-1, 1))).toBeNaN();
    expect(objectiveScore('throughput', { tg_tokens_per_sec: 1 }, llama, run(1, 1))).toBeNaN();
  });

  it("takes a benchmark's own metric of that name before the composed one", () => {
    const own: Metrics = {
      latency: { unit: 'ms', direction: 'minimize' },
      execution_time: { unit: 's', direction: 'minimize' },
    };
    expect(objectiveMetrics('latency', own)).toEqual(['latency']);
    expect(objectiveMetrics('latency')).toEqual(['execution_time']);
    expect(
      objectiveScore('latency', { latency: 1, execution_time: 9 }, own, { latency: 2, execution_time: 1 }),
    ).toBeCloseTo(Math.log(2));
  });
});

describe('needsScore', () => {
  const completed = (metrics: Record<string, number>): Outcome => ({ status: 'completed', metrics, samples: {} });

  it('fails a run whose objective is zero or missing, and keeps its numbers', () => {
    expect(needsScore('throughput', completed(run(0, 5)), llama)).toMatchObject({
      status: 'failed',
      class: 'unparsable_output',
      message: 'pp_tokens_per_sec is 0; the objective throughput needs a value above 0',
      metrics: run(0, 5),
    });
    expect(needsScore('latency', completed({ tg_tokens_per_sec: 5 }), llama)).toMatchObject({
      message: 'execution_time was not measured; the objective latency needs a value above 0',
    });
  });

  it('lets every other outcome pass', () => {
    const good = completed(run(0, 5));
    expect(needsScore('tg_tokens_per_sec', good, llama)).toBe(good);
    const failed: Outcome = { status: 'failed', class: 'evicted', message: 'watchdog' };
    expect(needsScore('throughput', failed, llama)).toBe(failed);
    expect(isScorable('throughput', run(1, 1), llama)).toBe(true);
  });
});

describe('resolveObjective', () => {
  it('chooses throughput, else the first metric that was measured, else the time', () => {
    expect(resolveObjective(undefined, run(1, 1), llama)).toBe('throughput');
    expect(resolveObjective(undefined, { execution_time: 1, tg_tokens_per_sec: 1 }, llama)).toBe('tg_tokens_per_sec');
    expect(resolveObjective(undefined, { execution_time: 1 }, llama)).toBe('execution_time');
    expect(resolveObjective(undefined, {}, llama)).toBe('execution_time');
  });

  it('takes what was requested', () => {
    for (const objective of ['throughput', 'latency', ...Object.keys(llama)]) {
      expect(resolveObjective(objective, run(1, 1), llama)).toBe(objective);
    }
  });

  it('names the metric that is missing', () => {
    expect(() => resolveObjective('throughput', { execution_time: 1, tg_tokens_per_sec: 1 }, llama)).toThrow(
      expect.objectContaining({
        code: 'ST_UNKNOWN_METRIC',
        message: 'the benchmark did not measure pp_tokens_per_sec, so throughput cannot be optimised',
        hint: expect.stringContaining('execution_time, tg_tokens_per_sec'),
      }),
    );
  });

  it.each([
    ['tg_token_per_sec', 'Did you mean tg_tokens_per_sec?'],
    ['througput', 'Did you mean throughput?'],
    ['constructor', 'Choose one of them with --optimize-metric.'],
  ])('refuses %s with all valid names', (objective, hint) => {
    expect(() => checkObjective(objective, llama)).toThrow(
      expect.objectContaining({
        code: 'ST_UNKNOWN_METRIC',
        hint,
        message: expect.stringContaining('execution_time, throughput, latency'),
      }),
    );
  });

  it('offers throughput only where its metrics are declared', () => {
    expect(() => checkObjective('throughput', { execution_time: llama.execution_time })).toThrow(
      /it has execution_time, latency/,
    );
  });
});
