// The absolute path of the program to measure.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BenchmarkContext } from '@schedtuna/sdk';

/** A name is looked up in PATH, a path is taken from the current directory. Fails with ST_BENCHMARK_MISSING. */
export async function resolveProgram(program: string, { host, fail }: Pick<BenchmarkContext, 'host' | 'fail'>): Promise<string> {
  if (!program.includes('/')) {
    const found = await host.which(program);
    return found ?? fail('ST_BENCHMARK_MISSING', `there is no program ${program} in PATH`, 'Install it, or give its path in --benchmark-cmd.');
  }
  const path = resolve(program);
  const problem = await problemOf(path);
  if (problem === undefined) return path;
  return fail('ST_BENCHMARK_MISSING', `${path} ${problem}`, 'Give the path of an executable in --benchmark-cmd.');
}

async function problemOf(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).isDirectory()) return 'is a directory';
    await access(path, constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be executed';
  }
}
