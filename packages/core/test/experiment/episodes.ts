// Episodes that are over, for tests of what is concluded from them.
import { createSearchSpace } from '@schedtuna/sdk';
import type { Searched } from '../../src/experiment/searched.js';

export const space = createSearchSpace(
  { slice: { type: 'integer', default: 1, minValue: 1, maxValue: 1000, description: 'x' } },
  [],
);

/** `score`: a log ratio; null when the run failed. */
export function episode(slice: number, score: number | null, standardError = 0.02): Searched {
  return {
    configuration: { slice },
    record: {
      type: 'episode',
      episode: 1,
      trial: 1,
      score,
      standardError: score === null ? null : standardError,
      reward: score,
      diagnostics: {},
      thinkingMs: 0,
    },
  };
}
