// Where the prebuilt llama.cpp of this platform is installed.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folder with the shared libraries, or undefined when no package for this platform is installed. */
export function prebuiltFolder(platform: string, arch: string): string | undefined {
  const name = `${platform}-${arch}`;
  try {
    // the package exports only its entry, <package>/dist/index.js
    const entry = createRequire(import.meta.url).resolve(`@node-llama-cpp/${name}`);
    return join(dirname(entry), '..', 'bins', name);
  } catch {
    return undefined;
  }
}
