// Asks a scheduler whether it takes arguments, without loading it: clap reads all of them before it prints the version.
import { stripVTControlCharacters } from 'node:util';
import type { Host } from '@schedtuna/sdk';
import type { SchedulerBinary } from './scheduler-binary.js';

const MOST_MS = 10_000;

/** The returned function gives one sentence when the program refuses, undefined when it takes them or cannot be asked. */
export function createTryArguments(
  host: Host,
  { path, triesArguments }: SchedulerBinary,
): (args: readonly string[]) => Promise<string | undefined> {
  const known = new Map<string, string | undefined>();
  return async (args) => {
    const key = JSON.stringify(args);
    if (!triesArguments || args.length === 0) return undefined;
    if (!known.has(key)) known.set(key, await refusal(args));
    return known.get(key);
  };

  async function refusal(args: readonly string[]): Promise<string | undefined> {
    const command = { file: path, args: [...args, '--version'] };
    const output = await host.run(command, { timeoutMs: MOST_MS }).catch(() => undefined);
    if (output === undefined || output.exitCode === 0) return undefined;
    const lines = stripVTControlCharacters(output.stderr)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const said = lines.find((line) => /^error/i.test(line)) ?? lines[0] ?? 'it printed nothing';
    return `the scheduler refuses its arguments (${args.join(' ')}): ${said
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 300)}`;
  }
}
