// Plugin packages on disk, as oclif would describe them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginPackage } from '../../src/plugins/create-registry.js';

export const AGENT = `export default { name: 'walker', description: 'Walks', create: async () => ({}) };`;

/** A package below `directory` with one module `index.js`. */
export function writePackage(directory: string, name: string, schedtuna: unknown, module = AGENT): PluginPackage {
  const root = join(directory, name);
  const pjson = { name, version: '1.2.3', type: 'module', schedtuna };
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify(pjson));
  writeFileSync(join(root, 'index.js'), module);
  return { name, version: '1.2.3', root, pjson };
}

/** The `schedtuna` field of a package with one contribution. */
export function contributing(kind: string, name: string): unknown {
  return { apiVersion: 1, contributes: { [kind]: { [name]: './index.js' } } };
}
