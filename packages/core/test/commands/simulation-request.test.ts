import { expect, it } from 'vitest';
import { simulationProgress } from '../../src/commands/simulation-progress.js';
import { simulationRequest } from '../../src/commands/simulation-request.js';

const words = { space: ['a.json'], agents: 'sac,random', budget: '100', seeds: '20', noise: '0,0.05,.15' };

it('reads the flags of simulate', () => {
  expect(simulationRequest({ ...words, 'json-file': 'out.json' })).toEqual({
    spaces: ['a.json'],
    agents: [
      { label: 'sac', name: 'sac', options: {} },
      { label: 'random', name: 'random', options: {} },
    ],
    budget: 100,
    seeds: 20,
    noises: [0, 0.05, 0.15],
    json: 'out.json',
  });
});

it('reads options behind the name of an agent', () => {
  expect(simulationRequest({ ...words, agents: 'sac, sac:exploration=0.5:deep.on=true' }).agents).toEqual([
    { label: 'sac', name: 'sac', options: {} },
    { label: 'sac:exploration=0.5:deep.on=true', name: 'sac', options: { exploration: 0.5, deep: { on: true } } },
  ]);
});

it.each([
  [{ budget: '0' }, '--budget must be a whole number from 1 to 10000, not "0"'],
  [{ seeds: '1e3' }, '--seeds must be a whole number'],
  [{ noise: '0,five' }, '--noise must be numbers from 0 to 1 with commas between, not "five"'],
  [{ noise: '-0.1' }, '--noise must be'],
  [{ noise: '' }, '--noise must be'],
  ...['sac:exploration', 'sac:=1', ':a=1', 'a=1', 'sac:a='].map((agents): [object, string] => [
    { agents },
    '--agents must be names with commas between, options behind them as NAME:KEY=VALUE',
  ]),
  [{ backend: 'tensorflow-gpu' }, '--backend must be one of wasm, cpu, tensorflow, not "tensorflow-gpu"'],
  [{ agents: 'sac,,random' }, '--agents must be a list with commas between, not "sac,,random"'],
])('refuses %j', (change, message) => {
  expect(() => simulationRequest({ ...words, ...change })).toThrow(
    expect.objectContaining({ code: 'ST_USAGE', message: expect.stringContaining(message) }),
  );
});

it('says how far it is, in few lines where nothing can be written over', () => {
  let written = '';
  let now = 0;
  const stream = {
    write: (text: string) => {
      written += text;
    },
  };
  const progress = simulationProgress(stream, 'runs', () => now);
  for (let done = 0; done <= 100; done++) {
    progress.show(done, 100);
    now += 1000;
  }
  progress.end();
  const lines = written.trim().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('0 of 100 runs');
  expect(lines[5]).toBe('50 of 100 runs, about 50 s left');
  expect(lines[10]).toBe('100 of 100 runs');
});
