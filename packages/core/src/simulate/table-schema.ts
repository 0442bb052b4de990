// JSON schema of a file with a measured table. Keys that it does not know are ignored.

const scalar = { type: ['boolean', 'number', 'string'] } as const;
const described = { properties: { default: scalar }, required: ['type', 'default'] } as const;

export const tableSchema = {
  type: 'object',
  required: ['name', 'metric', 'parameters', 'rows'],
  properties: {
    name: { type: 'string', minLength: 1 },
    metric: {
      type: 'object',
      required: ['direction'],
      properties: { direction: { enum: ['minimize', 'maximize'] } },
    },
    parameters: {
      type: 'object',
      minProperties: 1,
      propertyNames: { type: 'string', pattern: '^(?!__proto__$).' },
      additionalProperties: {
        type: 'object',
        required: ['type'],
        discriminator: { propertyName: 'type' },
        oneOf: [
          {
            required: described.required,
            properties: { type: { const: 'boolean' }, default: { type: 'boolean' } },
          },
          {
            required: [...described.required, 'min', 'max'],
            properties: {
              type: { const: 'integer' },
              min: { type: 'integer' },
              max: { type: 'integer' },
              default: { type: 'integer' },
            },
          },
          {
            required: [...described.required, 'choices'],
            properties: {
              ...described.properties,
              type: { const: 'categorical' },
              choices: { type: 'array', minItems: 1, items: scalar },
              ordered: { type: 'boolean' },
            },
          },
        ],
      },
    },
    columns: { type: 'array', items: { type: 'string' } },
    rows: {
      type: 'array',
      minItems: 2,
      items: { type: 'array', items: { type: ['boolean', 'number', 'string', 'null'] } },
    },
  },
} as const;

type Scalar = boolean | number | string;

export type ColumnSpec =
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default: number }
  | {
      readonly type: 'categorical';
      readonly choices: readonly Scalar[];
      readonly default: Scalar;
      readonly ordered?: boolean;
    };

/** What a file that keeps to the schema holds. A row has the value of every parameter and then that of the metric, null when the run failed. */
export interface TableFile {
  readonly name: string;
  readonly metric: { readonly direction: 'minimize' | 'maximize' };
  readonly parameters: Readonly<Record<string, ColumnSpec>>;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly (Scalar | null)[])[];
}
