import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Configuration,
  createSearchSpace,
  holds,
  type Parameters,
  parameterProblems,
  type SearchSpace,
} from '../../src/index.js';
import { positionOf } from '../../src/space/levels.js';
import { configurationOf, numericParameter, parameters } from './arbitraries.js';

const description = 'for a test';
const withConfiguration = parameters
  .map((p) => createSearchSpace(p))
  .chain((space) => fc.tuple(fc.constant(space), configurationOf(space)));
const withTwo = parameters
  .map((p) => createSearchSpace(p))
  .chain((space) => fc.tuple(fc.constant(space), configurationOf(space), configurationOf(space)));

describe('canonical form', () => {
  it('is reached at once', () => {
    check(withConfiguration, ([space, configuration]) => {
      const form = space.canonical(configuration);
      expect(space.canonical(form)).toEqual(form);
    });
  });

  it('has every inactive parameter at its default and no other changed', () => {
    check(withConfiguration, ([space, configuration]) => {
      const form = space.canonical(configuration);
      for (const [name, { when, default: standard }] of Object.entries(space.parameters)) {
        expect(form[name]).toBe(!when || holds(when, form) ? configuration[name] : standard);
      }
    });
  });

  it('does not depend on the order in which parameters are declared', () => {
    check(withConfiguration, ([space, configuration]) => {
      const reversed = createSearchSpace(Object.fromEntries(Object.entries(space.parameters).reverse()));
      expect(reversed.canonical(configuration)).toEqual(space.canonical(configuration));
    });
  });

  it('does not depend on values of parameters that are inactive', () => {
    check(withTwo, ([space, configuration, other]) => {
      const form = space.canonical(configuration);
      const inactive = Object.entries(space.parameters).filter(([, { when }]) => when && !holds(when, form));
      const changed = { ...configuration, ...Object.fromEntries(inactive.map(([name]) => [name, other[name]])) };
      expect(space.canonical(changed)).toEqual(form);
    });
  });

  it('gives equal keys to equal forms, and only to them', () => {
    check(withTwo, ([space, a, b]) => {
      expect(space.key(a) === space.key(b)).toBe(
        JSON.stringify(space.canonical(a)) === JSON.stringify(space.canonical(b)),
      );
      expect(space.key(space.canonical(a))).toBe(space.key(a));
    });
  });

  it('is nothing but default for the default configuration', () => {
    check(parameters, (p) => {
      const space = createSearchSpace(p);
      expect(space.canonical(space.defaultConfiguration)).toEqual(space.defaultConfiguration);
      expect(space.difference(space.defaultConfiguration)).toEqual({});
    });
  });

  it('follows a condition to the value that its own condition leaves', () => {
    const space = createSearchSpace({
      last: { type: 'boolean', default: false, description, when: { parameter: 'middle', is: 0 } },
      middle: {
        type: 'integer',
        default: 0,
        minValue: 0,
        maxValue: 9,
        description,
        when: { parameter: 'first', is: true },
      },
      first: { type: 'boolean', default: false, description },
    });
    const switchedOff = { first: false, middle: 5, last: true };
    expect(space.canonical(switchedOff)).toEqual({ first: false, middle: 0, last: true });
  });
});

describe('levels of a configuration', () => {
  it('lead back to the canonical configuration that they came from', () => {
    check(withConfiguration, ([space, configuration]) => {
      const form = space.canonical(configuration);
      expect(space.fromLevels(space.toLevels(form))).toEqual(form);
    });
  });

  it('are the nearest ones for values between them', () => {
    check(fc.tuple(numericParameter, fc.double({ min: 0, max: 1, noNaN: true })), ([p, share]) => {
      const space = createSearchSpace({ p });
      const value = Math.min(p.maxValue, p.minValue + share * (p.maxValue - p.minValue));
      const { levels } = space.dimensions[0];
      const distance = (level: number) => Math.abs((levels[level].position ?? 9) - positionOf(p, value));
      const closest = Math.min(...levels.map((_, level) => distance(level)));
      expect(distance(space.toLevels({ p: value })[0])).toBeCloseTo(closest);
    });
  });

  it('are the nearest ones on the scale of the parameter', () => {
    const space = createSearchSpace({
      slice: {
        type: 'integer',
        default: 0,
        minValue: 100,
        maxValue: 100_000,
        scale: 'log',
        special: [{ value: 0, meaning: 'automatic' }],
        description,
      },
    });
    const nearest = (slice: number) => space.fromLevels(space.toLevels({ slice })).slice;
    expect(nearest(0)).toBe(0);
    expect(nearest(101)).toBe(100);
    expect(nearest(99_000)).toBe(100_000);
    expect(Math.abs(Math.log(Number(nearest(3333)) / 3333))).toBeLessThan(Math.log(1.25) / 2 + 0.03);
  });
});

