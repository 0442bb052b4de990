import type { Metrics } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkObjective,
  needsScore,
  objectiveMetrics,
  objectiveName,
  objectiveScore,
  requestedObjective,
  resolveObjective,
} from '../../src/trial/objective.js';
import { weightedObjective, weightedTerms } from '../../src/trial/weighted-objective.js';

const definitions: Metrics = {
  pp: { unit: 'tokens/s', direction: 'maximize' },
  tg: { unit: 'tokens/s', direction: 'maximize' },
  'wait.p99': { unit: 'ms', direction: 'minimize' },
};
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,10}$/);
const weight = fc.double({ min: Number.MIN_VALUE, max: 1e6, noNaN: true });
const weights = fc.dictionary(name, weight, { minKeys: 2, maxKeys: 5, noNullPrototype: true });

describe('the text of an objective with weights', () => {
  it('can be read by people', () => {
    expect(weightedObjective({ pp: 1, tg: 3 })).toBe('pp^1 tg^3');
    expect(weightedObjective({ tg: 3 })).toBe('tg');
  });

  it('gives the metrics back, with shares that add up to 1', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const terms = weightedTerms(weightedObjective(given)) ?? [];
        expect(terms.map(({ metric }) => metric)).toEqual(Object.keys(given));
        expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        const total = Object.values(given).reduce((sum, one) => sum + one, 0);
        for (const { metric, share } of terms) expect(share).toBe(given[metric] / total);
      }),
    );
  });

  it.each(['', 'throughput', 'tg_tokens_per_sec', 'a b', 'a^', 'a^x', 'a^1  b^2', 'a^1 b', 'a^-1 b^2', '^1'])(
    'is not %j',
    (text) => {
      expect(weightedTerms(text)).toBeUndefined();
      expect(objectiveMetrics(text, { [text]: definitions.pp })).toEqual([text]);
      expect(objectiveName(text)).toBe(text);
    },
  );
});

describe('the score of an objective with weights', () => {
  const objective = weightedObjective({ pp: 1, 'wait.p99': 3 });

  it('is the weighted geometric mean, each metric in its own direction', () => {
    const score = objectiveScore(objective, { pp: 160, 'wait.p99': 5 }, definitions, { pp: 10, 'wait.p99': 10 });
    expect(Math.exp(score)).toBeCloseTo(16 ** 0.25 * 2 ** 0.75);
  });

  it('depends on the proportion of the weights only, and lies between the scores of the metrics', () => {
    const value = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    const ordinary = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(value, value, ordinary, ordinary, (pp, tg, a, b) => {
        const of = (text: string) => objectiveScore(text, { pp, tg }, definitions, { pp: 1, tg: 1 });
        const score = of(weightedObjective({ pp: a, tg: b }));
        expect(of(weightedObjective({ pp: 8 * a, tg: 8 * b }))).toBeCloseTo(score, 9);
        expect(of(weightedObjective({ tg: b, pp: a }))).toBeCloseTo(score, 9);
        expect(score).toBeGreaterThanOrEqual(Math.min(of('pp'), of('tg')) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(of('pp'), of('tg')) + 1e-9);
        expect(of(weightedObjective({ pp: a, tg: a }))).toBeCloseTo((of('pp') + of('tg')) / 2, 9);
      }),
    );
  });

  it('needs every metric above 0', () => {
    const run = needsScore(
      objective,
      { status: 'completed', metrics: { pp: 1, 'wait.p99': 0 }, samples: {} },
      definitions,
    );
    expect(run).toMatchObject({
      class: 'unparsable_output',
      message: 'wait.p99 is 0; the objective pp^1 wait.p99^3 needs a value above 0',
    });
  });
});

describe('a requested objective with weights', () => {
  it('goes before the single metric, and is resolved when it was measured', () => {
    expect(requestedObjective({ objective: { pp: 1, tg: 3 } })).toBe('pp^1 tg^3');
    expect(requestedObjective({ optimizeMetric: 'tg' })).toBe('tg');
    expect(requestedObjective({})).toBeUndefined();
    expect(resolveObjective('pp^1 tg^3', { pp: 1, tg: 1 }, definitions)).toBe('pp^1 tg^3');
    expect(() => resolveObjective('pp^1 tg^3', { pp: 1 }, definitions)).toThrow(/did not measure tg, so pp\^1 tg\^3/);
  });

  it.each([
    [{ pp: 1, 'wait.p9': 3 }, 'no metric wait.p9 (it has pp, tg, wait.p99)', 'Did you mean wait.p99?'],
    [{ pp: 1, throughput: 3 }, 'no metric throughput', 'Choose one of them with --objective.'],
    [{ constructor: 1, tg: 2 }, 'no metric constructor', 'Choose one of them with --objective.'],
  ])('refuses %j', (given, message, hint) => {
    expect(() => checkObjective(weightedObjective(given as Record<string, number>), definitions)).toThrow(
      expect.objectContaining({ code: 'ST_UNKNOWN_METRIC', message: expect.stringContaining(message), hint }),
    );
  });
});
