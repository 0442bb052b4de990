import { describe, expect, it } from 'vitest';
import { boolean, type Condition, categorical, holdsOnlyAtDefault, integer } from '../../src/index.js';

const description = 'for a test';
const kick = boolean({ default: true, description });
const mode = categorical({ default: 'b', choices: ['a', 'b', 'c'], description });
const slice = integer({ default: 5, minValue: 1, maxValue: 9, description });
const condition = (more: Omit<Condition, 'parameter'>): Condition => ({ parameter: 'p', ...more });

describe('holdsOnlyAtDefault', () => {
  it.each([
    [kick, { is: true }, true],
    [kick, { isNot: false }, true],
    [kick, { is: false }, false],
    [kick, { is: [true, false] }, false],
    [mode, { is: 'b' }, true],
    [mode, { isNot: ['a', 'c'] }, true],
    [mode, { isNot: 'a' }, false],
    [mode, { is: ['a', 'b'], isNot: 'a' }, true],
    [mode, { is: 'b', isNot: 'b' }, false],
    [slice, { is: 5 }, true],
    [slice, { is: [5, 6] }, false],
    [slice, { isNot: [1, 2, 3, 4, 6, 7, 8, 9] }, false], // not listed one by one
  ])('%o under %o: %s', (parameter, when, expected) => {
    expect(holdsOnlyAtDefault(condition(when), parameter)).toBe(expected);
  });
});
