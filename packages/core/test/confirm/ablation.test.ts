import { createSearchSpace, type Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ablationSentence, judgeAblation, reducedConfiguration, reductions } from '../../src/confirm/ablation.js';
import { streamOf } from '../../src/stats/random.js';

const description = 'x';
const space = createSearchSpace(
  {
    slice: { type: 'integer', default: 20, minValue: 1, maxValue: 40, description },
    greedy: { type: 'integer', default: 1, minValue: 0, maxValue: 8, description },
    far: {
      type: 'integer',
      default: 0,
      minValue: 0,
      maxValue: 8,
      when: { parameter: 'greedy', isNot: 0 },
      description,
    },
    fifo: { type: 'boolean', default: false, description },
  },
  [
    {
      forbid: [
        { parameter: 'fifo', is: true },
        { parameter: 'slice', is: 20 },
      ],
      reason: 'fifo needs a slice',
    },
  ],
);
const metrics = { p99: { unit: 'us', direction: 'minimize' } } as const;
const done = (p99: number): Outcome => ({ status: 'completed', samples: { p99: [p99] }, metrics: { p99 } });
const broken: Outcome = { status: 'failed', class: 'evicted', message: 'x' };

/** Blocks of arm 0 and arms 1 … with these values. */
const blocks = (...arms: readonly (readonly (number | undefined)[])[]) =>
  arms.flatMap((values, arm) =>
    values.map((value, i) => ({ block: i + 1, arm, outcome: value === undefined ? broken : done(value) })),
  );

describe('ablation', () => {
  const configuration = { slice: 2, greedy: 3, far: 5, fifo: true };

  it('puts back one change at a time, with what depends on it, where the constraints allow it', () => {
    expect(reductions({ ...configuration, greedy: 0, far: 0 }, space)).toEqual([
      { parameter: 'greedy', configuration: { slice: 2, greedy: 1, far: 0, fifo: true } },
      { parameter: 'fifo', configuration: { slice: 2, greedy: 0, far: 0, fifo: false } },
    ]);
    expect(reductions(space.defaultConfiguration, space)).toEqual([]);
  });

  it('keeps what does harm when it is missing, and drops the rest', () => {
    const reduced = reductions({ slice: 2, greedy: 3, far: 5, fifo: false }, space);
    expect(reduced.map(({ parameter }) => parameter)).toEqual(['slice', 'greedy', 'far']);
    const all = [100, 102, 98, 101, 99, 103];
    const trials = blocks(
      all,
      all.map((x) => 2.5 * x),
      [101, 100, 99, 103, 97, 102],
      [100, 99, 99, 100, undefined, 101],
    );
    const judged = judgeAblation({ trials, reduced, objective: 'p99', metrics });
    expect(judged.map(({ isKept, blocks: n }) => [isKept, n])).toEqual([
      [true, 6],
      [false, 6],
      [true, 5],
    ]);
    expect(judged[0].without.ratio).toBeCloseTo(0.4);
    expect(reducedConfiguration({ slice: 2, greedy: 3, far: 5, fifo: false }, judged, space)).toEqual({
      slice: 2,
      greedy: 1,
      far: 5,
      fifo: false,
    });
    expect(ablationSentence({ slice: 2, greedy: 3, far: 5 }, judged.slice(0, 2))).toBe(
      'Of 2 changes 1 is needed: slice=2 (×0.40 without it); no use was found for greedy.',
    );
  });

  it('keeps everything where the constraints forbid what would be left', () => {
    const dropped = { pValue: 1, without: { ratio: 1, low: 0.9, high: 1.1 }, isKept: false, blocks: 6 };
    const fifo = { slice: 2, greedy: 1, far: 0, fifo: true };
    expect(reducedConfiguration(fifo, [{ parameter: 'slice', ...dropped }], space)).toBe(fifo);
  });

  it('keeps hardly any of ten changes without effect, and finds one of 30 %', () => {
    const random = streamOf(7, 'noise');
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const names = ['real', ...Array.from({ length: 10 }, (_, i) => `idle ${i}`)];
    const reduced = names.map((parameter) => ({ parameter, configuration: space.defaultConfiguration }));
    const run = (factor: number) => Array.from({ length: 6 }, () => 100 * factor * Math.exp(0.05 * normal()));
    let [kept, found] = [0, 0];
    const experiments = 200;
    for (let i = 0; i < experiments; i++) {
      const trials = blocks(run(1), run(1.3), ...names.slice(1).map(() => run(1)));
      const judged = judgeAblation({ trials, reduced, objective: 'p99', metrics });
      found += Number(judged[0].isKept);
      kept += judged.slice(1).filter(({ isKept }) => isKept).length;
    }
    expect(kept / experiments).toBeLessThan(0.1); // about 0.04 changes an experiment, 0.25 without the correction
    expect(found / experiments).toBeGreaterThan(0.95);
  });

  it('judges the same whatever the scale and the order of blocks', () => {
    const value = fc.double({ min: 50, max: 150, noNaN: true });
    const pair = fc.tuple(value, value);
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 6, maxLength: 9 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (pairs, scale) => {
          const reduced = [{ parameter: 'slice', configuration: space.defaultConfiguration }];
          const judged = (values: readonly (readonly [number, number])[]) =>
            judgeAblation({
              trials: blocks(
                values.map(([a]) => a),
                values.map(([, b]) => b),
              ),
              reduced,
              objective: 'p99',
              metrics,
            })[0];
          const [first, scaled, turned] = [
            pairs,
            pairs.map(([a, b]) => [scale * a, scale * b] as const),
            [...pairs].reverse(),
          ].map(judged);
          expect(scaled.without.ratio).toBeCloseTo(first.without.ratio, 9);
          expect(turned.pValue).toBeCloseTo(first.pValue, 9);
          expect([turned.isKept, turned.without]).toEqual([first.isKept, first.without]);
        },
      ),
    );
  });
});
