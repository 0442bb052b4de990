// JSON schema of a file with a noise model.

const cv = { type: 'number', minimum: 0, maximum: 1 } as const;
const factor = { type: 'number', exclusiveMinimum: 0, maximum: 100 } as const;
const runNumber = { type: 'integer', minimum: 1, maximum: 1_000_000 } as const;

export const noiseModelSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    noise: {
      type: 'object',
      required: ['distribution'],
      discriminator: { propertyName: 'distribution' },
      oneOf: [
        distribution('lognormal', {}),
        distribution('student', { degrees: { type: 'integer', minimum: 3, maximum: 1000 } }),
        distribution('bimodal', { share: { type: 'number', minimum: 0, maximum: 1 }, shift: factor }),
      ],
    },
    drift: {
      type: 'object',
      additionalProperties: false,
      required: ['total', 'runs'],
      properties: {
        total: { type: 'number', exclusiveMinimum: -1, maximum: 100 },
        runs: { ...runNumber, minimum: 2 },
      },
    },
    autocorrelation: { type: 'number', exclusiveMinimum: -1, exclusiveMaximum: 1 },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['at', 'factor'],
        properties: { at: runNumber, factor },
      },
    },
    failures: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
    effects: {
      type: ['number', 'object'],
      minimum: 0,
      maximum: 100,
      additionalProperties: false,
      required: ['best'],
      properties: { best: { type: 'number', minimum: 0, maximum: 100 } },
    },
  },
} as const;

function distribution(name: string, more: Readonly<Record<string, object>>) {
  return {
    additionalProperties: false,
    required: ['cv', ...Object.keys(more)],
    properties: { distribution: { const: name }, cv, ...more },
  };
}
