// Chooses between a real llama-bench and the embedded one, and says why.
import type { Prepared } from '@schedtuna/sdk';
import { prepareEmbedded } from './embedded/prepare-embedded.js';
import { prepareExternal } from './external/prepare-external.js';
import type { Context } from './plan.js';

export async function prepare(context: Context): Promise<Prepared> {
  const { benchmarkCmd, modelPath, host, log } = context;
  if (benchmarkCmd !== undefined) {
    const [program = '', ...given] = benchmarkCmd;
    log(`llama-bench: running ${program} because --benchmark-cmd names it, without background load`);
    return prepareExternal(context, program, given);
  }
  if (modelPath === undefined) {
    log('llama-bench: running the embedded llama.cpp on its built-in model because no --model-path is given');
    return prepareEmbedded(context);
  }
  const program = await host.which('llama-bench');
  if (program !== undefined) {
    log(`llama-bench: running ${program} on ${modelPath} because it is in PATH, without background load`);
    return prepareExternal(context, program);
  }
  log(`llama-bench: running the embedded llama.cpp on ${modelPath} because no llama-bench is in PATH`);
  return prepareEmbedded(context);
}
