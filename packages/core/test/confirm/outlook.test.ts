import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHopeless } from '../../src/confirm/outlook.js';
import { JITTER } from './fresh-runs.js';

const bound = Math.log(1.01);
/** Log ratios around `centre`. */
const around = (centre: number, spread = 1) => JITTER.map((jitter) => centre + spread * jitter);

describe('isHopeless', () => {
  it('is true where the estimate sits near a bound and the end is close', () => {
    for (const at of [bound + 0.0008, -bound - 0.0008]) {
      expect(isHopeless(around(at), bound, 0.9)).toBe(true);
      expect(isHopeless(around(at), bound, 0.2)).toBe(false);
      expect(isHopeless(around(at), bound, 1)).toBe(false); // it is over
    }
  });

  it('is false where better, worse or equivalent is in reach', () => {
    for (const centre of [0.03, -0.03, 0]) expect(isHopeless(around(centre), bound, 0.9)).toBe(false);
  });

  it('is true where runs differ too much for anything', () => {
    expect(isHopeless(around(0, 40), bound, 0.7)).toBe(true);
    expect(isHopeless(around(0.2, 40), bound, 0.7)).toBe(false);
  });

  it('knows nothing of one block or none', () => {
    expect(isHopeless([], bound, 0.9)).toBe(false);
    expect(isHopeless([bound], bound, 0.9)).toBe(false);
  });

  it('is the same for swapped arms', () => {
    const scores = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (logs, share) => {
        const mirrored = logs.map((log) => -log);
        expect(isHopeless(mirrored, bound, share)).toBe(isHopeless(logs, bound, share));
      }),
    );
  });
});
