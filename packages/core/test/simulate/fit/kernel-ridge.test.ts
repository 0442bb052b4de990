import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitKernelRidge, predict } from '../../../src/simulate/fit/kernel-ridge.js';
import { leftOutFit } from '../../../src/simulate/fit/left-out-fit.js';
import { streamOf } from '../../../src/stats/random.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const points = fc.array(fc.tuple(unit, unit, fc.double({ min: -1, max: 1, noNaN: true })), {
  minLength: 2,
  maxLength: 12,
});
const between = (a: readonly number[], b: readonly number[]) => (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])) / 2;
const kernelOf = (all: readonly (readonly number[])[], length = 0.3) =>
  all.map((a, i) => all.map((b, j) => 1 + Math.exp(-between(a, b) / length) + (i === j ? 0.1 : 0)));

describe('leftOutFit', () => {
  it('solves the equations of the kernel', () => {
    fc.assert(
      fc.property(points, (all) => {
        const values = all.map(([, , value]) => value);
        const kernel = kernelOf(all);
        const { weights } = leftOutFit(kernel, values);
        kernel.forEach((row, i) => {
          expect(row.reduce((sum, entry, j) => sum + entry * weights[j], 0)).toBeCloseTo(values[i], 8);
        });
      }),
    );
  });

  it('predicts each point as a fit without it does', () => {
    fc.assert(
      fc.property(points, (all) => {
        const kernel = kernelOf(all);
        const { leftOut } = leftOutFit(
          kernel,
          all.map(([, , value]) => value),
        );
        all.forEach((_, out) => {
          const others = all.filter((_, i) => i !== out);
          const { weights } = leftOutFit(
            kernelOf(others),
            others.map(([, , value]) => value),
          );
          const row = kernel[out].filter((_, j) => j !== out);
          expect(leftOut[out]).toBeCloseTo(
            row.reduce((sum, entry, j) => sum + entry * weights[j], 0),
            8,
          );
        });
      }),
    );
  });
});

describe('fitKernelRidge', () => {
  const line = Array.from({ length: 41 }, (_, i) => i / 40);
  const distances = line.map((a) => line.map((b) => Math.abs(a - b)));
  const ones = line.map(() => 1);
  const from = (x: number) => line.map((a) => Math.abs(a - x));
  const random = streamOf(1, 'noise');
  const noise = line.map(() => random() - 0.5);

  it('follows values that agree with their neighbours', () => {
    const fit = fitKernelRidge(distances, line.map(Math.sin), ones);
    for (const x of [0.1125, 0.5125, 0.9125]) expect(predict(fit, from(x))).toBeCloseTo(Math.sin(x), 2);
  });

  it('does not follow noise', () => {
    const fit = fitKernelRidge(
      distances,
      ones.map((_, i) => noise[i]),
      ones,
    );
    const predicted = line.map((x) => predict(fit, from(x)));
    expect(Math.max(...predicted) - Math.min(...predicted)).toBeLessThan(0.3); // the values spread over 0.9 and more
  });

  it('believes a mean of many runs more than one run', () => {
    const values = line.map((_, i) => (i === 20 ? 0.5 : 0.2 * noise[i]));
    const at = (repeats: number) => {
      const fit = fitKernelRidge(
        distances,
        values,
        line.map((_, i) => (i === 20 ? repeats : 1)),
      );
      return predict(fit, from(0.5));
    };
    expect(at(1000)).toBeGreaterThan(at(1) + 0.05);
  });
});
