import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyValues } from '../../src/config/key-values.js';
import { splitWords } from '../../src/config/split-words.js';
import { optionWords, reproduceCommand } from '../../src/report/reproduce-command.js';
import { experiment } from './journal.js';

const { options } = experiment;

it('names what differs from the defaults, and the seed', () => {
  expect(reproduceCommand(options)).toBe('schedtuna optimize --episodes 15 --reward-scaling 10 --no-gpu --seed 1');
});

it('switches off what an older version could not do yet', () => {
  const { racing: _, earlyStop: __, ablationRuns: ___, ...old } = options;
  expect(optionWords(old as typeof options)).toEqual([
    ...['--episodes', '15', '--ablation-runs', '0', '--no-racing', '--no-early-stop'],
    ...['--reward-scaling', '10', '--no-gpu', '--seed', '1'],
  ]);
});

it('can be pasted into a shell', () => {
  const command = reproduceCommand({ ...options, benchmarkCmd: `sh -c 'echo "$HOME" > x'`, guards: ['fps >= 0.9'] });
  expect(splitWords(command)).toEqual([
    ...['schedtuna', 'optimize', '--episodes', '15', '--guard', 'fps >= 0.9'],
    ...['--benchmark-cmd', `sh -c 'echo "$HOME" > x'`, '--reward-scaling', '10', '--no-gpu', '--seed', '1'],
  ]);
});

it('says that there are no guards, and leaves out where results went', () => {
  const words = optionWords({ ...options, guards: [], experimentName: 'mine', resultsDir: '/elsewhere' });
  expect(words).toContain('--no-guard');
  expect(words.join(' ')).not.toMatch(/mine|elsewhere/);
});

it('gives weights of metrics back, also of those with a dot', () => {
  const objective = { 'wait.p99': 2.5, fps: 1 };
  const words = optionWords({ ...options, objective });
  const pairs = words.filter((_, i) => words[i - 1] === '--objective');
  expect(keyValues('objective', pairs, { isFlat: true })).toEqual(objective);
});

it('gives options of plugins back as they were', () => {
  const key = fc.stringMatching(/^[a-z][A-Za-z_]{0,8}$/);
  const scalar = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constantFrom('3', 'true', 'null', '', '[1]', '0x1f'),
  );
  const value = fc.oneof(scalar, fc.dictionary(key, scalar, { minKeys: 1 }), fc.array(scalar));
  fc.assert(
    fc.property(fc.dictionary(key, value), (benchmarkOptions) => {
      const words = optionWords({ ...options, benchmarkOptions });
      const pairs = words.filter((_, i) => words[i - 1] === '--benchmark-options');
      expect(keyValues('benchmark-options', pairs)).toEqual({ ...benchmarkOptions });
    }),
  );
});
