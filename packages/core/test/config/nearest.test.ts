import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../src/config/nearest.js';

test.each([
  ['eevfd', 'eevdf'],
  ['epsiodes', 'episodes'],
  ['algorithmn', 'algorithm'],
  ['TIMEOUT', 'timeout'],
])('%s was meant to be %s', (written, meant) => {
  expect(nearest(written, ['eevdf', 'episodes', 'algorithm', 'timeout'])).toBe(meant);
});

test('nothing is suggested for a word that resembles none, or among none', () => {
  expect(nearest('zebra', ['episodes', 'timeout'])).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
  expect(nearest('ab', ['cd'])).toBeUndefined();
});

test('two swapped neighbours are one edit, so the swap wins over two replacements', () => {
  expect(nearest('abdc', ['abcd', 'abxy'])).toBe('abcd');
});

test('a candidate itself is always the nearest', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), fc.nat(), (words, i) => {
      const chosen = words[i % words.length];
      expect(nearest(chosen, words)).toBe(chosen);
    }),
  );
});
