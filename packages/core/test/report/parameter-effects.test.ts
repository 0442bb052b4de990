import { boolean, categorical, integer, type Parameters } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHA, FEWEST, type ParameterEffect, parameterEffects } from '../../src/report/parameter-effects.js';
import type { ScoredRun } from '../../src/report/tried-levels.js';
import { type Random, shuffled, streamOf } from '../../src/stats/random.js';

const parameters: Parameters = {
  slice: integer({ description: '', default: 0, minValue: 1, maxValue: 60, special: [{ value: 0, meaning: 'off' }] }),
  kick: boolean({ description: '', default: false }),
  policy: categorical({ description: '', default: 'other', choices: ['other', 'batch', 'idle'] }),
  level: categorical({ description: '', default: 'low', choices: ['low', 'medium', 'high'], ordered: true }),
  depth: integer({ description: '', default: 4, minValue: 1, maxValue: 9, when: { parameter: 'kick', is: true } }),
};

/** Configurations at random, scored by `planted` and noise of standard deviation about 0.03. */
function search(count: number, random: Random, planted: (values: ScoredRun['configuration']) => number): ScoredRun[] {
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  return Array.from({ length: count }, (_, i) => {
    const configuration = {
      slice: 1 + Math.floor(random() * 60),
      kick: random() < 0.5,
      policy: one(['other', 'batch', 'idle']),
      level: one(['low', 'medium', 'high']),
      depth: 1 + Math.floor(random() * 9),
    };
    return {
      configuration,
      episode: i + 1,
      score: planted(configuration) + 0.06 * (random() + random() + random() - 1.5),
    };
  });
}

function effectsOf(runs: readonly ScoredRun[], definitions: Parameters = parameters) {
  const effects = parameterEffects(definitions, runs, 1);
  return Object.fromEntries(effects.map((effect) => [effect.parameter, effect])) as Record<string, ParameterEffect>;
}

const significant = (runs: readonly ScoredRun[]) =>
  parameterEffects(parameters, runs, 1).flatMap(({ parameter, seen }) =>
    seen && seen.pValue < ALPHA ? [parameter] : [],
  );

describe('an effect', () => {
  it.each([
    ['slice', (values: ScoredRun['configuration']) => 0.004 * Number(values.slice), 1],
    ['slice', (values: ScoredRun['configuration']) => -0.004 * Number(values.slice), -1],
    ['kick', (values: ScoredRun['configuration']) => (values.kick ? -0.1 : 0), -1],
    ['level', (values: ScoredRun['configuration']) => (values.level === 'high' ? 0.1 : 0), 1],
  ])('of %s is found with its direction', (name, planted, sign) => {
    const runs = search(40, streamOf(3, name), planted);
    expect(significant(runs)).toContain(name);
    expect(Math.sign(effectsOf(runs)[name].seen?.size ?? 0)).toBe(sign);
  });

  it('of choices without order is found, with the ratio of the best to the worst', () => {
    const runs = search(40, streamOf(5, 'policy'), ({ policy }) => (policy === 'batch' ? Math.log(1.2) : 0));
    expect(significant(runs)).toContain('policy');
    const { best, seen } = effectsOf(runs).policy;
    expect(seen?.kind).toBe('spread');
    expect(seen?.size).toBeCloseTo(1.2, 1);
    expect(best).toMatchObject({ value: 'batch', ratio: expect.closeTo(1.2, 1) });
  });

  it('is called one at most about once in twenty searches in which nothing matters', () => {
    const random = streamOf(11, 'idle');
    const found = Array.from({ length: 60 }, () => significant(search(14, random, () => 0))).filter(
      ({ length }) => length > 0,
    );
    expect(found.length).toBeLessThanOrEqual(5);
  });
});

it('is not believed of parameters that only moved along with the agent', () => {
  const random = streamOf(21, 'agent');
  const moved = Array.from({ length: 20 }, () => {
    const start = search(12, random, () => -0.5);
    const near = (i: number) => ({
      ...start[i % 12].configuration,
      slice: 40 + (i % 7),
      kick: i % 9 > 0,
      level: 'high',
    });
    const end = search(36, random, () => 0.5).map((run, i) => ({ ...run, configuration: near(i), episode: 13 + i }));
    return significant([...start, ...end]);
  });
  expect(moved.filter(({ length }) => length > 0).length).toBeLessThanOrEqual(2);
});

