import { categorical, createSearchSpace, integer } from '@schedtuna/sdk';
import { expect, it } from 'vitest';
import { distance, levelDistances } from '../../../src/simulate/fit/distances.js';

const description = 'made up';
const space = createSearchSpace({
  count: integer({ default: 1, minValue: 1, maxValue: 5, special: [{ value: 0, meaning: 'off' }], description }),
  policy: categorical({ default: 'fair', choices: ['fair', 'batch', 'idle'], description }),
});
const metric = levelDistances(space);
const between = (a: object, b: object) =>
  distance(
    metric,
    ...([a, b].map((one) => space.toLevels({ count: 1, policy: 'fair', ...one })) as [number[], number[]]),
  );

it.each([
  [{}, {}, 0],
  [{ count: 1 }, { count: 2 }, 0.125], // a quarter of the range, in one of two parameters
  [{ count: 1 }, { count: 5 }, 0.5],
  [{ count: 0 }, { count: 1 }, 0.5], // "off" has no neighbour
  [{ policy: 'idle' }, { policy: 'batch' }, 0.5],
  [{ count: 5, policy: 'idle' }, { count: 1 }, 1],
])('from %j to %j it is %d', (a, b, expected) => {
  expect(between(a, b)).toBeCloseTo(expected, 12);
  expect(between(b, a)).toBeCloseTo(expected, 12);
});
