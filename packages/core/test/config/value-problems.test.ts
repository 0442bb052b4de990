import { expect, test } from 'vitest';
import { valueProblems } from '../../src/config/value-problems.js';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['command'],
  properties: {
    command: { type: 'string', minLength: 1 },
    profile: { enum: ['idle', 'busy'], default: 'busy' },
    threads: { type: 'integer', minimum: 1, maximum: 64 },
    share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    nested: { type: 'object', additionalProperties: false, properties: { deep: { type: ['integer', 'boolean'] } } },
  },
};
const sentences = (value: object) =>
  valueProblems(schema, value).map(({ path, message }) => `${path.join('.')} ${message}`);

test('fills defaults in and finds nothing wrong with a right value', () => {
  const value = { command: 'x' };
  expect(valueProblems(schema, value)).toEqual([]);
  expect(value).toEqual({ command: 'x', profile: 'busy' });
});

test('says each problem once, in words, with what would be right', () => {
  expect(sentences({ command: '', profile: 'iddle', threads: 0, share: 0, nested: { deep: 'x' } })).toEqual([
    'command must be text that is not empty, not ""',
    'profile must be one of idle, busy, not "iddle"',
    'threads must be a whole number from 1 to 64, not 0',
    'share must be a number above 0 and at most 1, not 0',
    'nested.deep must be a whole number or true or false, not "x"',
  ]);
});

test('names missing and unknown keys, with the nearest known one', () => {
  expect(sentences({ treads: 3 })).toEqual(['command is missing', 'treads is unknown; did you mean threads?']);
  expect(sentences({ command: 'x', zebra: 1 })).toEqual([
    'zebra is unknown; known: command, profile, threads, share, nested',
  ]);
});

test('two schemas of the same $id do not disturb each other', () => {
  expect(valueProblems({ $id: 'same', type: 'integer' }, 1)).toEqual([]);
  expect(valueProblems({ $id: 'same', type: 'string' }, 1)).toHaveLength(1);
});

test('long values are shortened', () => {
  expect(valueProblems({ type: 'integer' }, 'x'.repeat(500))[0].message.length).toBeLessThan(120);
});

test('says which kinds there are when a value is of none of them', () => {
  const kinds = {
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: ['a', 'b'].map((kind) => ({ properties: { kind: { const: kind } } })),
  };
  const [problem] = valueProblems(kinds, { kind: 'c' });
  expect(problem).toEqual({ path: ['kind'], isUnknownKey: false, message: 'must be one of a, b, not "c"' });
  expect(valueProblems(kinds, {})).toMatchObject([{ path: ['kind'], message: 'is missing' }]);
});
