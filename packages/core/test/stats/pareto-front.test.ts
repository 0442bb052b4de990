import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates, paretoFront } from '../../src/stats/pareto-front.js';

/** Few different coordinates, so that ties are frequent. */
const coordinate = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
); // never −0
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 30 });

describe('the Pareto front', () => {
  it('has no point that another one dominates, and every other point is dominated by one of it', () => {
    fc.assert(
      fc.property(points, (all) => {
        const front = paretoFront(all);
        for (const point of front) expect(all.some((other) => dominates(other, point))).toBe(false);
        for (const point of all.filter((one) => !front.includes(one))) {
          expect(front.some((other) => dominates(other, point))).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order, and falls as it goes right', () => {
    fc.assert(
      fc.property(points, fc.integer(), (all, seed) => {
        const front = paretoFront(all);
        const other = paretoFront(all.toSorted((a, b) => Math.sin(seed * a.x + b.y) - Math.sin(seed * b.x + a.y)));
        expect(other.map(({ x, y }) => [x, y])).toEqual(front.map(({ x, y }) => [x, y]));
        for (let i = 1; i < front.length; i++) {
          expect(front[i].x).toBeGreaterThanOrEqual(front[i - 1].x);
          expect(front[i].y).toBeLessThanOrEqual(front[i - 1].y);
        }
      }),
    );
  });

  it('keeps equal points and the front of a front', () => {
    const twin = { x: 2, y: 1 };
    expect(paretoFront([twin, { x: 1, y: 1 }, { ...twin }, { x: 1, y: 2 }, { x: 2, y: 0 }])).toEqual([
      { x: 1, y: 2 },
      twin,
      twin,
    ]);
    expect(paretoFront([])).toEqual([]);
    fc.assert(
      fc.property(points, (all) => {
        expect(paretoFront(paretoFront(all))).toEqual(paretoFront(all));
      }),
    );
  });
});
