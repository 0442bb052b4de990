// Holds values against a JSON schema and says what is wrong in words.
import { Ajv, type ErrorObject } from 'ajv';
import { nearest } from './nearest.js';

export interface ValueProblem {
  /** Dotted; empty for the value as a whole. */
  readonly path: string;
  /** The unknown key lies in `path`. */
  readonly isUnknownKey: boolean;
  readonly message: string;
}

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false, allowUnionTypes: true });

/** Fills defaults into `value`. One problem a path; an empty list when all is well. */
export function valueProblems(schema: object, value: unknown): readonly ValueProblem[] {
  const validate = ajv.compile(schema);
  if (validate(value)) return [];
  const byPath = new Map<string, ValueProblem>();
  for (const error of validate.errors ?? []) {
    const problem = describe(error, value, schema);
    if (!byPath.has(problem.path)) byPath.set(problem.path, problem);
  }
  return [...byPath.values()];
}

function describe({ keyword, params, instancePath }: ErrorObject, root: unknown, schema: object): ValueProblem {
  const keys = instancePath.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], root);
  const shown = `not ${JSON.stringify(value)}`;
  const problem = (message: string, more: Partial<ValueProblem> = {}) => ({ path: keys.join('.'), isUnknownKey: false, message, ...more });
  switch (keyword) {
    case 'additionalProperties': {
      const key = params.additionalProperty as string;
      const known = Object.keys((schemaAt(schema, keys).properties as object | undefined) ?? {});
      const close = nearest(key, known);
      const meant = close ? `did you mean ${close}?` : `known: ${known.join(', ') || 'none'}`;
      return problem(`unknown key ${key}; ${meant}`, { path: [...keys, key].join('.'), isUnknownKey: true });
    }
    case 'required':
      return problem(`${params.missingProperty} is missing`, { path: [...keys, params.missingProperty].join('.') });
    case 'type':
      return problem(`must be of type ${[params.type].flat().join(' or ')}, ${shown}`);
    case 'enum':
      return problem(`must be one of ${params.allowedValues.join(', ')}, ${shown}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return problem(`must be ${rangeOf(schemaAt(schema, keys))}, ${shown}`);
    case 'minLength':
      return problem('must not be empty');
    default:
      return problem(`does not fit (${keyword}), ${shown}`);
  }
}

function rangeOf(schema: Record<string, unknown>): string {
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : `more than ${schema.exclusiveMinimum}`);
  if (schema.minimum !== undefined && schema.maximum !== undefined) return `from ${schema.minimum} to ${schema.maximum}`;
  return [low === undefined ? '' : schema.minimum === undefined ? low : `at least ${low}`, schema.maximum === undefined ? '' : `at most ${schema.maximum}`]
    .filter(Boolean)
    .join(' and ');
}

/** The part of a schema that describes the value under `keys`; empty where it does not say. */
function schemaAt(schema: object, keys: readonly string[]): Record<string, unknown> {
  return keys.reduce<Record<string, unknown>>((at, key) => {
    const properties = at.properties as Record<string, unknown> | undefined;
    return (properties?.[key] ?? (typeof at.additionalProperties === 'object' ? at.additionalProperties : at.items) ?? {}) as Record<string, unknown>;
  }, schema as Record<string, unknown>);
}
