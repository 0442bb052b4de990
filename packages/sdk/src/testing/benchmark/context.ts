// The context in which a benchmark plugin is tried: this machine, its own cache directory, errors that can be seen.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkContext } from '../../benchmark.js';
import { ERRORS } from '../../errors.js';
import type { Fail } from '../../host.js';
import { thisMachine } from '../hosts.js';

export function createContext<O>(
  options: O,
  given: Partial<Omit<BenchmarkContext<O>, 'options'>>,
  cacheDir: string,
): BenchmarkContext<O> {
  return {
    cacheDir,
    host: thisMachine(),
    fail,
    log: () => {},
    parseLlamaBench: () => undefined,
    ...given,
    options,
  };
}

/** The directory is removed afterwards, whatever happens. */
export async function inTemporaryDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'schedtuna-conformance-'));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const fail: Fail = (code, message, hint) => {
  if (!(code in ERRORS)) throw new Error(`fail was called with ${code}, which is no code of schedtuna: ${message}`);
  const advice = hint === undefined ? '' : ` (${hint})`;
  throw new Error(
    `the benchmark refuses to run here: ${code}: ${message}${advice}; give this suite a context or prepared data that work`,
  );
};
