import {
  boolean,
  type Configuration,
  type Constraint,
  createSearchSpace,
  integer,
  type Parameters,
  parameterProblems,
} from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutParameters } from '../../src/space/without-parameters.js';

const description = 'for a test';
const parameters: Parameters = {
  a: boolean({ default: false, description }),
  b: integer({ default: 0, minValue: 0, maxValue: 3, when: { parameter: 'a', is: true }, description }),
  c: boolean({ default: true, when: { parameter: 'b', isNot: 0 }, description }),
  d: integer({ default: 1, minValue: 0, maxValue: 3, when: { parameter: 'e', is: true }, description }),
  e: boolean({ default: true, description }),
};
const constraints: Constraint[] = [
  {
    forbid: [
      { parameter: 'a', is: true },
      { parameter: 'd', is: 3 },
    ],
    reason: 'too much',
  },
  {
    forbid: [
      { parameter: 'e', is: true },
      { parameter: 'd', is: 2 },
    ],
    reason: 'too odd',
  },
];

describe('withoutParameters', () => {
  it('changes nothing when nothing is removed', () => {
    expect(withoutParameters({ parameters, constraints }, [])).toEqual({ parameters, constraints });
  });

  it('removes what can never become active without it', () => {
    expect(Object.keys(withoutParameters({ parameters }, ['a']).parameters)).toEqual(['d', 'e']);
  });

  it('drops a condition that its default fulfils', () => {
    const { d } = withoutParameters({ parameters }, ['e']).parameters;
    expect(d).toEqual(integer({ default: 1, minValue: 0, maxValue: 3, description }));
  });

  it('decides constraints by the default', () => {
    expect(withoutParameters({ parameters, constraints }, ['a', 'e']).constraints).toEqual([
      { forbid: [{ parameter: 'd', is: 2 }], reason: 'too odd' },
    ]);
  });

  it('allows and equates exactly the configurations that the whole space does with the rest at default', () => {
    const whole = createSearchSpace(parameters, constraints);
    fc.assert(
      fc.property(
        fc.subarray(Object.keys(parameters)),
        fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
        (removed, picks) => {
          const rest = withoutParameters({ parameters, constraints }, removed);
          expect(parameterProblems(rest.parameters, rest.constraints)).toEqual([]);
          const part = createSearchSpace(rest.parameters, rest.constraints);
          const own = part.fromLevels(part.dimensions.map(({ levels }, i) => picks[i] % levels.length));
          const full: Configuration = { ...whole.defaultConfiguration, ...own };
          expect(part.forbidden(own)).toBe(whole.forbidden(whole.canonical(full)));
          expect({ ...whole.defaultConfiguration, ...part.canonical(own) }).toEqual(whole.canonical(full));
        },
      ),
    );
  });
});
