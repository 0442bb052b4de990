import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionOf, positionOf } from '../../src/space/levels.js';
import { parameter } from './arbitraries.js';

const description = 'for a test';

describe('levels', () => {
  it('are distinct, allowed, in order, and hold the default', () => {
    fc.assert(
      fc.property(parameter, (p) => {
        const { levels, defaultLevel } = dimensionOf('p', p);
        expect(new Set(levels.map(({ value }) => value)).size).toBe(levels.length);
        expect(levels[defaultLevel].value).toBe(p.default);
        const positions = levels.flatMap(({ position }) => (position === null ? [] : [position]));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        for (const position of positions) expect(Math.abs(position)).toBeLessThanOrEqual(1);
        if (p.type !== 'integer' && p.type !== 'float') return;
        const numbers = levels.filter(({ position }) => position !== null).map(({ value }) => Number(value));
        expect(Math.min(...numbers)).toBe(p.minValue);
        expect(Math.max(...numbers)).toBe(p.maxValue);
      }),
    );
  });

  it('enumerate short integer ranges', () => {
    const { levels } = dimensionOf('nice', { type: 'integer', default: 0, minValue: 0, maxValue: 19, description });
    expect(levels.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('turn long ranges into a grid of 33 points, with default and special values added', () => {
    const slice = {
      type: 'integer',
      default: 777,
      minValue: 100,
      maxValue: 100_000,
      scale: 'log',
      special: [{ value: 0, meaning: 'automatic' }],
      description,
    } as const;
    const { levels } = dimensionOf('slice', slice);
    expect(levels).toHaveLength(33 + 2);
    expect(levels[0]).toEqual({ value: 0, position: null });
    expect(levels.map(({ value }) => value)).toContain(777);
    expect(levels.at(1)).toEqual({ value: 100, position: -1 });
    expect(levels.at(-1)).toEqual({ value: 100_000, position: 1 });
  });

  it('do not run together in a narrow range far from zero', () => {
    const { levels } = dimensionOf('clock', {
      type: 'float',
      default: 1000,
      minValue: 1000,
      maxValue: 1001,
      description,
    });
    expect(levels).toHaveLength(33);
  });

  it('are numbers that people can read', () => {
    const { levels } = dimensionOf('share', { type: 'float', default: 0.1, minValue: 0.1, maxValue: 1, description });
    for (const { value } of levels) expect(String(value).length).toBeLessThanOrEqual(6);
  });

  it('have no order where choices have none', () => {
    const choices = ['low', 'medium', 'high'];
    const positions = (ordered: boolean) =>
      dimensionOf('p', { type: 'categorical', default: 'low', choices, ordered, description }).levels.map(
        ({ position }) => position,
      );
    expect(positions(false)).toEqual([null, null, null]);
    expect(positions(true)).toEqual([-1, 0, 1]);
  });

  it('place values on their own scale', () => {
    const log = { type: 'integer', default: 10, minValue: 10, maxValue: 1000, scale: 'log', description } as const;
    expect(positionOf(log, 100)).toBeCloseTo(0);
    expect(positionOf({ ...log, scale: 'linear' }, 505)).toBeCloseTo(0);
    expect(positionOf(log, 5)).toBe(-1);
    expect(positionOf({ ...log, minValue: 10, maxValue: 10 }, 10)).toBe(0);
  });
});
