// Command line of the embedded benchmark: the names of llama-bench where it has the same thing.
import { parseArgs } from 'node:util';
import { MAX_THREADS } from '../options.js';
import { Failure } from './failure.js';

export interface EmbeddedArguments {
  readonly model: string;
  readonly threads: number;
  /** Tokens; 0 leaves the prompt test out. */
  readonly prompt: number;
  /** Tokens; 0 leaves the generation test out. */
  readonly generation: number;
  readonly repetitions: number;
  /** Length of a repetition; 0 = its tokens once, however long that takes. */
  readonly boxMs: number;
  readonly batch: number;
  readonly ubatch: number;
  /** 0 to 100, see ggml_threadpool_params. */
  readonly poll: number;
  readonly seed: number;
  /** Only load library and model and say what they are. */
  readonly check: boolean;
}

/** Throws Failure `usage`. */
export function parseArguments(words: readonly string[]): EmbeddedArguments {
  const values = parsed(words);
  if (values.model === undefined) throw new Failure('usage', '--model is missing: give it the path of a GGUF file');
  return {
    model: values.model,
    threads: wholeNumber('threads', values.threads, 1, MAX_THREADS),
    prompt: wholeNumber('n-prompt', values['n-prompt'], 0),
    generation: wholeNumber('n-gen', values['n-gen'], 0),
    repetitions: wholeNumber('repetitions', values.repetitions, 1),
    boxMs: wholeNumber('box-ms', values['box-ms'], 0),
    batch: wholeNumber('batch-size', values['batch-size'], 1),
    ubatch: wholeNumber('ubatch-size', values['ubatch-size'], 1),
    poll: wholeNumber('poll', values.poll, 0, 100),
    seed: wholeNumber('seed', values.seed, 0),
    check: values.check,
  };
}

function parsed(words: readonly string[]) {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        model: { type: 'string', short: 'm' },
        threads: { ...number('1'), short: 't' },
        'n-prompt': { ...number('512'), short: 'p' },
        'n-gen': { ...number('128'), short: 'n' },
        repetitions: { ...number('5'), short: 'r' },
        'box-ms': number('0'),
        'batch-size': { ...number('2048'), short: 'b' },
        'ubatch-size': number('512'),
        poll: number('50'),
        seed: number('1'),
        check: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Failure('usage', error instanceof Error ? error.message : String(error), error);
  }
}

function wholeNumber(name: string, text: string, min: number, max = 0xffff_ffff): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Failure(
    'usage',
    `--${name} is ${JSON.stringify(text)}; a whole number from ${min} to ${max} would be right`,
  );
}
