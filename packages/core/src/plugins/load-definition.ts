// Imports the module of one contribution and checks the shape of what it exports.
import { pathToFileURL } from 'node:url';
import { type Constraint, parameterProblems, type Parameters, SchedtunaError, schedulerSchema } from '@schedtuna/sdk';
import { valueProblems } from '../config/value-problems.js';
import type { Contribution, Definitions, Kind } from './registry.js';

/** Throws ST_PLUGIN_IMPORT or ST_PLUGIN_INVALID naming package, version, path and reason. */
export async function loadDefinition<K extends Kind>(kind: K, source: Contribution): Promise<Definitions[K]> {
  const definition = await importDefault(source);
  const problem = problemOf(kind, source.name, definition);
  if (problem) throw broken('ST_PLUGIN_INVALID', source, problem);
  return definition as Definitions[K];
}

async function importDefault(source: Contribution): Promise<unknown> {
  try {
    return (await import(pathToFileURL(source.module).href)).default;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw broken('ST_PLUGIN_IMPORT', source, message.split('\n')[0], cause);
  }
}

function problemOf(kind: Kind, name: string, definition: unknown): string | undefined {
  if (typeof definition !== 'object' || definition === null) {
    return `its default export is ${definition === undefined ? 'missing' : typeof definition}, not a definition`;
  }
  const fields = definition as Record<string, unknown>;
  if (fields.name !== name) return `it exports the name ${JSON.stringify(fields.name)}, its package.json says ${name}`;
  switch (kind) {
    case 'schedulers':
      return schedulerProblem(fields);
    case 'benchmarks':
      return missingFunction(fields, ['metrics', 'command', 'parse']);
    case 'agents':
      return missingFunction(fields, ['create']);
  }
}

function schedulerProblem(fields: Record<string, unknown>): string | undefined {
  const [shape] = valueProblems(schedulerSchema, fields);
  if (shape) return `${shape.path} ${shape.message}`;
  const [problem] = parameterProblems(fields.parameters as Parameters, fields.constraints as Constraint[] | undefined);
  return problem ?? (fields.kind === 'process' ? missingFunction(fields, ['probe', 'wrap']) : undefined);
}

function missingFunction(fields: Record<string, unknown>, names: readonly string[]): string | undefined {
  const missing = names.find((name) => typeof fields[name] !== 'function');
  return missing && `it has no function ${missing}`;
}

function broken(code: 'ST_PLUGIN_IMPORT' | 'ST_PLUGIN_INVALID', source: Contribution, reason: string, cause?: unknown): SchedtunaError {
  return new SchedtunaError(code, `${source.package}@${source.version} (${source.module}): ${reason}`, {
    hint: 'Tell its author, or replace it: schedtuna plugins uninstall PACKAGE.',
    cause,
  });
}
