import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPythonRandom } from '../../src/simulate/mersenne-twister.js';

/** All numbers here were printed by Python 3.11. */
it('draws the numbers of random.Random(17)', () => {
  const { random, gauss } = createPythonRandom(17);
  expect([random(), random(), random()]).toEqual([0.5219839097124932, 0.8066907771186791, 0.9604947743238768]);
  const normal = [gauss(0, 1), gauss(0, 1), gauss(0, 1)];
  [-0.4200384238545269, 1.6520758252520862, -0.41750121073715774].forEach((value, i) => {
    expect(normal[i]).toBeCloseTo(value, 13);
  });
});

it('takes seeds of more than 32 bits', () => {
  const { random } = createPythonRandom(2 ** 40 + 5);
  expect([random(), random()]).toEqual([0.5043802970418443, 0.2686044399723282]);
});

it('goes on after its state was used up', () => {
  const { random } = createPythonRandom(3);
  for (let i = 0; i < 1300; i++) random();
  expect(random()).toBe(0.3723788924506787);
});

it('stays in [0, 1) and repeats itself for any seed', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const [one, other] = [createPythonRandom(seed), createPythonRandom(seed)];
      for (let i = 0; i < 5; i++) {
        const value = one.random();
        expect(value >= 0 && value < 1).toBe(true);
        expect(other.random()).toBe(value);
      }
    }),
    { numRuns: 20 },
  );
});
