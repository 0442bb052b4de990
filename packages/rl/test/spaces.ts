// Search spaces for the tests of this package.
import { createSearchSpace, type SearchSpace } from '@schedtuna/sdk';

export function booleans(count: number): SearchSpace {
  return createSearchSpace(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `flag_${i}`,
        { type: 'boolean', default: false, description: 'A flag.' },
      ]),
    ),
  );
}

/** A switch with a setting that is active only while it is on, and a forbidden pair. */
export function conditional(): SearchSpace {
  return createSearchSpace(
    {
      on: { type: 'boolean', default: false, description: 'Switch.' },
      depth: {
        type: 'integer',
        default: 2,
        minValue: 1,
        maxValue: 4,
        description: 'Depth.',
        when: { parameter: 'on', is: true },
      },
      mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description: 'Mode.' },
    },
    [
      {
        forbid: [
          { parameter: 'on', is: true },
          { parameter: 'mode', is: 'c' },
        ],
        reason: 'c needs the switch off',
      },
    ],
  );
}