describe('difference', () => {
  it('holds exactly what is active and not default', () => {
    check(withConfiguration, ([space, configuration]) => {
      const difference = space.difference(configuration);
      const rebuilt = { ...space.defaultConfiguration, ...difference } as Configuration;
      expect(space.key(rebuilt)).toBe(space.key(configuration));
      for (const [name, value] of Object.entries(difference)) expect(value).not.toBe(space.parameters[name].default);
    });
  });
});

describe('problem', () => {
  const space: SearchSpace = createSearchSpace(
    {
      kick: { type: 'boolean', default: false, description },
      slice: {
        type: 'integer',
        default: 0,
        minValue: 10,
        maxValue: 20,
        special: [{ value: 0, meaning: 'automatic' }],
        description,
      },
      share: { type: 'float', default: 0.5, minValue: 0, maxValue: 1, description },
      mode: { type: 'categorical', default: 'fair', choices: ['fair', 'idle'], description },
    },
    [
      {
        forbid: [
          { parameter: 'kick', is: true },
          { parameter: 'mode', isNot: ['fair'] },
        ],
        reason: 'only fair tasks are kicked',
      },
    ],
  );

  it('is silent about every configuration of a space without constraints', () => {
    check(withConfiguration, ([of, configuration]) => expect(of.problem(configuration)).toBeUndefined());
  });

  it.each<[object, string]>([
    [{ kick: 1 }, 'kick must be true or false, not 1'],
    [{ slice: 9 }, 'slice must be a whole number from 10 to 20 or 0 (automatic), not 9'],
    [{ slice: 10.5 }, 'slice must be a whole number from 10 to 20 or 0 (automatic), not 10.5'],
    [{ share: Number.NaN }, 'share must be a number from 0 to 1, not NaN'],
    [{ share: '0.5' }, 'share must be a number from 0 to 1, not "0.5"'],
    [{ mode: 'FAIR' }, 'mode must be one of fair, idle, not "FAIR"'],
    [{ mode: undefined }, 'mode must be one of fair, idle, not missing'],
    [{ speed: 1 }, 'there is no parameter speed'],
    [{ toString: 1 }, 'there is no parameter toString'],
    [{ kick: true, mode: 'idle' }, 'only fair tasks are kicked'],
  ])('names what is wrong in %j', (change, sentence) => {
    expect(space.problem({ ...space.defaultConfiguration, ...change })).toBe(sentence);
  });

  it.each([[null], [[]], ['text'], [undefined]])('refuses %j', (value) => {
    expect(space.problem(value)).toMatch(/^a configuration must be an object/);
  });
});

describe('parameterProblems', () => {
  it('finds nothing wrong with sound parameters', () => {
    check(parameters, (p) => expect(parameterProblems(p)).toEqual([]));
  });

  it.each<[string, Parameters, RegExp]>([
    [
      'a range the wrong way round',
      { p: { type: 'integer', default: 5, minValue: 9, maxValue: 1, description } },
      /minValue must not exceed/,
    ],
    [
      'a logarithm of zero',
      { p: { type: 'float', default: 1, minValue: 0, maxValue: 1, scale: 'log', description } },
      /scale log needs minValue > 0/,
    ],
    [
      'half of a whole number',
      { p: { type: 'integer', default: 1, minValue: 0.5, maxValue: 2, description } },
      /must be whole numbers/,
    ],
    [
      'a choice listed twice',
      { p: { type: 'categorical', default: 'a', choices: ['a', 'a'], description } },
      /listed twice/,
    ],
    [
      'a default that is no choice',
      { p: { type: 'categorical', default: 'b', choices: ['a'], description } },
      /default must be one of a/,
    ],
    [
      'a condition on an impossible value',
      {
        p: { type: 'boolean', default: true, description },
        q: { type: 'boolean', default: true, description, when: { parameter: 'p', is: 'yes' } },
      },
      /q.when: p must be true or false/,
    ],
    [
      'a condition that says nothing',
      {
        p: { type: 'boolean', default: true, description },
        q: { type: 'boolean', default: true, description, when: { parameter: 'p' } },
      },
      /needs is or isNot/,
    ],
    [
      'conditions in a circle',
      {
        p: { type: 'boolean', default: true, description, when: { parameter: 'q', is: true } },
        q: { type: 'boolean', default: true, description, when: { parameter: 'p', is: true } },
      },
      /p.when: goes round in a circle: p → q → p/,
    ],
    [
      'a condition on itself',
      { p: { type: 'boolean', default: true, description, when: { parameter: 'p', is: true } } },
      /p → p/,
    ],
  ])('names %s', (_, wrong, sentence) => {
    expect(parameterProblems(wrong).join('\n')).toMatch(sentence);
  });

  it('looks into constraints', () => {
    const p: Parameters = { p: { type: 'boolean', default: true, description } };
    expect(parameterProblems(p, [{ forbid: [{ parameter: 'q', is: 1 }], reason: 'x' }])).toEqual([
      'constraints[0]: there is no parameter q',
    ]);
  });
});

function check<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void): void {
  const body = (value: T) => {
    property(value); // an assertion's own value would be taken for the answer
  };
  fc.assert(fc.property(arbitrary, body), { numRuns: 200 });
}
