// Holds values against a JSON schema and says what is wrong in words.
import { Ajv, type ErrorObject } from 'ajv';
import { allowedValues } from './allowed-values.js';
import { nearest } from './nearest.js';

export interface ValueProblem {
  /** Keys that lead to the value, outermost first; empty for the value as a whole. */
  readonly path: readonly string[];
  /** The last key of `path` is one that the schema does not know. */
  readonly isUnknownKey: boolean;
  /** Goes after the path: `must be a whole number from 1 to 9, not "ten"`. */
  readonly message: string;
}

/** Fills defaults into `value`, which is changed. One problem a path, none when all is well; throws when `schema` is none. */
export function valueProblems(schema: object, value: unknown): readonly ValueProblem[] {
  const validate = validator().compile(schema);
  if (validate(value)) return [];
  const byPath = new Map<string, ValueProblem>();
  for (const error of validate.errors ?? []) {
    const problem = describe(error);
    const path = problem.path.join('/');
    if (!byPath.has(path)) byPath.set(path, problem);
  }
  return [...byPath.values()];
}

/** A new one a call: one that is kept would refuse a second schema with the same `$id`. */
function validator(): Ajv {
  return new Ajv({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    discriminator: true,
    strict: false,
    validateFormats: false,
    meta: true,
  });
}

function describe({ keyword, params, instancePath, parentSchema, data }: ErrorObject): ValueProblem {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  switch (keyword) {
    case 'additionalProperties': {
      const key: string = params.additionalProperty;
      return {
        path: [...path, key],
        isUnknownKey: true,
        message: unknownKey(key, Object.keys(parentSchema?.properties ?? {})),
      };
    }
    case 'required':
      return { path: [...path, params.missingProperty], isUnknownKey: false, message: 'is missing' };
    case 'propertyNames':
      return { path: [...path, params.propertyName], isUnknownKey: false, message: 'is not an allowed name' };
    default: {
      const allowed = allowedValues(parentSchema ?? {}) ?? `right by ${keyword}`;
      return { path, isUnknownKey: false, message: `must be ${allowed}, not ${shortened(data)}` };
    }
  }
}

/** `is unknown; did you mean episodes?` */
export function unknownKey(key: string, known: readonly string[]): string {
  const close = nearest(key, known);
  return `is unknown; ${close ? `did you mean ${close}?` : `known: ${known.join(', ') || 'none'}`}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
