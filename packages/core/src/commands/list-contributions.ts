// `schedtuna schedulers`, `benchmarks`, `agents`: what is installed, from which package and version.
import type { Kind, PluginRegistry } from '../plugins/registry.js';
import { brokenPluginLines } from './broken-plugin-lines.js';

export interface Listing {
  readonly lines: readonly string[];
  readonly json: object;
}

export function listContributions(registry: PluginRegistry, kind: Kind): Listing {
  const found = registry.list(kind).map(({ name, package: from, version }) => ({ name, package: from, version }));
  const width = Math.max(0, ...found.map(({ name }) => name.length));
  const broken = brokenPluginLines(registry.broken);
  return {
    lines: [...found.map(({ name, package: from, version }) => `${name.padEnd(width)}  ${from}@${version}`), ...broken],
    json: { [kind]: found, broken: registry.broken },
  };
}
