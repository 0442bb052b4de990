import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamOf } from '../../src/stats/random.js';
import { type Direction, type Look, sequentialTest, spentError } from '../../src/stats/sequential-test.js';
import { finite, sample } from './sample.js';

const random = () => streamOf(1, 'test');
const testOf = (differences: readonly number[], looks: readonly Look[] = onlyAtTheEnd(differences)) =>
  sequentialTest(differences, looks, random());
const pValueOf = (differences: readonly number[], direction: Direction = 'above') =>
  testOf(differences).pValue(direction, 1);

function onlyAtTheEnd(differences: readonly number[]): readonly Look[] {
  return [{ pairs: differences.length, share: 1 }];
}

/** After so many pairs each, of as many as the last one has. */
function looksAfter(...pairs: readonly number[]): readonly Look[] {
  return pairs.map((count) => ({ pairs: count, share: count / (pairs.at(-1) as number) }));
}

/** Differences of these sizes with every choice of signs. */
function allSigns(sizes: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: 2 ** sizes.length }, (_, vector) =>
    sizes.map((size, i) => ((vector >> i) & 1 ? -size : size)),
  );
}

const alphas = fc.constantFrom(0.0125, 0.025, 0.05, 0.1, 0.3);
/** Sizes that often tie, and moments to look at them, the last one included. */
const looked = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 3,
    maxLength: 8,
  })
  .chain((sizes) =>
    fc.tuple(
      fc.constant(sizes),
      fc
        .subarray(Array.from({ length: sizes.length - 1 }, (_, i) => i + 1))
        .map((early) => looksAfter(...early, sizes.length)),
    ),
  );

describe('sequentialTest with one look at the end', () => {
  it('agrees with scipy', () => {
    // scipy.stats.permutation_test((x,), numpy.mean, permutation_type='samples', alternative='greater', n_resamples=numpy.inf).pvalue
    expect(pValueOf(sample)).toBe(0.01171875);
    const other = [0.031, -0.052, 0.054, -0.022, 0.047, 0.018, -0.063, 0.009, 0.012];
    expect(pValueOf(other)).toBe(0.396484375);
    expect(pValueOf(other, 'below')).toBe(0.615234375); // alternative='less'
  });

  it('reaches 1 / 2^n and no less when all signs agree', () => {
    expect(pValueOf([1, 2, 3, 4, 5])).toBe(1 / 32);
    expect(pValueOf([3, 3, 3, 3, 3, 3])).toBe(1 / 64);
    expect(pValueOf([-1, -2, -3, -4, -5, -6, -7], 'below')).toBe(1 / 128);
    expect(pValueOf([1, 2, 3, 4, 5, 6], 'below')).toBe(1);
  });

  it('is 1 where there is nothing to see', () => {
    expect(pValueOf([])).toBe(1);
    expect(pValueOf([0, 0, 0, 0, 0, 0])).toBe(1);
  });

  it('draws signs where there are many pairs, and comes near the exact value', () => {
    const fifteen = [...Array(12).fill(1), -1, -1, -1]; // P(S ≥ 9) = P(at most 3 of 15 coins) = 0.01758
    const p = pValueOf(fifteen);
    expect(p).toBeGreaterThan(0.0125);
    expect(p).toBeLessThan(0.0227); // 4 standard deviations
    expect(pValueOf(fifteen)).toBe(p);
  });

  it('does not see the order of pairs', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 9 }), (values) => {
        expect(pValueOf(values.toReversed())).toBe(pValueOf(values));
      }),
    );
  });
});

