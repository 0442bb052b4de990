import { createSearchSpace, type Parameters } from '@schedtuna/sdk';
import { describe, expect, test } from 'vitest';
import { createFeatures } from '../src/features.js';

function rowsOf(parameters: Parameters): number[][] {
  const space = createSearchSpace(parameters);
  const features = createFeatures(space);
  const points = space.dimensions[0].levels.map((_, level) => [level]);
  const flat = features.encode(points);
  return points.map((_, i) => [...flat.subarray(i * features.width, (i + 1) * features.width)]);
}

const description = 'Text.';

describe('createFeatures', () => {
  test('boolean: ±1', () => {
    expect(rowsOf({ flag: { type: 'boolean', default: true, description } })).toEqual([[-1], [1]]);
  });

  test('categorical: one-hot of 1 and −1/(n−1)', () => {
    const rows = rowsOf({ mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description } });
    expect(rows).toEqual([
      [1, -0.5, -0.5],
      [-0.5, 1, -0.5],
      [-0.5, -0.5, 1],
    ]);
  });

  test('ordered: position, then a thermometer', () => {
    const rows = rowsOf({ n: { type: 'integer', default: 1, minValue: 1, maxValue: 5, description } });
    expect(rows.map(([position]) => position)).toEqual([-1, -0.5, 0, 0.5, 1]);
    const bits = rows.map((row) => row.slice(1));
    expect(bits).toEqual([0, 1, 2, 3, 4].map((level) => [1, 2, 3, 4].map((bit) => (level >= bit ? 0.75 : -0.75))));
  });

  test('a special value is nowhere on the scale and has an input of its own', () => {
    const special = [{ value: 0, meaning: 'off' }];
    const rows = rowsOf({ n: { type: 'integer', default: 0, minValue: 1, maxValue: 3, special, description } });
    expect(rows[0]).toEqual([0, 0, 0, 1]);
    expect(rows.slice(1).map((row) => row.at(-1))).toEqual([-1, -1, -1]);
    expect(new Set(rows.map(String)).size).toBe(4);
  });

  test.each([17, 33, 64])(
    '%d ordered levels: at most 16 bits of the same total weight, each bit switching once',
    (n) => {
      const rows = rowsOf({ n: { type: 'integer', default: 1, minValue: 1, maxValue: n, description } });
      const bits = rows.map((row) => row.slice(1));
      expect(bits[0]).toHaveLength(16);
      for (const row of bits) expect(Math.hypot(...row)).toBeCloseTo(1.5, 5);
      const lit = bits.map((row) => row.filter((bit) => bit > 0).length);
      expect(lit[0]).toBe(0);
      expect(lit.at(-1)).toBe(16);
      expect(lit).toEqual([...lit].sort((a, b) => a - b));
    },
  );

  test('inputs belong to their parameter; a parameter of one level has none', () => {
    const features = createFeatures(
      createSearchSpace({
        fixed: { type: 'integer', default: 3, minValue: 3, maxValue: 3, description },
        mode: { type: 'categorical', default: 'a', choices: ['a', 'b', 'c'], description },
        flag: { type: 'boolean', default: false, description },
      }),
    );
    expect(features.groups).toEqual([1, 1, 1, 2]);
    expect(features.groupCount).toBe(3);
  });

  test('a space without any choice still has an input', () => {
    const rows = rowsOf({ fixed: { type: 'integer', default: 3, minValue: 3, maxValue: 3, description } });
    expect(rows).toEqual([[0]]);
  });
});
