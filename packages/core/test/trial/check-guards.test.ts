import type { Metrics } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { checkGuards } from '../../src/trial/check-guards.js';

const definitions: Metrics = {
  background_units_per_sec: { unit: '1/s', direction: 'maximize' },
  p99_ms: { unit: 'ms', direction: 'minimize' },
  frames: { unit: '', direction: 'maximize' },
  gpu_load: { unit: '%', direction: 'minimize' },
  wait: { unit: 'ms per  frame', direction: 'minimize' },
};

describe('checkGuards', () => {
  it('accepts declared metrics', () => {
    expect(() => checkGuards(['p99_ms <= 1.2', 'background_units_per_sec >= 0.8'], definitions)).not.toThrow();
  });

  it.each([
    'p99_ms <= 12 ms',
    'p99_ms <= 12ms',
    'background_units_per_sec >= 3000 1/s',
    'frames >= 50 absolute',
    'gpu_load <= 80 %',
    'wait <= 3 ms per frame',
  ])('accepts %s', (guard) => {
    expect(() => checkGuards([guard], definitions)).not.toThrow();
  });

  it.each([
    ['p99_ms <= 12 s', 'the guard "p99_ms <= 12 s" says s, but p99_ms is in ms', '"p99_ms <= NUMBER ms" for a value'],
    ['p99_ms <= 12 absolute', 'says absolute, but p99_ms is in ms', '"p99_ms <= NUMBER ms" for a value'],
    ['frames >= 50 fps', 'says fps, but frames has no unit', '"frames >= NUMBER absolute" for a value'],
    ['p99_ms >= 80 %', 'says %, but p99_ms is in ms', 'for a ratio to the default, here 0.8.'],
  ])('refuses %s and says the unit', (guard, message, hint) => {
    expect(() => checkGuards([guard], definitions)).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      }),
    );
  });

  it.each([
    ['p9_ms <= 1.2', 'Did you mean p99_ms?'],
    ['toString >= 1', 'Guard one of these, or use --no-guard.'],
  ])('refuses %s and lists the metrics', (guard, hint) => {
    expect(() => checkGuards([guard], definitions)).toThrow(
      expect.objectContaining({
        code: 'ST_UNKNOWN_METRIC',
        hint,
        message: expect.stringContaining('background_units_per_sec, p99_ms'),
      }),
    );
  });
});