describe('sequentialTest', () => {
  it('stops by any look with no more than the chance that may be spent by then, over all signs', () => {
    fc.assert(
      fc.property(looked, alphas, fc.constantFrom<Direction>('above', 'below'), ([sizes, looks], alpha, direction) => {
        const all = allSigns(sizes);
        looks.forEach(({ share }, look) => {
          const soFar = looks.slice(0, look + 1);
          const stopped = all.filter((differences) => testOf(differences, soFar).rejects(direction, alpha)).length;
          expect(stopped).toBeLessThanOrEqual(alpha * spentError(share) * all.length + 1e-6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('makes use of the chance that it may spend', () => {
    const all = allSigns([1, 1.1, 1.3, 1.7, 2.5, 4.1, 0.9, 0.6]);
    const stopped = all.filter((differences) => testOf(differences, looksAfter(5, 6, 8)).rejects('above', 0.05)).length;
    expect(stopped / all.length).toBeGreaterThan(0.035);
  });

  it('keeps what it has decided when more looks and more pairs follow', () => {
    fc.assert(
      fc.property(looked, alphas, fc.integer(), ([sizes, looks], alpha, seed) => {
        const turn = streamOf(seed, 'signs');
        const differences = sizes.map((size) => (turn() < 0.25 ? -size : size));
        let before = false;
        looks.forEach(({ pairs }, look) => {
          const now = testOf(differences.slice(0, pairs), looks.slice(0, look + 1)).rejects('above', alpha);
          expect(testOf(differences, looks.slice(0, look + 1)).rejects('above', alpha)).toBe(now);
          if (before) expect(now).toBe(true);
          before = now;
        });
      }),
    );
  });

  it('stops for what was clear early, which the order of pairs decides', () => {
    const early = [1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1];
    const looks = looksAfter(7, 9, 12);
    expect(testOf(early, looks).rejects('above', 0.025)).toBe(true);
    expect(testOf(early.toReversed(), looks).rejects('above', 0.025)).toBe(false);
    expect(pValueOf(early)).toBeGreaterThan(0.025);
  });

  it('says the same of mirrored differences on the other side, and of another unit', () => {
    fc.assert(
      fc.property(looked, fc.integer(), ([sizes, looks], seed) => {
        const turn = streamOf(seed, 'signs');
        const differences = sizes.map((size) => (turn() < 0.3 ? -size : size));
        const mirrored = differences.map((difference) => -difference);
        const scaled = differences.map((difference) => 8 * difference); // exact for every value
        const p = testOf(differences, looks).pValue('above', 0.025, 1);
        expect(testOf(mirrored, looks).pValue('below', 0.025, 1)).toBe(p);
        expect(testOf(scaled, looks).pValue('above', 0.025, 1)).toBe(p);
      }),
    );
  });

  it('tells the smallest differences that numbers can have from none', () => {
    const tiny = [1, 2, 3, 4, 5, 6, 7].map((x) => x * Number.MIN_VALUE);
    expect(pValueOf(tiny)).toBe(1 / 128);
    expect(pValueOf([2, -1, 1, -1, 1, 1].map((x) => x * Number.MIN_VALUE))).toBe(pValueOf([2, -1, 1, -1, 1, 1]));
    expect(pValueOf([1e300, 1e-300, 1e300, 1e300, 1e300, 1e300])).toBe(1 / 32); // the small one weighs nothing
  });

  it('copes with looks at which nothing has been added, or nothing is there', () => {
    const looks = [
      { pairs: 0, share: 0.2 },
      { pairs: 6, share: 0.6 },
      { pairs: 6, share: 0.8 },
      { pairs: 6, share: 1 },
    ];
    expect(testOf([1, 2, 3, 4, 5, 6], looks).rejects('above', 0.025)).toBe(true);
    expect(testOf([1, 2, 3, 4, 5, -6], looks).rejects('above', 0.025)).toBe(false);
    expect(testOf([], looks).rejects('above', 0.025)).toBe(false);
    expect(testOf([1, 2, 3], []).pValue('above', 0.025, 1)).toBe(1);
  });

  it('gives a p-value that agrees with what it decides, whatever else is asked', () => {
    fc.assert(
      fc.property(looked, alphas, fc.integer(), ([sizes, looks], alpha, seed) => {
        const turn = streamOf(seed, 'signs');
        const differences = sizes.map((size) => (turn() < 0.2 ? -size : size));
        const test = testOf(differences, looks);
        const [narrow, wide] = [test.pValue('above', alpha), test.pValue('above', alpha, 1)];
        expect(narrow <= alpha).toBe(testOf(differences, looks).rejects('above', alpha));
        expect(wide <= alpha).toBe(narrow <= alpha);
        if (narrow <= alpha) expect(wide).toBe(narrow);
        else expect(narrow).toBe(1);
      }),
    );
  });

  it('keeps its error rate with drawn signs, for noise of any shape that drifts and remembers', () => {
    const noise = streamOf(8, 'noise');
    const looks = looksAfter(6, 9, 12, 15);
    let stopped = 0;
    const comparisons = 100;
    for (let i = 0; i < comparisons; i++) {
      let memory = 0;
      const differences = Array.from({ length: 15 }, (_, pair) => {
        memory = 0.8 * memory + noise();
        const difference = memory + pair / 5 + (noise() < 0.1 ? 9 : 0); // between the first and the second run of a block
        return noise() < 0.5 ? difference : -difference; // which arm came first was drawn
      });
      if (sequentialTest(differences, looks, noise).rejects('above', 0.2)) stopped += 1;
    }
    expect(Math.abs(stopped / comparisons - 0.2)).toBeLessThan(0.12); // 3 standard deviations
  });
});

describe('spentError', () => {
  it('grows from nothing to everything', () => {
    expect(spentError(0)).toBe(0);
    expect(spentError(1)).toBeCloseTo(1, 12);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        if (one < other) expect(spentError(one)).toBeLessThanOrEqual(spentError(other));
      }),
    );
  });
});
