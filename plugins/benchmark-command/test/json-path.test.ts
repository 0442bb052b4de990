import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath, valuesAt } from '../src/json-path.js';

const at = (root: unknown, path: string) => {
  const steps = parsePath(path);
  if (steps === undefined) throw new Error(`${path} is no path`);
  return valuesAt(root, steps);
};

const root = { a: { 'p-99': [1, 2], 'two words': 3 }, b: [{ c: 1 }, { d: 2 }, { c: 3 }], 0: 'zero' };

describe('a path', () => {
  it.each([
    ['a.p-99[1]', [2]],
    ['$.a["two words"]', [3]],
    ['["a"]["p-99"][*]', [1, 2]],
    ['b[*].c', [1, 3]],
    ['b.*.d', [2]],
    ['$.b[0]', [{ c: 1 }]],
    ['b[9]', []],
    ['b.length', []],
    ['a.toString', []],
    ['a[0]', []],
    ['["0"]', ['zero']],
  ])('%s reaches %j', (path, values) => {
    expect(at(root, path)).toEqual(values);
  });

  it.each([
    '',
    '$',
    '.',
    'a.',
    'a..b',
    'a[',
    'a[-1]',
    'a[b]',
    "a['b']",
    'a["b]',
    'a["\\x"]',
    'a b',
    '[0]a',
    'a[?(@.b)]',
  ])('%j is none', (path) => {
    expect(parsePath(path)).toBeUndefined();
  });

  it('reaches every value of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        for (const [path, value] of leaves(document)) {
          if (path !== '') expect(at(document, path)).toEqual([value]);
        }
      }),
    );
  });

  it('never throws', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab.[]*0"\\$-') }));
    fc.assert(fc.property(text, fc.jsonValue(), (path, document) => void valuesAt(document, parsePath(path) ?? [])));
  });
});

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const step = (key: string) => (Array.isArray(value) ? `[${key}]` : `[${JSON.stringify(key)}]`);
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path + step(key)));
}
