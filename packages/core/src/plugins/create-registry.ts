// Finds what installed packages contribute, from their package.json alone.
import { join } from 'node:path';
import { API_VERSION, contributionSchema, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import { valueProblems } from '../config/value-problems.js';
import { loadDefinition } from './load-definition.js';
import type { BrokenPlugin, Contribution, Kind, PluginRegistry } from './registry.js';

/** An installed package, as oclif describes it. */
export interface PluginPackage {
  readonly name: string;
  readonly version: string;
  /** Its directory. */
  readonly root: string;
  /** Its whole package.json. */
  readonly pjson: object;
}

const KINDS: readonly Kind[] = ['schedulers', 'benchmarks', 'agents'];
const UNKNOWN = {
  schedulers: 'ST_UNKNOWN_SCHEDULER',
  benchmarks: 'ST_UNKNOWN_BENCHMARK',
  agents: 'ST_UNKNOWN_AGENT',
} as const;

export function createRegistry(packages: Iterable<PluginPackage>): PluginRegistry {
  const contributions: Contribution[] = [];
  const broken: BrokenPlugin[] = [];
  for (const plugin of packages) {
    if (!('schedtuna' in plugin.pjson)) continue;
    const problem = problemOf(plugin.pjson.schedtuna);
    if (problem) broken.push({ package: plugin.name, version: plugin.version, path: plugin.root, ...problem });
    else contributions.push(...contributionsOf(plugin));
  }
  contributions.sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = (kind: Kind) => contributions.filter((contribution) => contribution.kind === kind);

  function find(kind: Kind, name: string): Contribution {
    const found = list(kind).filter((contribution) => contribution.name === name);
    if (found.length > 1) throw duplicate(found);
    if (found.length === 1) return found[0];
    const names = list(kind).map((contribution) => contribution.name);
    const close = nearest(name, names);
    const faults = broken.map((plugin) => ` Not usable: ${plugin.package} (${plugin.reason}).`).join('');
    throw new SchedtunaError(UNKNOWN[kind], `there is no ${kind.slice(0, -1)} ${name} (installed: ${names.join(', ')})`, {
      hint: `${close ? `Did you mean ${close}?` : 'Install one with schedtuna plugins install PACKAGE.'}${faults}`,
    });
  }

  return {
    list,
    broken,
    find,
    async load(kind, name) {
      const source = find(kind, name);
      return { definition: await loadDefinition(kind, source), source };
    },
  };
}

function problemOf(declared: unknown): Pick<BrokenPlugin, 'code' | 'reason'> | undefined {
  const version = (declared as { apiVersion?: unknown } | null)?.apiVersion;
  if (typeof version === 'number' && version !== API_VERSION) {
    return { code: 'ST_PLUGIN_API', reason: `it was made for plugin contract ${version}, this schedtuna has ${API_VERSION}` };
  }
  const [problem] = valueProblems(contributionSchema, structuredClone(declared));
  return problem && { code: 'ST_PLUGIN_INVALID', reason: `package.json, schedtuna.${problem.path}: ${problem.message}` };
}

function contributionsOf({ name, version, root, pjson }: PluginPackage): Contribution[] {
  const { contributes } = (pjson as { schedtuna: { contributes: Partial<Record<Kind, Record<string, string>>> } }).schedtuna;
  return KINDS.flatMap((kind) =>
    Object.entries(contributes[kind] ?? {}).map(([contribution, target]) => ({
      kind,
      name: contribution,
      package: name,
      version,
      module: join(root, target),
    })),
  );
}

function duplicate(found: readonly Contribution[]): SchedtunaError {
  const [{ name, kind }] = found;
  const packages = found.map((contribution) => `${contribution.package}@${contribution.version}`).join(' and ');
  return new SchedtunaError('ST_PLUGIN_DUPLICATE', `${packages} both contribute the ${kind.slice(0, -1)} ${name}`, {
    hint: 'Uninstall one of them: schedtuna plugins uninstall PACKAGE.',
  });
}
