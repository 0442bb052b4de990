import { describe, expect, it } from 'vitest';
import { completeTestOptions } from '../../src/config/test-options.js';

describe('completeTestOptions', () => {
  it('fills in what is missing', () => {
    expect(completeTestOptions({})).toEqual({ testRuns: 10, force: false });
    expect(completeTestOptions({ testRuns: undefined, force: undefined })).toEqual({ testRuns: 10, force: false });
    expect(completeTestOptions({ testRuns: 1, force: true })).toEqual({ testRuns: 1, force: true });
  });

  it.each([
    [{ testRuns: 0 }, 'testRuns must be a whole number from 1 to 1000, not 0'],
    [{ testRuns: -1 }, 'testRuns must be a whole number from 1 to 1000, not -1'],
    [{ testRuns: 1.5 }, 'testRuns must be a whole number from 1 to 1000, not 1.5'],
    [{ testRuns: 'ten' }, 'testRuns must be a whole number from 1 to 1000, not "ten"'],
    [{ testRuns: Number.NaN }, 'testRuns must be a whole number from 1 to 1000, not NaN'],
    [{ testRuns: Number.POSITIVE_INFINITY }, 'testRuns must be a whole number from 1 to 1000, not Infinity'],
    [
      { testRuns: null, force: 'yes' },
      'testRuns must be a whole number from 1 to 1000, not null; force must be true or false, not "yes"',
    ],
  ])('refuses %j in one error that names the key', (given, message) => {
    expect(() => completeTestOptions(given as never)).toThrow(
      expect.objectContaining({ code: 'ST_CONFIG_VALUE', message }),
    );
  });

  it('does not measure ten pairs because the key was misspelt', () => {
    expect(() => completeTestOptions({ testRun: 3 } as never)).toThrow(
      expect.objectContaining({ code: 'ST_CONFIG_KEY', message: 'testRun is unknown; did you mean testRuns?' }),
    );
  });
});
