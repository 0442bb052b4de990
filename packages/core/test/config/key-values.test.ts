import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyValues, scalar } from '../../src/config/key-values.js';

test('dotted keys nest, values are YAML scalars, the last of a key wins', () => {
  expect(keyValues('benchmark-options', ['profile=idle', 'a.b=3', 'a.c=true', 'a.b=4', 'list=[1, 2]'])).toEqual({
    profile: 'idle',
    a: { b: 4, c: true },
    list: [1, 2],
  });
});

test.each([
  ['metric: (\\d+) ms', 'metric: (\\d+) ms'],
  ['[0-9]+', '[0-9]+'],
  ['{a: 1}', '{a: 1}'],
  ['', ''],
  ['~', '~'],
  ['1e3', 1000],
  ['a=b', 'a=b'],
])('the value %j is %j', (text, value) => {
  expect(scalar(text)).toEqual(value);
});

test.each(['novalue', '=3', 'a..b=1', '__proto__.x=1', ''])('refuses %j', (pair) => {
  expect(() => keyValues('agent-options', [pair])).toThrow(/--agent-options must be KEY=VALUE/);
});

test('no key reaches the prototype of anything', () => {
  keyValues('agent-options', ['constructor.prototype.polluted=1']);
  expect({}).not.toHaveProperty('polluted');
});

test('any text is a value', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(scalar(text)).not.toBeNull();
    }),
  );
});
