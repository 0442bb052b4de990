// A JSON schema of one value in words.

/** `a whole number from 1 to 9`, `one of a, b`; undefined when the schema says too little. */
export function allowedValues(schema: Readonly<Record<string, unknown>>): string | undefined {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return `one of ${schema.enum.join(', ')}`;
  if (typeof schema.pattern === 'string') return `text that matches ${schema.pattern}`;
  if (Array.isArray(schema.type)) {
    return schema.type.map((type: string) => allowedValues({ ...schema, type })).join(' or ');
  }
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'string':
      return schema.minLength === undefined ? 'text' : 'text that is not empty';
    case 'array':
      return schema.minItems === undefined ? 'a list' : 'a list that is not empty';
    case 'object':
      return schema.minProperties === undefined ? 'a map of keys and values' : 'a map that is not empty';
    case 'null':
      return 'nothing';
    default:
      return undefined;
  }
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Readonly<Record<string, unknown>>): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  const bounds = [
    minimum === undefined ? '' : `of at least ${minimum}`,
    exclusiveMinimum === undefined ? '' : `above ${exclusiveMinimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
    exclusiveMaximum === undefined ? '' : `below ${exclusiveMaximum}`,
  ].filter(Boolean);
  return bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`;
}
