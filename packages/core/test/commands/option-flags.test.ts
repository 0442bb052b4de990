import { expect, test } from 'vitest';
import { optionFlags } from '../../src/commands/option-flags.js';

const flags = optionFlags();

test('every flag of the original is there', () => {
  const original =
    'scheduler episodes baseline-runs model-path benchmark-cmd experiment-name timeout learning-rate update-frequency ' +
    'save-frequency optimize-metric reward-scaling pretrained-model';
  expect(original.split(' ').filter((flag) => !(flag in flags))).toEqual([]);
  expect(flags.scheduler.char).toBe('S');
  expect(flags.agent.aliases).toContain('algorithm');
  expect(flags.gpu).toMatchObject({ type: 'boolean', allowNo: true });
});

test('no flag has a default of its own: it would win over the configuration file', () => {
  expect(Object.entries(flags).filter(([, flag]) => flag.default !== undefined)).toEqual([]);
  expect(flags.episodes.description).toContain('[default: 50]');
});

test('every flag has a description and no single letter is used twice', () => {
  expect(Object.entries(flags).filter(([, flag]) => !flag.description)).toEqual([]);
  const letters = Object.values(flags).flatMap(({ char }) => char ?? []);
  expect(new Set(letters).size).toBe(letters.length);
});
