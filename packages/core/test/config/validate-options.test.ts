import { expect, test } from 'vitest';
import { validateOptions } from '../../src/config/validate-options.js';

const schema = { type: 'object', properties: { profile: { enum: ['idle', 'busy'], default: 'busy' } } } as const;

test('returns a copy with defaults and leaves the given options alone', () => {
  const given = {};
  expect(validateOptions(schema, given, 'benchmark bench')).toEqual({ profile: 'busy' });
  expect(given).toEqual({});
});

test('unknown options are errors that name the nearest, also where a plugin has no options', () => {
  expect(() => validateOptions(schema, { profil: 'idle' }, 'benchmark bench')).toThrow(
    expect.objectContaining({
      code: 'ST_CONFIG_VALUE',
      message: 'options of benchmark bench: profil is unknown; did you mean profile?',
      hint: 'schedtuna benchmarks show bench lists its options.',
    }),
  );
  expect(() => validateOptions(undefined, { a: 1 }, 'agent a')).toThrow(/a is unknown; known: none/);
});

test('a plugin may allow further options', () => {
  expect(validateOptions({ ...schema, additionalProperties: true }, { a: 1 }, 'agent a')).toMatchObject({ a: 1 });
});
