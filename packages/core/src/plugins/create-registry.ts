// Finds what installed packages contribute, from their package.json alone.
import { join } from 'node:path';
import { API_VERSION, contributionSchema, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import { createValidator, type Validator } from '../config/value-problems.js';
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

/** Reads the `schedtuna` field of each package; packages without one contribute nothing. Imports and throws nothing. */
export function createRegistry(packages: Iterable<PluginPackage>): PluginRegistry {
  const contributions: Contribution[] = [];
  const broken: BrokenPlugin[] = [];
  const validate = createValidator(contributionSchema);
  for (const plugin of packages) {
    const declared = (plugin.pjson as { schedtuna?: unknown }).schedtuna;
    if (declared === undefined) continue;
    const problem = declarationProblem(declared, validate);
    if (problem) broken.push({ package: plugin.name, version: plugin.version, path: plugin.root, ...problem });
    else contributions.push(...contributionsOf(plugin, declared as Declaration));
  }
  contributions.sort((a, b) => (a.name < b.name ? -1 : 1));
  const list = (kind: Kind) => contributions.filter((contribution) => contribution.kind === kind);

  function find(kind: Kind, name: string): Contribution {
    const found = list(kind).filter((contribution) => contribution.name === name);
    if (found.length > 1) throw duplicate(found);
    if (found.length === 1) return found[0];
    throw unknown(kind, name, list(kind), broken);
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

interface Declaration {
  readonly contributes: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
}

/** What is wrong with a package's `schedtuna` field; the version first, as another one may look different. */
function declarationProblem(declared: unknown, validate: Validator): Pick<BrokenPlugin, 'code' | 'reason'> | undefined {
  const version = (declared as { apiVersion?: unknown } | null)?.apiVersion;
  if (typeof version === 'number' && Number.isInteger(version) && version !== API_VERSION) {
    const direction = version > API_VERSION ? 'update schedtuna' : 'update the plugin';
    return {
      code: 'ST_PLUGIN_API',
      reason: `made for version ${version} of the plugin contract, this schedtuna has ${API_VERSION}: ${direction}`,
    };
  }
  const [problem] = validate(structuredClone(declared));
  if (!problem) return undefined;
  const field = ['schedtuna', ...problem.path].join('.');
  return { code: 'ST_PLUGIN_INVALID', reason: `${field} in its package.json ${problem.message}` };
}

function contributionsOf({ name, version, root }: PluginPackage, { contributes }: Declaration): Contribution[] {
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
    hint: 'Remove one of them: schedtuna plugins uninstall PACKAGE.',
  });
}

function unknown(
  kind: Kind,
  name: string,
  installed: readonly Contribution[],
  broken: readonly BrokenPlugin[],
): SchedtunaError {
  const names = [...new Set(installed.map((contribution) => contribution.name))];
  const close = nearest(name, names);
  const faults = broken.map((plugin) => ` Not usable: ${plugin.package}@${plugin.version} (${plugin.reason}).`);
  const suggestion = close ? `Did you mean ${close}?` : 'Install its package: schedtuna plugins install PACKAGE.';
  return new SchedtunaError(
    UNKNOWN[kind],
    `no ${kind.slice(0, -1)} is named ${name}; installed: ${names.join(', ') || 'none'}`,
    { hint: `${suggestion}${faults.join('')}` },
  );
}
