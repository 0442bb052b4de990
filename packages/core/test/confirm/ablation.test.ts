import { createSearchSpace, type Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AblationInput,
  ablationSentence,
  judgeAblation,
  openChanges,
  reducedConfiguration,
  reductions,
  worthKeeping,
} from '../../src/confirm/ablation.js';
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

/** On a machine whose runs differ by 5 %; a change must be worth 10 %. */
const inputOf = (trials: AblationInput['trials'], parameters: readonly string[]): AblationInput => ({
  trials,
  reduced: parameters.map((parameter) => ({ parameter, configuration: space.defaultConfiguration })),
  objective: 'p99',
  metrics,
  noise: { sd: 0.05, pairs: 4 },
  worth: 0.1,
});

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
    const judged = judgeAblation({ ...inputOf(trials, []), reduced });
    expect(judged.map(({ isKept, blocks: n }) => [isKept, n])).toEqual([
      [true, 6],
      [false, 6],
      [true, 5],
    ]);
    expect(judged[0].without.ratio).toBeCloseTo(0.4);
    expect(judged[0].odds).toBeGreaterThan(1000);
    expect(judged[1].odds).toBeLessThan(0.1);
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
    const dropped = { odds: 0.1, without: { ratio: 1, low: 0.9, high: 1.1 }, isKept: false, blocks: 6 };
    const fifo = { slice: 2, greedy: 1, far: 0, fifo: true };
    expect(reducedConfiguration(fifo, [{ parameter: 'slice', ...dropped }], space)).toBe(fifo);
  });

  it('asks of a change for a tenth of the gain, and for more than what matters at all', () => {
    const quiet = { gain: 1, minEffect: 0.01, sd: 0.001, changes: 2, blocks: 24 };
    expect(worthKeeping(quiet)).toBeCloseTo(0.1, 12);
    expect(worthKeeping({ ...quiet, gain: 0.05 })).toBeCloseTo(3 * Math.log(1.01), 12);
    expect(worthKeeping({ ...quiet, gain: 0.05, minEffect: 0 })).toBeCloseTo(0.005, 12);
    expect(worthKeeping({ ...quiet, sd: 0.5, blocks: 9 })).toBeCloseTo(Math.sqrt(Math.log(36)) / 3, 12); // (1 − 0.1) / (0.05 / 2)
  });

  it('goes on with a change until it is clearly worth keeping or clearly of no use, or runs fail without it', () => {
    const all = [100, 102, 98, 101];
    const removed = (factor: number) => all.map((x) => factor * x);
    const after = (count: number) => {
      const cut = [all, removed(2), removed(1), removed(1.05), [100, undefined, 99, 100]];
      const trials = blocks(...cut.map((values) => values.slice(0, count)));
      return openChanges(inputOf(trials, ['large', 'none', 'half', 'broken']));
    };
    expect(after(0)).toEqual([1, 2, 3, 4]);
    expect(after(1)).toEqual([1, 2, 3, 4]);
    expect(after(2)).toEqual([1, 2, 3]); // one without a change failed
    expect(after(4)).toEqual([3]);
  });

  it('keeps what it knows too little of', () => {
    const [unmeasured, twice] = judgeAblation(inputOf(blocks([100, 100], [], [100, 100]), ['unmeasured', 'twice']));
    expect(unmeasured).toMatchObject({ isKept: true, blocks: 0, odds: 1 });
    expect(twice).toMatchObject({ isKept: true, blocks: 2 });
  });

  it('has finite odds where runs never differ', () => {
    const still = {
      ...inputOf(blocks([9, 9, 9], [9, 9, 9], [18, 18, 18]), ['idle', 'real']),
      noise: { sd: 0, pairs: 3 },
    };
    expect(judgeAblation(still)).toMatchObject([
      { isKept: false, odds: 0 },
      { isKept: true, odds: 1e9 },
    ]);
    expect(openChanges(still)).toEqual([]);
  });

  it('says the same of journals that have p-values in place of odds', () => {
    const old = { without: { ratio: 0.41, low: 0.36, high: 0.47 }, pValue: 0.0004, isKept: true, blocks: 6 };
    expect(ablationSentence({ slice: 2 }, [{ parameter: 'slice', ...old }])).toBe(
      'Of 1 change 1 is needed: slice=2 (×0.41 without it).',
    );
  });

  it('says it where nothing is needed', () => {
    const idle = { without: { ratio: 1, low: 0.9, high: 1.1 }, odds: 0.01, isKept: false, blocks: 6 };
    expect(ablationSentence({ slice: 2 }, [{ parameter: 'slice', ...idle }])).toBe(
      'Of 1 change none is needed; no use was found for slice.',
    );
  });

  it('does not call needed what too few runs say nothing about', () => {
    const one = { without: { ratio: 1.01, low: 0, high: 9 }, odds: 0.9, isKept: true };
    const sure = { ...one, blocks: 3, without: { ratio: 0.9, low: 0.8, high: 0.95 } };
    const few = { parameter: 'slice', ...one, blocks: 2 };
    expect(ablationSentence({ slice: 2, far: 5 }, [few, { parameter: 'far', ...sure }])).toBe(
      'Of 2 changes 2 are kept: slice=2 (too few runs to tell), far=5 (×0.90 without it).',
    );
    expect(ablationSentence({ slice: 2 }, [{ ...few, blocks: 0 }])).toMatch(/too few runs/);
    expect(ablationSentence({ slice: 2 }, [{ ...few, failedRuns: 1 }])).toBe(
      'Of 1 change 1 is needed: slice=2 (runs fail without it).',
    );
  });

  it('keeps any of ten idle changes and drops one worth keeping as seldom as promised, in fewer runs than allowed', () => {
    const random = streamOf(7, 'noise');
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const names = ['real', ...Array.from({ length: 10 }, (_, i) => `idle ${i}`)];
    const most = 24;
    let [mistaken, missed, runs] = [0, 0, 0];
    const experiments = 120;
    for (let i = 0; i < experiments; i++) {
      const trials: AblationInput['trials'][number][] = [];
      let open = names.map((_, arm) => arm + 1);
      for (let block = 1; block <= most && open.length > 0; block++) {
        for (const arm of [0, ...open]) {
          const value = 100 * (arm === 1 ? Math.exp(0.1) : 1) * Math.exp(0.05 * normal());
          trials.push({ block, arm, outcome: done(value) });
        }
        open = openChanges(inputOf(trials, names)).filter((arm) => open.includes(arm));
      }
      const judged = judgeAblation(inputOf(trials, names));
      missed += Number(!judged[0].isKept);
      mistaken += Number(judged.slice(1).some(({ isKept }) => isKept));
      runs += trials.length;
    }
    expect(mistaken / experiments).toBeLessThan(0.05 + 0.06); // 3 standard deviations
    expect(missed / experiments).toBeLessThan(0.1 + 0.08);
    expect(runs / experiments).toBeLessThan(0.6 * most * (1 + names.length));
  });

  it('judges the same whatever the scale and the order of blocks', () => {
    const value = fc.double({ min: 50, max: 150, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 9 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (pairs, scale) => {
          const judged = (values: readonly (readonly [number, number])[]) =>
            judgeAblation(
              inputOf(
                blocks(
                  values.map(([a]) => a),
                  values.map(([, b]) => b),
                ),
                ['slice'],
              ),
            )[0];
          const first = judged(pairs);
          for (const other of [judged(pairs.map(([a, b]) => [scale * a, scale * b])), judged(pairs.toReversed())]) {
            expect(other.without.ratio).toBeCloseTo(first.without.ratio, 9);
            expect(Math.log(other.odds as number)).toBeCloseTo(Math.log(first.odds as number), 6);
            expect(other.blocks).toBe(first.blocks);
          }
        },
      ),
    );
  });
});
