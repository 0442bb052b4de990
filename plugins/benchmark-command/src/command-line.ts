// Which program runs, with which arguments, where: checked once, then the same for every run.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BenchmarkContext, Command, Prepared } from '@schedtuna/sdk';
import type { CommandOptions } from './command-options.js';
import { checkMetrics } from './declared-metrics.js';
import { resolveProgram } from './resolve-program.js';

type Context = BenchmarkContext<CommandOptions>;

const SHELL = '/bin/sh';

/** Fails with ST_BENCHMARK_MISSING for the program and with ST_BENCHMARK_OPTIONS for everything else. */
export async function prepareCommand(context: Context): Promise<Prepared> {
  const { options, fail } = context;
  checkMetrics(options.metrics, fail);
  const [program] = wordsOf(context);
  const command: Command = options.shell
    ? { file: SHELL, args: ['-c', lineOf(context)] }
    : { file: await resolveProgram(program, context), args: wordsOf(context).slice(1) };
  const cwd = options.cwd === undefined ? undefined : await resolveDirectory(options.cwd, fail);
  const variables = Object.entries(options.env).map(([name, value]) => [`env.${name}`, value]);
  return {
    description: lineOf(context),
    facts: {
      program: command.file,
      command: lineOf(context),
      ...(cwd === undefined ? {} : { cwd }),
      ...Object.fromEntries(variables),
    },
    data: { ...command, ...(cwd === undefined ? {} : { cwd }) },
  };
}

export function startCommand({ options }: Context, { data }: Prepared): Command {
  return { ...(data as Command), env: options.env };
}

function wordsOf({ benchmarkCmd, fail }: Context): readonly string[] {
  if (benchmarkCmd && benchmarkCmd.length > 0) return benchmarkCmd;
  return fail(
    'ST_BENCHMARK_MISSING',
    'the benchmark "command" has no command to run',
    'Give one, for example: --benchmark-cmd "sysbench cpu run"',
  );
}

/** As it was typed: only then does a shell see the quotes that were meant for it. */
function lineOf(context: Context): string {
  return context.benchmarkLine ?? wordsOf(context).join(' ');
}

async function resolveDirectory(directory: string, fail: Context['fail']): Promise<string> {
  const path = resolve(directory);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return path;
  const problem = found ? 'is not a directory' : 'does not exist';
  return fail('ST_BENCHMARK_OPTIONS', `cwd ${path} ${problem}`, 'Give the directory to run the command in.');
}
