import { expect, it } from 'vitest';
import { experimentsRequest } from '../../src/commands/experiments-request.js';

const words = {
  ...{ space: ['a.json'], agents: 'random', budget: '25', seeds: '200', noise: '0' },
  'noise-model': 'noisy.yaml',
};

it('reads the flags of simulated experiments', () => {
  expect(
    experimentsRequest({ ...words, protocol: ['confirm-runs=16', 'min-effect=0.02'], 'json-file': 'out.json' }),
  ).toEqual({
    spaces: ['a.json'],
    agents: [{ label: 'random', name: 'random', options: {} }],
    noiseModel: 'noisy.yaml',
    seeds: 200,
    protocol: { confirmRuns: 16, minEffect: 0.02, episodes: 25 },
    json: 'out.json',
  });
});

it.each([
  ['confirm-run=3', '--protocol confirm-run is unknown; did you mean confirm-runs?'],
  [
    'episodes=3',
    '--protocol episodes is unknown; known: baseline-runs, confirm-runs, ablation-runs, anchor-every, min-effect',
  ],
  ['confirm-runs=ten', '--protocol confirm-runs must be a whole number from 1 to 1000, not "ten"'],
  ['min-effect=2', '--protocol min-effect must be a number from 0 to 1, not 2'],
  ['confirm-runs', '--protocol must be KEY=VALUE, not "confirm-runs"'],
])('refuses --protocol %s', (pair, message) => {
  expect(() => experimentsRequest({ ...words, protocol: [pair] })).toThrow(
    expect.objectContaining({ code: 'ST_USAGE', message }),
  );
});
