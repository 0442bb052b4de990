import type { Metrics, Samples } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, standardDeviation } from '../../src/stats/centre.js';
import { streamOf } from '../../src/stats/random.js';
import { type Comparison, judgeLoser, withinRunError } from '../../src/trial/early-stop.js';

const metrics: Metrics = {
  speed: { unit: '1/s', direction: 'maximize' },
  delay: { unit: 's', direction: 'minimize' },
  pp_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize' },
  tg_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize' },
  execution_time: { unit: 's', direction: 'minimize' },
};
const USUAL = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100];
const scaled = (factor: number) => USUAL.map((value) => value * factor);
/** Six default runs of ten samples that differ by about a percent. */
const defaults = (name: string) =>
  [0.99, 1, 1.01, 0.995, 1.005, 1].map((factor, id) => ({ id, samples: { [name]: scaled(factor) } }));
const against = (objective: string, more: Partial<Comparison> = {}): Comparison => ({
  ...{ objective, metrics, defaults: defaults(objective), at: 7, noise: 0.01 },
  ...more,
});

describe('a run of the search', () => {
  it('is ended when three samples are far below those of the default', () => {
    expect(judgeLoser({ speed: [50, 51, 50] }, against('speed'))).toEqual({ samples: 3, of: 10 });
    expect(judgeLoser({ delay: [200, 201, 199] }, against('delay'))).toEqual({ samples: 3, of: 10 });
  });

  it.each<[string, Samples]>([
    ['two samples are few', { speed: [50, 51] }],
    ['it is as good', { speed: [100, 99, 101] }],
    ['it is better', { speed: [200, 201, 199] }],
    ['it is little worse', { speed: [96, 97, 95] }],
    ['its own samples are all over the place', { speed: [20, 90, 180] }],
    ['nothing would be saved', { speed: scaled(0.5) }],
    ['a value is 0', { speed: [0, 50, 50] }],
    ['other metrics than the objective are measured', { delay: [1, 2, 3] }],
  ])('goes on when %s', (_, samples) => {
    expect(judgeLoser(samples, against('speed'))).toBeUndefined();
  });

  it('goes on while one of the metrics of the objective has few samples', () => {
    const both = defaults('speed').map(({ id, samples: { speed } }) => ({
      id,
      samples: { pp_tokens_per_sec: speed, tg_tokens_per_sec: speed.map((value) => value / 5) },
    }));
    const judge = (pp: number[], tg: number[]) =>
      judgeLoser(
        { pp_tokens_per_sec: pp, tg_tokens_per_sec: tg },
        against('throughput', { defaults: both, noise: 0.01 }),
      );
    expect(judge(scaled(0.5), [10, 10])).toBeUndefined();
    expect(judge(scaled(0.5), [10, 10, 10])).toEqual({ samples: 3, of: 10 });
    expect(judge(scaled(0.5), [40, 40, 40])).toBeUndefined(); // what one loses the other wins
  });

  it('is never judged by its wall time, or by default runs that are not there', () => {
    const runs = USUAL.map((seconds, id) => ({ id, samples: { execution_time: [seconds] } }));
    expect(judgeLoser({ speed: [1, 1, 1] }, against('latency', { defaults: runs }))).toBeUndefined();
    expect(judgeLoser({ speed: [1, 1, 1] }, against('speed', { defaults: [] }))).toBeUndefined();
    expect(
      judgeLoser({ speed: [1, 1, 1] }, against('speed', { defaults: defaults('speed').slice(0, 1) })),
    ).toBeUndefined();
  });

  it('is compared with the first samples of the default, which may be slow ones', () => {
    const warming = (factor: number) => [60, 61, 59, ...scaled(1).slice(3)].map((value) => value * factor);
    const runs = [0.99, 1, 1.01, 0.995, 1.005, 1].map((factor, id) => ({ id, samples: { speed: warming(factor) } }));
    expect(judgeLoser({ speed: [60, 61, 59] }, against('speed', { defaults: runs }))).toBeUndefined();
    expect(judgeLoser({ speed: [40.1, 40, 40] }, against('speed', { defaults: runs }))).toBeDefined();
  });

  it('is never ended when it beats every default run so far', () => {
    const value = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    const run = fc.array(value, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 2, maxLength: 8 }),
        fc.array(value, { minLength: 3, maxLength: 5 }),
        (runs, own) => {
          const past = runs.map((speed, id) => ({ id, samples: { speed } }));
          const best = Math.max(...runs.flat());
          const samples = { speed: own.map((one) => best + one) };
          expect(judgeLoser(samples, against('speed', { defaults: past, noise: 0 }))).toBeUndefined();
        },
      ),
    );
  });
});

