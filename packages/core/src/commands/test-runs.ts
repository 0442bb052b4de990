// The number of fresh pairs of a test: flag and check.
import { string } from '@oclif/core/flags';
import { SchedtunaError } from '@schedtuna/sdk';

const DEFAULT_RUNS = 10;
const MOST_RUNS = 1000;

export const testRunsFlag = {
  'test-runs': string({
    description: `Fresh pairs of winner and default. [default: ${DEFAULT_RUNS}]`,
    helpValue: 'NUMBER',
  }),
};

/** Throws ST_USAGE. */
export function testRuns(given: string | undefined): number {
  const runs = given === undefined ? DEFAULT_RUNS : Number(given);
  if (Number.isInteger(runs) && runs >= 1 && runs <= MOST_RUNS) return runs;
  throw new SchedtunaError(
    'ST_USAGE',
    `--test-runs must be a whole number from 1 to ${MOST_RUNS}, not ${JSON.stringify(given)}`,
    {
      hint: 'At least 6 pairs are needed for a verdict.',
    },
  );
}
