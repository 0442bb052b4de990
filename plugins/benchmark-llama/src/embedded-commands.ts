// Command lines of this package's own programs: the embedded benchmark and the load beside it.
import { fileURLToPath } from 'node:url';
import type { Background, Command } from '@schedtuna/sdk';
import type { LlamaOptions } from './options.js';
import type { Threads } from './profile.js';

const BENCHMARK = fileURLToPath(new URL('./embedded/main.js', import.meta.url));
const LOAD = fileURLToPath(new URL('./load/main.js', import.meta.url));

/** `more`: further arguments, such as --check. */
export function embeddedCommand(options: LlamaOptions, model: string, threads: Threads, ...more: string[]): Command {
  const args = [
    ...['--model', model, '--threads', threads.workload],
    ...['--n-prompt', options.prompt_tokens, '--n-gen', options.generation_tokens],
    ...['--repetitions', options.repetitions, '--box-ms', options.box_ms],
    ...['--batch-size', options.batch, '--ubatch-size', options.ubatch],
    ...['--poll', options.poll, '--seed', options.seed],
    ...more,
  ];
  return { file: process.execPath, args: [BENCHMARK, ...args.map(String)] };
}

/** None for a profile without load. */
export function loadCommands({ background }: Threads): Background[] {
  return background === 0 ? [] : [{ command: { file: process.execPath, args: [LOAD, String(background)] } }];
}
