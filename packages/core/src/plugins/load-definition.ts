// Imports the module of one contribution and checks the shape of what it exports.
import { pathToFileURL } from 'node:url';
import { type Constraint, type Parameters, parameterProblems, SchedtunaError, schedulerSchema } from '@schedtuna/sdk';
import { valueProblems } from '../config/value-problems.js';
import type { Contribution, Definitions, Kind } from './registry.js';

/** Throws ST_PLUGIN_IMPORT or ST_PLUGIN_INVALID naming package, version, path and reason. */
export async function loadDefinition<K extends Kind>(kind: K, source: Contribution): Promise<Definitions[K]> {
  const definition = await importDefault(source);
  const problem = definitionProblem(kind, source.name, definition);
  if (problem) throw broken('ST_PLUGIN_INVALID', source, problem);
  return definition as Definitions[K];
}

async function importDefault(source: Contribution): Promise<unknown> {
  try {
    return (await import(pathToFileURL(source.module).href)).default;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw broken('ST_PLUGIN_IMPORT', source, `it fails while it is imported: ${message.split('\n')[0]}`, cause);
  }
}

/** Structure only: a plugin may have another copy of the SDK, so nothing is known by its class. */
function definitionProblem(kind: Kind, name: string, definition: unknown): string | undefined {
  if (typeof definition !== 'object' || definition === null) {
    const found = definition === undefined ? 'it has no default export' : `its default export is ${typeof definition}`;
    return `${found}, not a definition`;
  }
  const fields = definition as Readonly<Record<string, unknown>>;
  if (fields.name !== name) {
    return `it exports the name ${JSON.stringify(fields.name)}, its package.json says ${JSON.stringify(name)}`;
  }
  switch (kind) {
    case 'schedulers':
      return schedulerProblem(fields);
    case 'benchmarks':
      return missingFunction(fields, ['metrics', 'command', 'parse']) ?? commonProblem(fields);
    case 'agents':
      return missingFunction(fields, ['create']) ?? commonProblem(fields);
  }
}

/** What is wrong with the definition of a scheduler: where, and one sentence; undefined when nothing is. */
export function schedulerProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  const [shape] = valueProblems(schedulerSchema, fields);
  if (shape) return `${shape.path.join('.') || 'it'} ${shape.message}`;
  const [problem] = parameterProblems(fields.parameters as Parameters, fields.constraints as Constraint[] | undefined);
  return problem ?? (fields.kind === 'process' ? missingFunction(fields, ['probe', 'wrap']) : undefined);
}

function missingFunction(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  const missing = names.find((name) => typeof fields[name] !== 'function');
  return missing && `it has no function ${missing}`;
}

function commonProblem({ description, options }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof description !== 'string' || description === '') return 'it has no description';
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null || !('properties' in options)) {
    return 'its options are not a JSON schema with properties';
  }
  try {
    valueProblems(options, {});
    return undefined;
  } catch (error) {
    return `its options are not a JSON schema: ${(error as Error).message}`;
  }
}

function broken(code: 'ST_PLUGIN_IMPORT' | 'ST_PLUGIN_INVALID', source: Contribution, reason: string, cause?: unknown) {
  return new SchedtunaError(code, `${source.package}@${source.version} (${source.module}): ${reason}`, {
    hint: `Tell its author, or remove it: schedtuna plugins uninstall ${source.package}.`,
    cause,
  });
}
