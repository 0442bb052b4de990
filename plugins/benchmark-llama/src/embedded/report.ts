// One line per repetition, in the shape in which `llama-bench -o jsonl` prints a test of one repetition.
import type { EmbeddedArguments } from './arguments.js';
import type { Kind, Repetition } from './run-test.js';

export interface Subject {
  readonly llama_version: string;
  readonly build_commit: string;
  readonly model_type: string;
  /** Bytes. */
  readonly model_size: number;
  readonly model_n_params: number;
}

export function reportLine(
  subject: Subject,
  args: EmbeddedArguments,
  kind: Kind,
  { tokens, nanoseconds }: Repetition,
): string {
  const speed = (tokens * 1e9) / nanoseconds;
  return JSON.stringify({
    ...subject,
    embedded: true,
    backends: 'CPU',
    model_filename: args.model,
    n_batch: args.batch,
    n_ubatch: args.ubatch,
    n_threads: args.threads,
    poll: args.poll,
    box_ms: args.boxMs,
    n_prompt: kind === 'prompt' ? args.prompt : 0,
    n_gen: kind === 'generation' ? args.generation : 0,
    n_depth: 0,
    test_time: new Date().toISOString(),
    avg_ns: nanoseconds,
    stddev_ns: 0,
    avg_ts: speed,
    stddev_ts: 0,
    samples_ns: [nanoseconds],
    samples_ts: [speed],
    samples_tokens: [tokens],
  });
}
