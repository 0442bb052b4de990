// Runs a conformance suite the way a test runner would, and says which of its tests failed and how.
import type { It } from '../../src/testing/index.js';

/** Test name → message of its failure; undefined for those that passed. */
export async function runSuite(register: (it: It) => void): Promise<ReadonlyMap<string, string | undefined>> {
  const bodies = new Map<string, () => void | Promise<void>>();
  register((name, body) => bodies.set(name, body));
  const results = new Map<string, string | undefined>();
  for (const [name, body] of bodies) {
    try {
      await body();
      results.set(name, undefined);
    } catch (error) {
      results.set(name, (error as Error).message);
    }
  }
  return results;
}

export async function failuresOf(register: (it: It) => void): Promise<Record<string, string>> {
  const failed = [...(await runSuite(register))].flatMap(([name, message]) =>
    message === undefined ? [] : [[name, message]],
  );
  return Object.fromEntries(failed);
}
