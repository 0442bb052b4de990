// One line per test in the shape of `llama-bench -o jsonl`.
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
  repetitions: readonly Repetition[],
): string {
  const nanoseconds = repetitions.map((repetition) => repetition.nanoseconds);
  const speeds = repetitions.map((repetition) => (repetition.tokens * 1e9) / repetition.nanoseconds);
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
    avg_ns: Math.round(mean(nanoseconds)),
    stddev_ns: Math.round(deviation(nanoseconds)),
    avg_ts: mean(speeds),
    stddev_ts: deviation(speeds),
    samples_ns: nanoseconds,
    samples_ts: speeds,
    samples_tokens: repetitions.map((repetition) => repetition.tokens),
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample: n − 1; 0 for a single value, as llama-bench prints it. */
function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
