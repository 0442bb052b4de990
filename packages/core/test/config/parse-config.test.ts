import { isSchedtunaError, type SchedtunaError } from '@schedtuna/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPTION_TABLE, snakeCase } from '../../src/config/option-table.js';
import { parseConfig } from '../../src/config/parse-config.js';

function errorOf(text: string): SchedtunaError {
  try {
    parseConfig(text, 'c.yaml');
  } catch (error) {
    if (isSchedtunaError(error)) return error;
    throw error;
  }
  throw new Error('no error');
}

test('YAML and JSON, camelCase and snake_case give the same', () => {
  const expected = { schedulerName: 'eevdf', episodes: 7, benchmarkOptions: { profile: 'idle' } };
  expect(parseConfig('scheduler_name: eevdf\nepisodes: 7\nbenchmark_options: {profile: idle}\n', 'c')).toEqual(
    expected,
  );
  expect(parseConfig('{"schedulerName":"eevdf","episodes":7,"benchmarkOptions":{"profile":"idle"}}', 'c')).toEqual(
    expected,
  );
  expect(parseConfig('', 'c')).toEqual({});
});

test('all fifteen keys of the original are known', () => {
  const original =
    'scheduler_name algorithm episodes baseline_runs learning_rate update_frequency save_frequency benchmark_cmd ' +
    'model_path timeout optimize_metric reward_scaling experiment_name use_gpu pretrained_model_path';
  const known = OPTION_TABLE.map(({ key }) => snakeCase(key));
  expect(original.split(' ').filter((key) => !known.includes(key))).toEqual([]);
});

test('one error collects every problem with its line and the nearest key', () => {
  const error = errorOf('# comment\nepisodes: ten\nalgoritm: sac\ntimeout: 0\nguards:\n  - 3\n');
  expect(error.code).toBe('ST_CONFIG_KEY');
  expect(error.message.split('\n').sort()).toEqual([
    'c.yaml, line 2: episodes must be a whole number from 1 to 100000, not "ten"',
    'c.yaml, line 3: algoritm is unknown; did you mean algorithm?',
    'c.yaml, line 4: timeout must be a number above 0 and at most 86400, not 0',
    'c.yaml, line 5: guards.0 must be text that is not empty, not 3',
  ]);
});

test('suggests the spelling that the file uses', () => {
  expect(errorOf('learning_rat: 1').message).toContain('did you mean learning_rate?');
  expect(errorOf('learningRat: 1').message).toContain('did you mean learningRate?');
});

test.each([
  ['episodes: -1', 1],
  ['episodes: 1000000000', 1],
  ['\n\nuse_gpu: maybe', 3],
  ['{\n"episodes": null\n}', 2],
])('%j is wrong in line %i', (text, line) => {
  expect(errorOf(text)).toMatchObject({ code: 'ST_CONFIG_VALUE', message: expect.stringContaining(`line ${line}:`) });
});

test.each(['episodes: [1', 'a: b: c', '"x', 'episodes: 1\nepisodes: 2', 'episodes: 1\n---\nepisodes: 2'])(
  'broken: %j',
  (text) => {
    expect(errorOf(text)).toMatchObject({
      code: 'ST_CONFIG_FILE',
      message: expect.stringMatching(/^c\.yaml, line \d+, column/),
    });
  },
);

test.each(['3', 'text', '[1, 2]'])('not a map: %j', (text) => {
  expect(errorOf(text).code).toBe('ST_CONFIG_FILE');
});

test('the same option in both spellings is refused', () => {
  expect(errorOf('model_path: a\nmodelPath: b').message).toBe(
    'c.yaml, line 2: modelPath is given twice, also as model_path',
  );
});

test('aliases that grow without end are refused', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);
  expect(errorOf(`l0: &l0 [x, x]\n${levels.join('\n')}`).code).toBe('ST_CONFIG_FILE');
});

test('any text ends in values or in an error for people', () => {
  const line = fc
    .tuple(fc.constantFrom('episodes', 'guards', 'x', 'use_gpu'), fc.string())
    .map((pair) => pair.join(': '));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line).map((lines) => lines.join('\n')),
      ),
      (text) => {
        try {
          parseConfig(text, 'c');
        } catch (error) {
          expect(isSchedtunaError(error)).toBe(true);
        }
      },
    ),
  );
});
