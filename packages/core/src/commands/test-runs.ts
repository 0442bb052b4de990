// The number of fresh pairs of a test: flag and check.
import { string } from '@oclif/core/flags';
import { SchedtunaError } from '@schedtuna/sdk';
import { DEFAULT_TEST_RUNS, MOST_TEST_RUNS } from '../config/test-options.js';

export const testRunsFlag = {
  'test-runs': string({
    description: `Fresh pairs of winner and default. [default: ${DEFAULT_TEST_RUNS}]`,
    helpValue: 'NUMBER',
  }),
};

/** Throws ST_USAGE. */
export function testRuns(given: string | undefined): number {
  const runs = given === undefined ? DEFAULT_TEST_RUNS : Number(given);
  if (Number.isInteger(runs) && runs >= 1 && runs <= MOST_TEST_RUNS) return runs;
  throw new SchedtunaError(
    'ST_USAGE',
    `--test-runs must be a whole number from 1 to ${MOST_TEST_RUNS}, not ${JSON.stringify(given)}`,
    {
      hint: 'At least 6 pairs are needed for a verdict.',
    },
  );
}