describe('what counts', () => {
  it('is the same in every order of the runs, and each time', () => {
    const run = fc.record({
      configuration: fc.record({
        slice: fc.integer({ min: 0, max: 3 }),
        kick: fc.boolean(),
        policy: fc.constantFrom('other', 'batch', 'idle'),
        level: fc.constantFrom('low', 'medium', 'high'),
        depth: fc.integer({ min: 1, max: 3 }),
      }),
      score: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 16 }), fc.integer(), (drawn, seed) => {
        const runs = drawn.map((one, i) => ({ ...one, episode: i + 1 }));
        expect(parameterEffects(parameters, shuffled(runs, streamOf(seed, '')), 1)).toEqual(
          parameterEffects(parameters, runs, 1),
        );
      }),
      { numRuns: 12 },
    );
  });

  it('is a configuration once, however often it was run', () => {
    const runs = search(12, streamOf(2, 'again'), ({ kick }) => (kick ? 0.2 : 0));
    const again = runs.flatMap((run) => [0, 100, 200].map((later) => ({ ...run, episode: run.episode + later })));
    const [once, thrice] = [effectsOf(runs), effectsOf(again)];
    expect(thrice.slice).toEqual({ ...once.slice, runs: 36 });
    expect(thrice.slice.configurations).toBe(12);
  });

  it('is a run in which the parameter was active', () => {
    const runs = search(60, streamOf(4, 'active'), ({ kick, depth }) => (kick ? 0.03 * Number(depth) : 0.9));
    const { depth, kick } = effectsOf(runs);
    expect(depth.runs).toBe(runs.filter(({ configuration }) => configuration.kick).length);
    expect(depth.seen?.size).toBeGreaterThan(0.8);
    expect(kick.runs).toBe(60);
    const { best, ...never } = effectsOf(runs.filter(({ configuration }) => !configuration.kick)).depth;
    expect(best).toBeUndefined();
    expect(never).toEqual({ parameter: 'depth', runs: 0, configurations: 0, levels: 0 });
  });

  it('is no special value in a trend, but it may be the best', () => {
    const rising = Array.from({ length: 12 }, (_, i) => ({ slice: i + 1, score: i / 100 }));
    const off = Array.from({ length: 6 }, () => ({ slice: 0, score: 0.5 }));
    const only: Parameters = { slice: parameters.slice, depth: { ...parameters.depth, when: undefined } };
    const runs = [...rising, ...off].map(({ slice, score }, i) => ({
      configuration: { slice, depth: i % 9 },
      episode: i,
      score,
    }));
    const { slice } = effectsOf(runs, only);
    expect(slice.seen?.size).toBeCloseTo(1, 12);
    expect(slice).toMatchObject({ levels: 13, configurations: 18, best: { value: 0, configurations: 6 } });
  });
});

describe('too few runs', () => {
  const one: Parameters = { slice: parameters.slice };
  const runs = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ configuration: { slice: i + 1 }, episode: i, score: i }));

  it.each([0, 1, FEWEST - 1])('are %i', (count) => {
    expect(effectsOf(runs(count), one).slice.seen).toBeUndefined();
  });

  it(`are no longer ${FEWEST}`, () => {
    expect(effectsOf(runs(FEWEST), one).slice.seen?.pValue).toBeLessThan(0.001);
  });

  it('are those of a parameter that hardly varied, which does not weigh on the others', () => {
    const two: Parameters = { slice: parameters.slice, kick: parameters.kick };
    const mostlyOff = runs(20).map(({ configuration, score }, i) => ({
      configuration: { ...configuration, kick: i === 7 },
      episode: i,
      score: i === 7 ? 99 : score,
    }));
    const { slice, kick } = effectsOf(mostlyOff, two);
    expect(kick).toMatchObject({ levels: 2, configurations: 20, best: { value: true } });
    expect(kick.seen).toBeUndefined();
    const { slice: alone } = effectsOf(mostlyOff, one);
    expect(slice.seen?.pValue).toBeCloseTo(alone.seen?.pValue ?? 0, 12);
  });
});
