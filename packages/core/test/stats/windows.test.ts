import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPValue } from '../../src/stats/order.js';
import { streamOf } from '../../src/stats/random.js';
import { alignedRanks, windowPValue, windowsOf } from '../../src/stats/windows.js';

describe('windowsOf', () => {
  it('cuts a series into neighbours, all of one length or one longer, none shorter than asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (series, least) => {
        const windows = windowsOf(series, least);
        expect(windows.flat()).toEqual(series);
        const lengths = windows.map(({ length }) => length);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(Math.min(least, series.length));
        expect(Math.max(...lengths)).toBeLessThan(2 * least + (series.length < least ? least : 0));
      }),
    );
  });
});

it('ranks within each window, about 0', () => {
  expect(
    alignedRanks([
      [30, 10, 20],
      [500, 500],
    ]),
  ).toEqual([1, -1, 0, 0, 0]);
});

describe('windowPValue', () => {
  const windows = [
    [1, 2, 3],
    [14, 15, 16],
  ];
  const rise = (order: readonly number[]) => order[2] - order[0] + order[5] - order[3];
  const trend = (order: readonly number[]) => order.slice(3).reduce((sum, value) => sum + value, 0);

  it('is the share of orders within the windows', () => {
    expect(windowPValue(windows, rise, streamOf(1, 'rise'))).toBeCloseTo(1 / 36, 2);
    expect(windowPValue([windows[0]], ([first]) => first, streamOf(1, 'first'))).toBe(1);
    expect(windowPValue([[3, 2, 1]], ([first]) => first, streamOf(1, 'first'))).toBeCloseTo(1 / 3, 1);
  });

  it('sees no difference between windows, which the order of all would', () => {
    expect(orderPValue(windows.flat(), trend, streamOf(1, 'trend'))).toBeCloseTo(1 / 20, 6);
    expect(windowPValue(windows, trend, streamOf(1, 'trend'))).toBe(1);
  });
});
