// The absolute path of the program to measure.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Fail, Host } from '@schedtuna/sdk';

interface Surroundings {
  readonly host: Pick<Host, 'which'>;
  readonly fail: Fail;
}

/** A name is looked up in PATH, a path is taken from the current directory. Fails with ST_BENCHMARK_MISSING. */
export async function resolveProgram(program: string, { host, fail }: Surroundings): Promise<string> {
  if (!program.includes('/')) {
    const message = `there is no executable program ${program} in PATH`;
    const hint = 'Install it, or give its path in --benchmark-cmd; shell syntax needs --benchmark-options shell=true.';
    return (await host.which(program)) ?? fail('ST_BENCHMARK_MISSING', message, hint);
  }
  const path = resolve(program);
  const problem = await problemOf(path);
  if (problem === undefined) return path;
  return fail('ST_BENCHMARK_MISSING', `${path} ${problem}`, 'Give the path of an executable in --benchmark-cmd.');
}

async function problemOf(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return 'is not a file';
    await access(path, constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be executed';
  }
}
