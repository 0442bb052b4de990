import type { Metrics } from '@schedtuna/sdk';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardWarnings } from '../../src/trial/default-guards.js';

const definitions: Metrics = {
  p99_ms: { unit: 'ms', direction: 'minimize' },
  frames: { unit: '', direction: 'maximize' },
};
const runs = (...values: (number | undefined)[]): Record<string, number>[] =>
  values.map((p99_ms) => (p99_ms === undefined ? {} : { p99_ms }) as Record<string, number>);
const warnings = (guard: string, values: Record<string, number>[]) => guardWarnings([guard], values, definitions);

it('says nothing of guards that the default keeps', () => {
  expect(guardWarnings(['p99_ms <= 12 ms', 'p99_ms <= 1.2'], runs(10, 11, 10.5), definitions)).toEqual([]);
});

it.each([
  [
    'p99_ms <= 12 ms',
    runs(13.8, 14.4, 14),
    'the default configuration itself breaks the guard p99_ms <= 12 ms in 3 of 3 runs: it has 13.8 to 14.4 ms; runs like these count as failed in the search',
  ],
  ['p99_ms <= 12 ms', runs(11, 14.4), 'in 1 of 2 runs: it has 11 to 14.4 ms;'],
  [
    'p99_ms <= 0.8',
    runs(10, 10),
    'breaks the guard p99_ms <= 0.8 of default in 2 of 2 runs: it has 10 ms; runs like these count as failed in the search (a bound on the value itself is "p99_ms <= 0.8 ms")',
  ],
  ['frames >= 50', [{ frames: 100 }], 'the value itself is "frames >= 50 absolute")'],
  ['p99_ms <= 12 ms', runs(10, undefined, 10, undefined), 'in 2 of 4 runs: it has 10 ms, and none in 2;'],
  ['frames >= 50 absolute', [{ frames: 0 }, { frames: -1 }], 'in 2 of 2 runs: it has -1 to 0;'],
  ['p99_ms <= 12 ms', runs(undefined, undefined), 'in 2 of 2 runs: it has no value;'],
])('says of %s what the default has', (guard, values, sentence) => {
  expect(warnings(guard, values)).toEqual([expect.stringContaining(sentence)]);
});

it.each([
  [runs(0, 0), '(it has 0 ms)'],
  [runs(-2, -3), '(it has -3 to -2 ms)'],
])('says that a ratio means nothing where the default has no positive value', (values, range) => {
  const [warning] = warnings('p99_ms <= 1.2', values);
  expect(warning).toContain('is a ratio to the default configuration, which has no p99_ms above 0');
  expect(warning).toContain(range);
  expect(warning).toContain('"p99_ms <= NUMBER ms"');
});

it('never says NaN', () => {
  const value = fc.oneof(fc.constantFrom(0, -1, 5, undefined), fc.double({ min: -1e300, max: 1e300, noNaN: true }));
  const guard = fc.constantFrom('p99_ms <= 12 ms', 'p99_ms >= 12 ms', 'p99_ms <= 1.2', 'p99_ms >= 0.8');
  fc.assert(
    fc.property(fc.array(value), guard, (values, one) => {
      expect(warnings(one, runs(...values)).join()).not.toMatch(/NaN|undefined|Infinity/);
    }),
  );
});
