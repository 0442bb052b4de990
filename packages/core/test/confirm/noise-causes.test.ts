import { describe, expect, it } from 'vitest';
import { type BaselineRun, noiseCauses } from '../../src/confirm/noise-causes.js';
import type { Beside } from '../../src/confirm/noise-counters.js';
import { streamOf } from '../../src/stats/random.js';

/** Neither a drift nor alike neighbours. */
const SCORES = [0.01, -0.02, 0.02, -0.01, 0.015, -0.015];
const quiet: Beside = { foreignCpus: 0.01, stealCpus: 0, load: 0.1 } as Beside;

function causesOf(
  beside: (score: number, i: number) => Partial<Beside>,
  scores = SCORES,
  noise = { drift: 0, sd: 0.02 },
) {
  const runs = scores.map((score, i): BaselineRun => ({ score, host: { ...quiet, ...beside(score, i) } }));
  return noiseCauses(runs, noise, streamOf(1, 'causes'));
}

const clauses = (...found: Parameters<typeof causesOf>) => causesOf(...found).map(({ clause }) => clause);

describe('noiseCauses', () => {
  it('has nothing to say of a quiet machine, nor where nothing was counted', () => {
    expect(causesOf(() => ({ governor: 'performance', autogroup: true, throttles: 0, celsius: 50 }))).toEqual([]);
    expect(
      noiseCauses(
        SCORES.map((score) => ({ score })),
        { drift: 0, sd: 0.02 },
        streamOf(1, ''),
      ),
    ).toEqual([]);
    expect(noiseCauses([], { drift: 0, sd: 0 }, streamOf(1, ''))).toEqual([]);
  });

  it.each([
    [{ foreignCpus: 0.4 }, 'other processes used 0.40 CPUs beside the runs'],
    [{ stealCpus: 0.06 }, 'the hypervisor gave the time of 0.06 CPUs to others'],
    [{ throttles: 2 }, 'the CPU was throttled 12 times, in 6 of 6 runs'],
    [{ governor: 'powersave' }, 'the frequency governor is powersave'],
  ])('%j', (beside, clause) => {
    expect(clauses(() => beside)).toEqual([clause]);
  });

  it.each([
    { foreignCpus: 0.099 },
    { stealCpus: 0.009 },
    { throttles: 0 },
    { celsius: 95 },
    { pressure: 1 },
    { clockMhz: 800 },
  ])('is silent about %j', (beside) => {
    expect(clauses(() => beside)).toEqual([]);
  });

  it('counts throttling in a single run', () => {
    expect(clauses((_, i) => ({ throttles: i === 4 ? 1 : 0 }))).toEqual(['the CPU was throttled once, in 1 of 6 runs']);
  });

  it('tells a governor that changed', () => {
    expect(clauses((_, i) => ({ governor: i < 3 ? 'performance' : 'schedutil' }))).toEqual([
      'the frequency governor changed between performance and schedutil',
    ]);
  });

  it('names autogroup only where other sessions take part', () => {
    expect(clauses(() => ({ foreignCpus: 0.4, autogroup: true })).at(-1)).toMatch(/^autogroup is on: another session/);
    expect(clauses(() => ({ foreignCpus: 0.4, autogroup: false }))).toHaveLength(1);
  });

  it.each([
    [
      'other-processes',
      (score: number) => ({ foreignCpus: 0.03 - score }),
      'beside which other processes used more CPU',
    ],
    ['steal', (score: number) => ({ stealCpus: 0.005 - score / 10 }), 'the hypervisor gave more time to others'],
    ['pressure', (score: number) => ({ pressure: 0.5 - score }), 'tasks waited longer for a CPU'],
    ['clock', (score: number) => ({ clockMhz: 2000 + 1000 * score }), 'the clocks were lower'],
    ['temperature', (score: number) => ({ celsius: 70 - score }), 'the machine was hotter'],
    ['throttling', (score: number) => ({ throttles: 5 - 100 * score }), 'the CPU was throttled more often'],
  ] as const)('sees that the worse runs are those with more %s', (kind, beside, words) => {
    const [cause, ...others] = causesOf(beside);
    expect(cause.kind).toBe(kind);
    expect(cause.clause).toContain('the worse runs are those ');
    expect(cause.clause).toMatch(new RegExp(`${words} \\(rank correlation 1\\.00\\)$`));
    expect(others).toEqual([]);
  });

  it('believes no relation that is the wrong way round, weak, or seen in too few runs', () => {
    expect(causesOf((score) => ({ celsius: 70 + score }))).toEqual([]);
    expect(causesOf((_, i) => ({ celsius: [70, 72, 71, 71.5, 70.5, 73][i] }))).toEqual([]);
    expect(causesOf((score) => ({ celsius: 70 - score }), SCORES.slice(0, 5))).toEqual([]);
  });

  it('corrects for the number of counters', () => {
    // rho 0.89 with 6 runs is p = 0.033 alone
    const celsius = [71, 74, 70, 73, 72, 72.5].map((value, i) => (i === 5 ? 76 : value));
    const alone = causesOf((_, i) => ({ celsius: celsius[i] }));
    const among = causesOf((_, i) => ({
      celsius: celsius[i],
      pressure: [0.1, 0.3, 0.2, 0.1, 0.3, 0.2][i],
      clockMhz: [1, 3, 2, 1, 2, 3][i],
      stealCpus: [1, 1, 2, 2, 3, 3][i] / 1000,
    }));
    expect(alone.map(({ kind }) => kind)).toEqual(['temperature']);
    expect(among).toEqual([]);
  });

  it('puts what goes with the scores first, then what was counted, then how the machine is set', () => {
    const kinds = causesOf((score) => ({
      throttles: 1,
      foreignCpus: 0.4,
      celsius: 70 - score,
      governor: 'powersave',
      autogroup: true,
    }));
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'temperature',
      'throttling',
      'other-processes',
      'governor',
      'autogroup',
    ]);
  });

  it('tells a drift, and no neighbours beside it', () => {
    const falling = [0.05, 0.04, 0.03, 0.02, 0.01, 0];
    expect(clauses(() => ({}), falling, { drift: -0.049, sd: 0.019 })).toEqual([
      'runs drift, the last were 4.9 % worse than the first',
    ]);
    expect(causesOf(() => ({}), SCORES, { drift: -0.049, sd: 0.019 })).toEqual([]); // no order to be seen
  });

  it('tells that neighbours are alike', () => {
    const waves = [0, 1, 2, 1, 0, -1, -2, -1, 0, 1, 2, 1].map((value) => value / 100);
    expect(clauses(() => ({}), waves)).toEqual([
      expect.stringMatching(/^neighbouring runs resemble each other \(lag-1 0\.\d\d\)$/),
    ]);
  });

  it('rarely finds anything in runs of pure chance', () => {
    const random = streamOf(4, 'chance');
    const found = Array.from({ length: 200 }, () => {
      const beside = () => ({
        foreignCpus: 0.04 * random(),
        celsius: random() + 50,
        pressure: random(),
        clockMhz: random(),
      });
      return causesOf(beside, SCORES.map(random)).length;
    }).filter((count) => count > 0).length;
    expect(found).toBeLessThan(40); // 5 % for counters and 5 % for neighbours, give or take three standard deviations
  });
});
