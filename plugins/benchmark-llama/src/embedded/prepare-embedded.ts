// Makes the embedded benchmark ready: library, model and what the journal must know about them.
import { basename } from 'node:path';
import type { CommandOutput, Prepared } from '@schedtuna/sdk';
import { embeddedCommand } from '../embedded-commands.js';
import { checkModel } from '../model/check-model.js';
import { fileIdentity } from '../model/file-identity.js';
import { syntheticModel } from '../model/synthetic-model.js';
import type { Context, Plan } from '../plan.js';
import { type Threads, threadsOf } from '../profile.js';
import { STATUS } from './failure.js';
import { prebuiltFolder } from './prebuilt.js';
import type { Subject } from './report.js';

/** Node, library and model of a run, seconds; measured with the built-in model. */
const START_SECONDS = 0.3;
/** A large model is read from disk. */
const CHECK_TIMEOUT_MS = 120_000;
const OTHER_WAY = 'Give --benchmark-cmd a llama-bench that works on this machine.';

/** Fails with ST_UNSUPPORTED, ST_MODEL or ST_BENCHMARK_OPTIONS. */
export async function prepareEmbedded(context: Context): Promise<Prepared> {
  const { options, modelPath, cacheDir, host, fail } = context;
  if (host.platform !== 'linux' || prebuiltFolder(host.platform, host.arch) === undefined) {
    return fail(
      'ST_UNSUPPORTED',
      `no prebuilt llama.cpp is installed for ${host.platform}-${host.arch}; there are packages for linux-x64 and linux-arm64`,
      OTHER_WAY,
    );
  }
  if (modelPath !== undefined) await checkModel(modelPath, fail);
  const model = modelPath ?? (await builtIn(context, cacheDir));
  const threads = threadsOf(options, host.cpus);
  const subject = await check(context, embeddedCommand(options, model, threads, '--check'));
  const name = modelPath === undefined ? 'built-in' : basename(modelPath);
  return {
    description: describe(subject, name, threads, host.cpus),
    facts: {
      mode: 'embedded',
      llama_version: subject.llama_version,
      ggml_commit: subject.build_commit,
      model: name,
      ...(await fileIdentity('model', model)),
      profile: options.profile,
      threads: String(threads.workload),
      background_threads: String(threads.background),
      prompt_tokens: String(options.prompt_tokens),
      generation_tokens: String(options.generation_tokens),
      repetitions: String(options.repetitions),
      box_ms: String(options.box_ms),
      batch: `${options.batch}/${options.ubatch}`,
      poll: String(options.poll),
      seed: String(options.seed),
    },
    ...(options.box_ms === 0
      ? {}
      : { expectedSeconds: START_SECONDS + (2 * options.repetitions * options.box_ms) / 1000 }),
    data: { mode: 'embedded', model, threads } satisfies Plan,
  };
}

function describe(subject: Subject, model: string, { workload, background }: Threads, cpus: number): string {
  const millions = (subject.model_n_params / 1e6).toFixed(1);
  const computing = workload === 1 ? '1 thread' : `${workload} threads`;
  const load = background === 0 ? 'nothing else' : `${background} busy ones`;
  return `llama.cpp ${subject.llama_version}, ${model} model (${millions} million weights), ${computing} beside ${load} on ${cpus} CPUs`;
}

async function builtIn({ fail }: Context, cacheDir: string): Promise<string> {
  try {
    return await syntheticModel(cacheDir);
  } catch (error) {
    return fail(
      'ST_MODEL',
      `the built-in model cannot be written to ${cacheDir}: ${error instanceof Error ? error.message : error}`,
      'Make room there or make it writable; or give --model-path a GGUF model.',
    );
  }
}

/** Loads library and model once in a process of their own, so that a library that cannot run here ends with a sentence. */
async function check({ host, fail }: Context, command: ReturnType<typeof embeddedCommand>): Promise<Subject> {
  const output = await host
    .run(command, { timeoutMs: CHECK_TIMEOUT_MS })
    .catch((error: Error) =>
      fail('ST_UNSUPPORTED', `the embedded llama.cpp cannot be tried out: ${error.message}`, OTHER_WAY),
    );
  if (output.exitCode === 0) return JSON.parse(output.stdout);
  const reason = sentence(output);
  if (output.exitCode === STATUS.model) {
    return fail('ST_MODEL', reason, 'Give --model-path a model that this llama.cpp knows, or leave it out.');
  }
  if (output.exitCode === STATUS.usage) return fail('ST_BENCHMARK_OPTIONS', reason);
  return fail('ST_UNSUPPORTED', reason, OTHER_WAY);
}

function sentence({ stderr, signal, exitCode }: CommandOutput): string {
  const line = stderr
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^schedtuna llama: /, '');
  return line || `the embedded llama.cpp ended with ${signal ?? `status ${exitCode}`} while it was tried out`;
}
