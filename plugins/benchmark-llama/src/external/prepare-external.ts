// Finds a real llama-bench and settles its command line.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Prepared } from '@schedtuna/sdk';
import { checkModel } from '../model/check-model.js';
import { fileIdentity } from '../model/file-identity.js';
import type { Context, Plan } from '../plan.js';
import { argumentsFor, completedArguments } from './arguments.js';
import { flagValue, MODEL_FLAGS } from './flags.js';

/** Fails with ST_BENCHMARK_MISSING, ST_BENCHMARK_OPTIONS or ST_MODEL. */
export async function prepareExternal(context: Context, program: string, given?: readonly string[]): Promise<Prepared> {
  const { fail, options, modelPath } = context;
  const file = await executable(context, program);
  const args = given ? completedArguments(given, modelPath, fail) : argumentsFor(options, modelPath ?? '', fail);
  const model = flagValue(args, MODEL_FLAGS); // none: llama-bench may fetch one (-hf) or have its own default
  if (model !== undefined) await checkModel(resolve(model), fail);
  return {
    description: `${basename(file)} ${args.join(' ')}`,
    facts: {
      mode: 'external',
      program: file,
      ...(await fileIdentity('program', file)),
      ...(model === undefined ? {} : { model: basename(model), ...(await fileIdentity('model', resolve(model))) }),
      arguments: args.join(' '),
      threads: flagValue(args, ['-t', '--threads']) ?? 'chosen by llama-bench',
      profile: 'idle',
      background_threads: '0',
    },
    data: { mode: 'external', file, args } satisfies Plan,
  };
}

async function executable({ host, fail }: Context, program: string): Promise<string> {
  const file = program.includes('/') ? resolve(program) : await host.which(program);
  const problem = file === undefined ? 'is not in PATH' : await executableProblem(file);
  if (file === undefined || problem !== undefined) {
    return fail(
      'ST_BENCHMARK_MISSING',
      `the benchmark program ${program} ${problem}`,
      'Give --benchmark-cmd the path of a llama-bench that you can execute, or leave it out to use the built-in llama.cpp.',
    );
  }
  return file;
}

async function executableProblem(file: string): Promise<string | undefined> {
  try {
    if (!(await stat(file)).isFile()) return 'is not a file';
    await access(file, constants.X_OK);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
    return code === 'EACCES' ? 'cannot be executed: permission denied' : `cannot be executed: ${message}`;
  }
}
