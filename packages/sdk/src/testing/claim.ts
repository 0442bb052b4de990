// Assertions that explain themselves, for any test runner.
import { isDeepStrictEqual } from 'node:util';

/** `it` of vitest, node:test, mocha or jest. Runners that know no third argument ignore it. */
export type It = (name: string, body: () => void | Promise<void>, timeoutMs?: number) => unknown;

/** Throws an Error with the sentence when it does not hold. */
export function claim(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** Deep equality of plain data. */
export function claimEqual(actual: unknown, expected: unknown, sentence: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${sentence}\n  is:        ${JSON.stringify(actual)}\n  should be: ${JSON.stringify(expected)}`);
}

/** Fails with all problems at once, one a line. */
export function claimNone(problems: readonly string[], what: string): void {
  claim(problems.length === 0, [what, ...problems].join('\n  '));
}