describe('the error within a run', () => {
  it('is that of a median of logs, and of the mean over metrics', () => {
    const tg = [1, Math.E, Math.E ** 2]; // logs 0, 1, 2: standard deviation 1
    const one = Math.sqrt(Math.PI / 2 / 3);
    expect(withinRunError('speed', metrics, { speed: tg })).toBeCloseTo(one);
    const both = { pp_tokens_per_sec: tg, tg_tokens_per_sec: tg };
    expect(withinRunError('throughput', metrics, both)).toBeCloseTo(one / Math.SQRT2);
    expect(withinRunError('speed', metrics, { speed: [7] })).toBe(0);
  });
});

interface World {
  /** Standard deviations of logs. */
  readonly within: number;
  readonly between: number;
  readonly samples: number;
  /** The first sample is lower by this, later ones by less and less. */
  readonly warmUp?: number;
  readonly hasTails?: boolean;
}

/** docs/decisions/0016 has these figures from 20,000 runs each; here are enough to see a rule that does not hold. */
describe('how often a configuration as good as the default is ended early', () => {
  const RUNS = 600;
  it.each<[string, World]>([
    ['noise within and between runs', { within: 0.03, between: 0.02, samples: 10 }],
    ['noise within runs', { within: 0.06, between: 0.005, samples: 10 }],
    ['noise between runs', { within: 0.01, between: 0.03, samples: 10 }],
    ['heavy tails', { within: 0.05, between: 0.01, samples: 10, hasTails: true }],
    ['a warm-up', { within: 0.03, between: 0.02, samples: 10, warmUp: 0.2 }],
    ['many samples', { within: 0.06, between: 0.01, samples: 30 }],
  ])('%s: in less than 1 %% of its runs, but nearly always at two thirds of the speed', (name, world) => {
    const random = streamOf(1, name);
    const ended = (shift: number) => Array.from({ length: RUNS }, () => isEnded(world, shift, random)).filter(Boolean);
    expect(ended(0).length / RUNS).toBeLessThan(0.01);
    expect(ended(Math.log(2 / 3)).length / RUNS).toBeGreaterThan(0.95);
  });
});

/** Whether one run is ended at any of its samples; it and six default runs come from one world. */
function isEnded(world: World, shift: number, random: () => number): boolean {
  const past = Array.from({ length: 6 }, (_, id) => ({ id, samples: { speed: runOf(world, 0, random) } }));
  const speed = runOf(world, shift, random);
  const noise = standardDeviation(past.map((run) => Math.log(median(run.samples.speed))));
  return speed.some((_, i) =>
    judgeLoser({ speed: speed.slice(0, i + 1) }, against('speed', { defaults: past, noise })),
  );
}

function runOf({ within, between, samples, warmUp = 0, hasTails = false }: World, shift: number, random: () => number) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const heavy = () => normal() / Math.hypot(normal(), normal(), normal()); // Student's t with 3 degrees, standard deviation 1
  const own = between * normal() + shift;
  return Array.from({ length: samples }, (_, i) =>
    Math.exp(own + within * (hasTails ? heavy() : normal()) - warmUp * Math.exp(-i / 2)),
  );
}
