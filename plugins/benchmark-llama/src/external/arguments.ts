// Arguments of a real llama-bench: from the options, or those that were given.
import type { Fail } from '@schedtuna/sdk';
import type { LlamaOptions } from '../options.js';
import { flagValue, hasFlag, MODEL_FLAGS, OUTPUT_FLAGS, PRIORITY_FLAGS } from './flags.js';

/** Formats that can be read back. */
const FORMATS = ['jsonl', 'json'];

/** The whole command line from the options. Fails with ST_BENCHMARK_OPTIONS. */
export function argumentsFor(options: LlamaOptions, model: string, fail: Fail): string[] {
  const extra = options.extra_args.split(/\s+/).filter((word) => word !== '');
  const args = [
    ...['-o', 'jsonl', '-m', model],
    ...['-p', options.prompt_tokens, '-n', options.generation_tokens, '-r', options.repetitions],
    ...['-b', options.batch, '-ub', options.ubatch],
    ...(options.threads === undefined ? [] : ['-t', options.threads]),
    ...['--poll', options.poll],
    ...extra,
  ].map(String);
  checkArguments(args, fail);
  return args;
}

/** A command line that was given, as it is; only what it lacks to be measured is added. Fails with ST_BENCHMARK_OPTIONS. */
export function completedArguments(given: readonly string[], model: string | undefined, fail: Fail): string[] {
  const args = [
    ...given,
    ...(hasFlag(given, OUTPUT_FLAGS) ? [] : ['-o', 'jsonl']),
    ...(model === undefined || hasFlag(given, MODEL_FLAGS) ? [] : ['-m', model]),
  ];
  checkArguments(args, fail);
  return args;
}

function checkArguments(args: readonly string[], fail: Fail): void {
  const format = flagValue(args, OUTPUT_FLAGS);
  if (format === undefined || !FORMATS.includes(format)) {
    fail(
      'ST_BENCHMARK_OPTIONS',
      `llama-bench would print ${format ?? 'no format'} (-o), which cannot be read back`,
      'Leave -o out, or write -o jsonl.',
    );
  }
  for (const [at, word] of args.entries()) {
    if (!hasFlag([word], PRIORITY_FLAGS)) continue;
    const levels = (args[at + 1] ?? '').split(',');
    if (levels.every((level) => Number(level) <= 0)) continue; // 0 normal, −1 low; nothing at all is llama-bench's to refuse
    fail(
      'ST_BENCHMARK_OPTIONS',
      `--prio ${args[at + 1] ?? ''} would take llama-bench away from the scheduler that is to be tuned: above 0 it asks for real-time or raised priority`,
      'Leave --prio out, or write --prio 0.',
    );
  }
}
