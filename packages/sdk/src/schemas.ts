// JSON schemas (draft-07) of what plugins declare: held against package.json fields and exported objects before use.

/** The version of the contracts in this package; a plugin names the one it was written for. */
export const API_VERSION = 1;

const name = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,63}$' } as const;
const modules = {
  type: 'object',
  propertyNames: name,
  additionalProperties: { type: 'string', pattern: '^\\./' },
} as const;

/** The `schedtuna` field of a plugin's package.json. */
export const contributionSchema = {
  type: 'object',
  required: ['apiVersion', 'contributes'],
  additionalProperties: false,
  properties: {
    apiVersion: { type: 'integer', minimum: 1 },
    contributes: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: { schedulers: modules, benchmarks: modules, agents: modules },
    },
  },
} as const;

const value = { type: ['boolean', 'number', 'string'] } as const;
const values = { anyOf: [value, { type: 'array', items: value, minItems: 1 }] } as const;
const condition = {
  type: 'object',
  required: ['parameter'],
  additionalProperties: false,
  properties: { parameter: { type: 'string' }, is: values, isNot: values },
} as const;

const flag = { type: 'string', pattern: '^-' } as const;
const commandArg = {
  anyOf: [
    flag,
    {
      type: 'object',
      required: ['flag', 'values'],
      additionalProperties: false,
      properties: { flag, values: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } } },
    },
  ],
} as const;

const common = {
  description: { type: 'string', minLength: 1 },
  commandArg: { anyOf: [commandArg, { type: 'array', minItems: 1, items: commandArg }] },
  when: condition,
  role: { const: 'background' },
} as const;

const numeric = {
  required: ['type', 'default', 'minValue', 'maxValue', 'description'],
  additionalProperties: false,
  properties: {
    ...common,
    type: { enum: ['integer', 'float'] },
    default: { type: 'number' },
    minValue: { type: 'number' },
    maxValue: { type: 'number' },
    scale: { enum: ['linear', 'log'] },
    unit: { type: 'string' },
    rangeIsGuess: { type: 'boolean' },
    special: {
      type: 'array',
      items: {
        type: 'object',
        required: ['value', 'meaning'],
        additionalProperties: false,
        properties: { value: { type: 'number' }, meaning: { type: 'string', minLength: 1 } },
      },
    },
  },
} as const;

/** One parameter. Ranges and references are checked by `parameterProblems`. */
export const parameterSchema = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    {
      required: ['type', 'default', 'description'],
      additionalProperties: false,
      properties: { ...common, type: { const: 'boolean' }, default: { type: 'boolean' } },
    },
    numeric,
    {
      required: ['type', 'default', 'choices', 'description'],
      additionalProperties: false,
      properties: {
        ...common,
        type: { const: 'categorical' },
        default: { type: 'string' },
        choices: { type: 'array', minItems: 1, items: { type: 'string' } },
        ordered: { type: 'boolean' },
      },
    },
  ],
} as const;

/** The data of a scheduler; functions of kind `process` are checked apart. */
export const schedulerSchema = {
  type: 'object',
  required: ['kind', 'name', 'description', 'parameters'],
  properties: {
    kind: { enum: ['sched_ext', 'process'] },
    name,
    description: { type: 'string', minLength: 1 },
    homepage: { type: 'string' },
    binary: { type: 'string', minLength: 1 },
    opsName: { type: 'string', minLength: 1 },
    requires: {
      type: 'array',
      items: {
        type: 'object',
        required: ['anyOf', 'reason'],
        additionalProperties: false,
        properties: {
          anyOf: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^/' } },
          reason: { type: 'string', minLength: 1 },
        },
      },
    },
    parameters: { type: 'object', minProperties: 1, propertyNames: name, additionalProperties: parameterSchema },
    constraints: {
      type: 'array',
      items: {
        type: 'object',
        required: ['forbid', 'reason'],
        additionalProperties: false,
        properties: {
          forbid: { type: 'array', minItems: 1, items: condition },
          reason: { type: 'string', minLength: 1 },
        },
      },
    },
  },
  if: { properties: { kind: { const: 'sched_ext' } } },
  // biome-ignore lint/suspicious/noThenProperty: `then` is a JSON schema keyword here
  then: { required: ['binary', 'opsName'] },
} as const;

/** The metrics that a benchmark returns. */
export const metricsSchema = {
  type: 'object',
  propertyNames: name,
  additionalProperties: {
    type: 'object',
    required: ['unit', 'direction'],
    additionalProperties: false,
    properties: {
      unit: { type: 'string' },
      direction: { enum: ['maximize', 'minimize'] },
      description: { type: 'string' },
      label: { type: 'string' },
      optional: { type: 'boolean' },
    },
  },
} as const;
