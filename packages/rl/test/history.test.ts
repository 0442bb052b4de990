import { type Configuration, createSearchSpace, type Observation } from '@schedtuna/sdk';
import { expect, test } from 'vitest';
import { translate } from '../src/history.js';
import { createLattice } from '../src/lattice.js';
import { observationOf } from './experiments.js';

const space = createSearchSpace({
  flag: { type: 'boolean', default: true, description: 'A flag.' },
  size: { type: 'integer', default: 20, minValue: 10, maxValue: 40, description: 'A size.' },
  mode: { type: 'categorical', default: 'a', choices: ['a', 'b'], description: 'A mode.' },
});

function translated(configuration: Configuration): Configuration | undefined {
  const history: Observation[] = [observationOf(configuration, 3, 0.5)];
  return translate(history, space, createLattice(space))[0]?.configuration;
}

test('values are taken over by the name of their parameter, whatever else there is', () => {
  expect(translated({ mode: 'b', size: 30, flag: false, other: 7 })).toEqual({ flag: false, size: 30, mode: 'b' });
});

test('a number is the nearest one here, and what is missing is at its default', () => {
  expect(translated({ size: 33.4 })).toEqual({ flag: true, size: 33, mode: 'a' });
  expect(translated({ size: 1e6 })).toEqual({ flag: true, size: 40, mode: 'a' });
});

test('a run that cannot be expressed here is left out', () => {
  expect(translated({ mode: 'z', flag: true })).toBeUndefined();
  expect(translated({ flag: 'yes' })).toBeUndefined();
  expect(translated({ other: 1 })).toBeUndefined();
  expect(translated({})).toBeUndefined();
});

test('what came of a run stays with it', () => {
  const failed = observationOf({ flag: false }, 2, undefined);
  expect(translate([failed], space, createLattice(space))).toEqual([
    { ...failed, configuration: { flag: false, size: 20, mode: 'a' } },
  ]);
});
