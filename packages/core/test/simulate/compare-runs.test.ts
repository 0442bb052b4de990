import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointsOf } from '../../src/simulate/checkpoints.js';
import { compareRuns } from '../../src/simulate/compare-runs.js';
import { curveOf } from '../../src/simulate/curve.js';
import type { RunRecord } from '../../src/simulate/run-record.js';
import { textTable } from '../../src/simulate/text-table.js';

const run = (more: Partial<RunRecord>): RunRecord => ({
  optimizer: 'sac',
  version: '1.0.0',
  space: 'a',
  noise: 0,
  seed: 0,
  regret: [1, 0.5, 0],
  top1: 3,
  fails: 1,
  dups: 0,
  cpu_seconds: 2,
  ...more,
});

describe('compareRuns', () => {
  const simulated = [
    run({}),
    run({ seed: 1, regret: [1, 1, 1], top1: 4, fails: 3, cpu_seconds: 4 }),
    run({ space: 'b', regret: [2, 2, 2], top1: 4, fails: 0 }),
  ];
  const recorded = [
    run({ optimizer: 'tpe', version: '5.0.0', regret: [1, 1, 1, 1], top1: 4 }),
    run({ optimizer: 'tpe', version: '5.0.0', noise: 0.3, regret: [9, 9, 9] }),
    run({ optimizer: 'short', version: '-', space: 'b', regret: [3], top1: 2 }),
  ];
  const blocks = compareRuns({ simulated, recorded, tables: ['a', 'b'], noises: [0], budget: 3 });

  it('has each table, and all of them with equal weight', () => {
    expect(blocks.map(({ table, entries }) => [table, entries.map(({ label }) => label)])).toEqual([
      ['a', ['sac', 'tpe 5.0.0 (recorded)']],
      ['b', ['sac', 'short (recorded)']],
      [undefined, ['sac']],
    ]);
    const [a, , all] = blocks.map(({ entries }) => entries[0]);
    expect(a).toMatchObject({ runs: 2, top1: 3.5, reached: 0.5, fails: 2, cpuSeconds: 3 });
    expect(a.curve.mean).toEqual([1, 0.75, 0.5]);
    expect(all).toMatchObject({ runs: 3, top1: 3.75, reached: 0.25, fails: 1, cpuSeconds: 2.5 });
    expect(all.curve.mean).toEqual([1.5, 1.375, 1.25]);
  });

  it('cuts recorded runs at the budget, and says never where they ended before they found anything', () => {
    const [tpe] = blocks[0].entries.slice(1);
    expect([tpe.curve.mean, tpe.top1, tpe.reached]).toEqual([[1, 1, 1], 4, 0]);
    expect([tpe.fails, tpe.cpuSeconds]).toEqual([undefined, undefined]); // of four evaluations, not of three
    const [short] = blocks[1].entries.slice(1);
    expect(short).toMatchObject({ top1: 4, reached: 0, fails: 1, cpuSeconds: 2 });
    expect(short.curve.mean).toEqual([3]);
  });

  it('becomes a table whose lines are equally long', () => {
    const lines = textTable(blocks, 3);
    expect(lines.filter((line) => line.startsWith('  sac'))).toHaveLength(3);
    expect(lines).toContain('all tables, noise 0');
    expect(lines.find((line) => line.includes('short'))).toMatch(/short \(recorded\) +– +4\.0 +0 % /);
    expect(new Set(lines.filter((line) => line.startsWith('  ')).map((line) => line.length)).size).toBe(1);
  });
});

describe('curveOf', () => {
  const regrets = fc.array(fc.float({ min: 0, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });
  const groups = fc.array(fc.array(regrets, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });

  it('has its mean inside its interval up to resampling, and the interval inside the runs', () => {
    fc.assert(
      fc.property(groups, (runs) => {
        const { mean, low, high } = curveOf(runs);
        const all = runs.flat();
        mean.forEach((value, t) => {
          const [least, most] = [Math.min(...all.map((one) => one[t])), Math.max(...all.map((one) => one[t]))];
          expect(low[t]).toBeLessThanOrEqual(high[t]);
          expect(low[t]).toBeGreaterThanOrEqual(least - 1e-9);
          expect(high[t]).toBeLessThanOrEqual(most + 1e-9);
          expect(value).toBeGreaterThanOrEqual(least - 1e-9);
          expect(value).toBeLessThanOrEqual(most + 1e-9);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('is narrow where runs agree and has the width of the standard error where they do not', () => {
    expect(curveOf([[[1], [1], [1]]])).toEqual({ mean: [1], low: [1], high: [1] });
    const spread = Array.from({ length: 50 }, (_, i) => [i % 2]); // standard error 0.5 / √50
    const { low, high } = curveOf([spread]);
    expect(high[0] - low[0]).toBeGreaterThan(0.2);
    expect(high[0] - low[0]).toBeLessThan(0.36);
  });
});

it.each([
  [10, [10]],
  [25, [25]],
  [40, [25, 40]],
  [100, [25, 50, 100]],
  [200, [25, 50, 100, 200]],
])('with a budget of %i, regrets are tabulated at %j', (budget, expected) => {
  expect(checkpointsOf(budget)).toEqual(expected);
});
