// llama-bench inside Node: measures a model with the prebuilt llama.cpp and prints one JSON line per repetition of a test.
// Scheduling attributes must be set before it starts: its threads inherit them.
import { writeSync } from 'node:fs';
import { xorshift32 } from '../gguf/random.js';
import { type EmbeddedArguments, parseArguments } from './arguments.js';
import { checkLibrary } from './check-library.js';
import { Failure, STATUS } from './failure.js';
import { type Library, openLibrary } from './library.js';
import { reportLine, type Subject } from './report.js';
import { type Kind, openTest } from './run-test.js';
import type { Pointer } from './structs.js';

try {
  await main(parseArguments(process.argv.slice(2)));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  writeSync(2, `schedtuna llama: ${message.replaceAll('\n', ' ')}\n`);
  process.exitCode = error instanceof Failure ? error.status : STATUS.benchmark;
}

async function main(args: EmbeddedArguments): Promise<void> {
  const library = await openLibrary();
  const { llama } = library;
  const defaults = checkLibrary(library);
  library.loadBackends();
  const model = llama.model_load_from_file(args.model, { ...defaults.model, n_gpu_layers: 0 });
  if (model === null) {
    throw new Failure('model', `llama.cpp ${llama.version()} cannot load the model ${args.model}`);
  }
  try {
    const subject = subjectOf(library, model);
    if (args.check) print(JSON.stringify(subject));
    else measure(args, library, { defaults, model }, subject);
  } finally {
    llama.model_free(model);
  }
}

function measure(
  args: EmbeddedArguments,
  library: Library,
  { defaults, model }: { readonly defaults: ReturnType<typeof checkLibrary>; readonly model: Pointer },
  subject: Subject,
): void {
  const vocabulary = library.llama.vocab_n_tokens(library.llama.model_get_vocab(model));
  const random = xorshift32(args.seed);
  const pool = library.createThreadPool(args.threads, args.poll);
  const setup = { library, defaults, model, pool, arguments: args, nextToken: () => random() % vocabulary };
  const kinds: readonly Kind[] = ['prompt', 'generation'];
  const tests = kinds.filter((kind) => args[kind] > 0).map((kind) => openTest(setup, kind));
  // In turn, not one test after the other: what has come so far then always has as much of both speeds.
  for (let repetition = 0; repetition < args.repetitions; repetition++) {
    for (const test of tests) print(reportLine(subject, args, test.kind, test.repeat()));
  }
  for (const test of tests) test.close();
  library.freeThreadPool(pool);
}

function subjectOf({ llama, commit }: Library, model: Pointer): Subject {
  const text = Buffer.alloc(128);
  const length = llama.model_desc(model, text, text.length);
  return {
    llama_version: llama.version(),
    build_commit: commit(),
    model_type: text.toString('utf8', 0, Math.min(length, text.length - 1)),
    model_size: Number(llama.model_size(model)),
    model_n_params: Number(llama.model_n_params(model)),
  };
}

function print(line: string): void {
  writeSync(1, `${line}\n`);
}
