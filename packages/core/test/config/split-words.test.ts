import { isSchedtunaError } from '@schedtuna/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitWords } from '../../src/config/split-words.js';

test.each([
  ['sysbench cpu run', ['sysbench', 'cpu', 'run']],
  [`  a   'b c'  "d e" `, ['a', 'b c', 'd e']],
  [`a\\ b "x\\"y" 'it'\\''s'`, ['a b', 'x"y', "it's"]],
  [`--flag="" ''`, ['--flag=', '']],
  ['"a\\nb" $HOME *', ['a\\nb', '$HOME', '*']],
  ['a\\\nb', ['ab']],
])('%s', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each(['', '   ', `open 'quote`, 'open "quote'])('refuses %j', (line) => {
  expect(() => splitWords(line)).toThrow(expect.objectContaining({ code: 'ST_USAGE' }));
});

test('words in single quotes come back as they were', () => {
  const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
      expect(splitWords(words.map(quoted).join(' '))).toEqual(words);
    }),
  );
});

test('any text is split or refused with a hint, never anything else', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      try {
        expect(splitWords(line).length).toBeGreaterThan(0);
      } catch (error) {
        expect(isSchedtunaError(error)).toBe(true);
      }
    }),
  );
});
