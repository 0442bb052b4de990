// What `prepare` decides and every later call needs: plain JSON in `Prepared.data`.
import type { BenchmarkContext, Prepared } from '@schedtuna/sdk';
import type { LlamaOptions } from './options.js';
import type { Threads } from './profile.js';

export type Context = BenchmarkContext<LlamaOptions>;

export type Plan =
  /** A llama-bench program of the machine. */
  | { readonly mode: 'external'; readonly file: string; readonly args: readonly string[] }
  /** The prebuilt library in a process of our own. */
  | { readonly mode: 'embedded'; readonly model: string; readonly threads: Threads };

/** The plan that `prepare` left. */
export function planOf(prepared: Prepared): Plan {
  return prepared.data as Plan;
}
