// How a test of an experiment's winner is asked for: number of fresh pairs, and whether another machine is allowed.
import { SchedtunaError } from '@schedtuna/sdk';
import { valueProblems } from './value-problems.js';

export const DEFAULT_TEST_RUNS = 10;
export const MOST_TEST_RUNS = 1000;

/** Given by a program; undefined values are as if absent. */
export interface TestOptions {
  /** Fresh pairs of winner and default: a whole number from 1 to 1000, default 10. */
  readonly testRuns?: number | undefined;
  /** Go on although machine or kernel is not that of the experiment. */
  readonly force?: boolean | undefined;
}

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    testRuns: { type: 'integer', minimum: 1, maximum: MOST_TEST_RUNS, default: DEFAULT_TEST_RUNS },
    force: { type: 'boolean', default: false },
  },
} as const;

/** With defaults filled in. Throws ST_CONFIG_VALUE or ST_CONFIG_KEY, naming every key that is wrong. */
export function completeTestOptions(given: TestOptions): { readonly testRuns: number; readonly force: boolean } {
  const options = { ...given };
  const problems = valueProblems(SCHEMA, options);
  if (problems.length === 0) return options as ReturnType<typeof completeTestOptions>;
  const code = problems.some(({ isUnknownKey }) => isUnknownKey) ? 'ST_CONFIG_KEY' : 'ST_CONFIG_VALUE';
  throw new SchedtunaError(code, problems.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '), {
    hint: 'A test takes testRuns, at least 6 for a verdict, and force.',
  });
}
