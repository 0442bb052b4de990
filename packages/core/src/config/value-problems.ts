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

/** One problem a path, none when all is well. Fills defaults into the value, which is changed. */
export type Validator = (value: unknown) => readonly ValueProblem[];

/** Throws when `schema` is not a JSON schema. */
export function createValidator(schema: object): Validator {
  // One library instance a schema: a shared one would refuse two schemas with the same `$id`.
  const validate = new Ajv({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    discriminator: true,
    strict: false,
    validateFormats: false,
  }).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    const byPath = new Map<string, ValueProblem>();
    for (const error of validate.errors ?? []) {
      const problem = describe(error);
      const path = problem.path.join('/');
      if (!byPath.has(path)) byPath.set(path, problem);
    }
    return [...byPath.values()];
  };
}

/** For a schema that is used once; see `createValidator`. */
export function valueProblems(schema: object, value: unknown): readonly ValueProblem[] {
  return createValidator(schema)(value);
}

function describe({ keyword, params, instancePath, parentSchema, propertyName, data }: ErrorObject): ValueProblem {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const allowed = allowedValues(parentSchema ?? {}) ?? `right by ${keyword}`;
  if (propertyName !== undefined) {
    return { path: [...path, propertyName], isUnknownKey: false, message: `is a name that must be ${allowed}` };
  }
  switch (keyword) {
    case 'additionalProperties': {
      const key: string = params.additionalProperty;
      const message = unknownKey(key, Object.keys(parentSchema?.properties ?? {}));
      return { path: [...path, key], isUnknownKey: true, message };
    }
    case 'discriminator': {
      const { tag, tagValue } = params;
      const tags = (parentSchema?.oneOf ?? []).map((one: typeof parentSchema) => one?.properties?.[tag]?.const);
      const right = `must be one of ${tags.join(', ')}, not ${shortened(tagValue)}`;
      return { path: [...path, tag], isUnknownKey: false, message: tagValue === undefined ? 'is missing' : right };
    }
    case 'required':
      return { path: [...path, params.missingProperty], isUnknownKey: false, message: 'is missing' };
    default:
      return { path, isUnknownKey: false, message: `must be ${allowed}, not ${shortened(data)}` };
  }
}

/** `is unknown; did you mean episodes?` */
export function unknownKey(key: string, known: readonly string[]): string {
  const close = nearest(key, known);
  return `is unknown; ${close ? `did you mean ${close}?` : `known: ${known.join(', ') || 'none'}`}`;
}

function shortened(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
