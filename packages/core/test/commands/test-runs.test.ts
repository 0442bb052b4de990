import { expect, test } from 'vitest';
import { testRuns } from '../../src/commands/test-runs.js';

test('ten unless given', () => {
  expect(testRuns(undefined)).toBe(10);
  expect(testRuns('3')).toBe(3);
});

test.each(['0', '-1', '1001', '1.5', 'ten', ''])('refuses %j', (given) => {
  expect(() => testRuns(given)).toThrow(expect.objectContaining({ code: 'ST_USAGE' }));
});
