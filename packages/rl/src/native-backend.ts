// The native backends: TensorFlow's C library behind Node.js packages that the user installs beside schedtuna, or not.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import type { BackendName } from '@schedtuna/sdk';
import * as tf from '@tensorflow/tfjs-core';

export type NativeName = Extract<BackendName, `tensorflow${string}`>;

/** Why a backend cannot run here, and what would change that. */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

/** How packages are found and loaded. */
export type Loader = ((id: string) => unknown) & { resolve(id: string): string };

/** Finds packages beside this one. */
export const packageLoader: Loader = createRequire(import.meta.url);

const VERSION = '4.22.0';
const PACKAGES: Readonly<Record<NativeName, string>> = {
  tensorflow: '@tensorflow/tfjs-node',
  'tensorflow-gpu': '@tensorflow/tfjs-node-gpu',
};
/** Both packages register their backend under this name. */
const REGISTERED = 'tensorflow';
/** The last major version that the packages were made for. */
const LAST_NODE = 22;

/** What can be seen without loading the library, which takes 300 MB and most of a second. */
export function nativeObstacle(name: NativeName, load: Loader): Obstacle | undefined {
  const wanted = PACKAGES[name];
  const folder = folderOf(wanted, load);
  if (folder === undefined) {
    return {
      reason: `${wanted} is not installed`,
      remedy: `Install it where schedtuna is installed: npm install ${wanted}@${VERSION}`,
    };
  }
  if (hasAddon(folder)) return undefined;
  return {
    reason: `the addon of ${wanted} was not built when it was installed`,
    remedy: `Build it where the package is installed: npm rebuild ${wanted} --build-addon-from-source`,
  };
}

/** Makes it the backend of this process; undefined when it runs. Registers TensorFlow.js's own gradients again, all of them. */
export async function startNative(
  name: NativeName,
  load: Loader,
  node = Number.parseInt(process.versions.node, 10),
): Promise<Obstacle | undefined> {
  const obstacle = nativeObstacle(name, load);
  if (obstacle) return obstacle;
  try {
    loadQuietly(PACKAGES[name], load);
    if (!(await tf.setBackend(REGISTERED))) throw new Error('TensorFlow.js could not start it');
  } catch (error) {
    return loadFailure(PACKAGES[name], error, node);
  }
  const { isUsingGpuDevice } = tf.backend() as { readonly isUsingGpuDevice?: boolean };
  if (name === 'tensorflow' || isUsingGpuDevice) return undefined;
  return {
    reason: 'TensorFlow found no GPU that it can use',
    remedy: 'It needs an NVIDIA GPU, its driver, and the CUDA and cuDNN libraries of TensorFlow 2.9, see nvidia-smi.',
  };
}

function folderOf(name: string, load: Loader): string | undefined {
  try {
    return dirname(load.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function hasAddon(folder: string): boolean {
  const lib = join(folder, 'lib');
  return existsSync(lib) && readdirSync(lib).some((entry) => existsSync(join(lib, entry, 'tfjs_binding.node')));
}

/**
 * Versions 23 and later of Node.js have lost two functions that the packages call, and 22 warns of one of them. The library reads
 * its log level when it is loaded; programs that are started later must not inherit it.
 */
function loadQuietly(name: string, load: Loader): void {
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value == null, isArray: Array.isArray });
  const level = 'TF_CPP_MIN_LOG_LEVEL';
  const isOurs = process.env[level] === undefined;
  if (isOurs) process.env[level] = '2';
  try {
    load(name);
  } finally {
    if (isOurs) delete process.env[level];
  }
}

function loadFailure(name: string, error: unknown, node: number): Obstacle {
  const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
  if (node > LAST_NODE) {
    return {
      reason: `Node.js ${node} is too new for ${name}: ${message}`,
      remedy: `Run schedtuna with Node.js ${LAST_NODE}.`,
    };
  }
  return { reason: `${name} cannot be loaded: ${message}`, remedy: `Install it again: npm install ${name}@${VERSION}` };
}
