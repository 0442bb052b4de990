// The benchmark's own options: `--benchmark-options key=value`.
import type { OptionsSchema } from '@schedtuna/sdk';

export interface LlamaOptions {
  readonly profile: 'priority' | 'contended' | 'idle';
  readonly threads?: number;
  readonly prompt_tokens: number;
  readonly generation_tokens: number;
  readonly repetitions: number;
  readonly box_ms: number;
  readonly poll: number;
  readonly batch: number;
  readonly ubatch: number;
  readonly seed: number;
  readonly extra_args: string;
}

/** GGML_MAX_N_THREADS of ggml: the size of a thread pool's CPU mask. */
export const MAX_THREADS = 512;

export const options: OptionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    profile: {
      enum: ['priority', 'contended', 'idle'],
      default: 'priority',
      description:
        'Load beside the embedded benchmark: priority = half of the CPUs compute beside one busy thread per CPU; contended = all CPUs compute beside the same load; idle = no load',
    },
    threads: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_THREADS,
      description: 'Threads of llama.cpp (default: what the profile says; llama-bench decides for itself)',
    },
    prompt_tokens: tokens(512, 'prompt'),
    generation_tokens: tokens(128, 'generated text'),
    repetitions: { type: 'integer', minimum: 1, maximum: 1000, default: 3, description: 'Samples of each speed' },
    box_ms: {
      type: 'integer',
      minimum: 0,
      maximum: 600_000,
      default: 300,
      description:
        'Embedded: a repetition processes its tokens again and again for so many milliseconds; 0 = exactly once, as llama-bench does',
    },
    poll: {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      default: 50,
      description: 'How long waiting threads of llama.cpp spin before they sleep: 0 = not at all, 100 = always',
    },
    batch: { type: 'integer', minimum: 1, maximum: 65_536, default: 2048, description: 'Tokens per call (-b)' },
    ubatch: { type: 'integer', minimum: 1, maximum: 65_536, default: 512, description: 'Tokens per step (-ub)' },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 0xffff_ffff,
      default: 1,
      description: 'Embedded: which tokens are fed',
    },
    extra_args: {
      type: 'string',
      default: '',
      description: 'llama-bench: further arguments, separated by blanks, for example "-fa on -ngl 0"',
    },
  },
};

function tokens(count: number, what: string) {
  return { type: 'integer', minimum: 1, maximum: 65_536, default: count, description: `Tokens of the ${what}` };
}
