// The built-in model in the cache directory: written once, whole or not at all, and made anew when it is damaged.
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { llamaModel } from '../gguf/llama-model.js';

/** 2.2 MB and about 4 million weights: loads at once, fits a level-2 cache, and still spends its time in the kernels of a real model. */
const SHAPE = { layers: 4, embedding: 256, feedForward: 768, heads: 8, vocabulary: 1024 };
const SEED = 1;

/** Of the file that SHAPE and SEED give. */
export const SYNTHETIC_SHA256 = 'bf3a6462996bc3cf111b09a9bd1ede3bfc031fc032135d7926c1b5ef213444eb';

/** Path of the model inside `directory`, which exists. Rejects with the error of the file system when it cannot be written. */
export async function syntheticModel(directory: string): Promise<string> {
  const path = join(directory, `synthetic-${SYNTHETIC_SHA256.slice(0, 12)}.gguf`);
  const cached = await readFile(path).catch(() => undefined);
  if (cached && sha256(cached) === SYNTHETIC_SHA256) return path;
  const temporary = `${path}.${randomUUID()}.tmp`; // a name of its own: two tuners may be here at once
  try {
    await writeFile(temporary, llamaModel(SHAPE, SEED), { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return path;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
