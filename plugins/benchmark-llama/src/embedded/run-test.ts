// One test in the sense of llama-bench: prompt processing or token generation, timed as often as it is wanted.
import type { EmbeddedArguments } from './arguments.js';
import type { Defaults } from './check-library.js';
import { Failure } from './failure.js';
import type { Library } from './library.js';
import type { Fields, Pointer } from './structs.js';

export interface Setup {
  readonly library: Library;
  readonly defaults: Defaults;
  readonly model: Pointer;
  readonly pool: Pointer;
  readonly arguments: EmbeddedArguments;
  /** A token that the model knows. */
  nextToken(): number;
}

export interface Repetition {
  readonly tokens: number;
  readonly nanoseconds: number;
}

export type Kind = 'prompt' | 'generation';

export interface Test {
  readonly kind: Kind;
  /** Throws Failure `benchmark`. */
  repeat(): Repetition;
  /** Frees what it holds of the library. */
  close(): void;
}

/** Warmed up. Throws Failure `benchmark`. */
export function openTest(setup: Setup, kind: Kind): Test {
  const { library, pool } = setup;
  const context = createContext(setup, kind);
  library.llama.attach_threadpool(context, pool, null); // null: the same pool for batches
  const feed = createFeed(setup, context, kind);
  feed.sequence(1); // warm-up: the first call sets buffers up
  return {
    kind,
    repeat: () => repetition(feed, setup.arguments.boxMs),
    close: () => library.llama.free(context),
  };
}

function createContext(
  { library, defaults, model, arguments: { threads, batch, ubatch, ...args } }: Setup,
  kind: Kind,
) {
  const context = library.llama.init_from_model(model, {
    ...defaults.context,
    n_ctx: args[kind],
    n_batch: batch,
    n_ubatch: Math.min(ubatch, batch),
    n_threads: threads,
    n_threads_batch: threads,
    swa_full: false,
  });
  if (context === null) throw new Failure('benchmark', `llama.cpp cannot make a context for ${args[kind]} tokens`);
  return context;
}

/**
 * The same sequence length all along, from an empty context each time: the speed of a token depends on how many came before, so
 * counting how far one long sequence gets in a fixed time would make fast and slow configurations look alike.
 */
function repetition(feed: Feed, boxMs: number): Repetition {
  const start = process.hrtime.bigint();
  const end = boxMs > 0 ? start + BigInt(boxMs) * 1_000_000n : undefined;
  let tokens = feed.sequence(Number.POSITIVE_INFINITY, end);
  while (end !== undefined && process.hrtime.bigint() < end) tokens += feed.sequence(Number.POSITIVE_INFINITY, end);
  return { tokens, nanoseconds: Number(process.hrtime.bigint() - start) };
}

interface Feed {
  /** Feeds one sequence into an empty context, at most `calls` calls and none after `end` but the first; returns the tokens. */
  sequence(calls: number, end?: bigint): number;
}

function createFeed(
  { library: { koffi, llama }, arguments: args, nextToken }: Setup,
  context: Pointer,
  kind: Kind,
): Feed {
  const perCall = kind === 'prompt' ? args.batch : 1; // a generated token needs the one before it
  const tokens = new Int32Array(Math.min(perCall, args[kind])); // C keeps its address: one array for as long as the context lives
  const token = koffi.address(tokens);
  const memory = llama.get_memory(context);
  const call = (count: number): void => {
    for (let i = 0; i < count; i++) tokens[i] = nextToken();
    const batch: Fields = { n_tokens: count, token, embd: null, pos: null, n_seq_id: null, seq_id: null, logits: null };
    const status = llama.decode(context, batch);
    if (status !== 0) throw new Failure('benchmark', `llama_decode of ${count} tokens returned ${status}`);
    llama.synchronize(context); // it may still compute when decode returns
  };
  return {
    sequence(calls, end) {
      llama.memory_clear(memory, false);
      let done = 0;
      for (let made = 0; made < calls && done < args[kind]; made++) {
        if (made > 0 && end !== undefined && process.hrtime.bigint() >= end) break;
        const count = Math.min(perCall, args[kind] - done);
        call(count);
        done += count;
      }
      return done;
    },
  };
}
