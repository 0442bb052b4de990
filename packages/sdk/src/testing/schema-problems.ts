// Holds a value against the part of JSON schema that this package's own schemas use, so that the suites need no validator.

type Schema = Readonly<Record<string, unknown>>;

/** One sentence a problem. Keywords that are not listed below are passed over. */
export function schemaProblems(schema: Schema, value: unknown, where: string): string[] {
  const problems = [...plainProblems(schema, value, where), ...combinedProblems(schema, value, where)];
  if (Array.isArray(value)) return [...problems, ...arrayProblems(schema, value, where)];
  return isObject(value) ? [...problems, ...objectProblems(schema, value, where)] : problems;
}

function plainProblems(schema: Schema, value: unknown, where: string): string[] {
  const rules: readonly [unknown, boolean, string][] = [
    [
      schema.type,
      [schema.type].flat().some((type) => isOfType(value, type)),
      `of type ${[schema.type].flat().join(' or ')}`,
    ],
    [schema.const, value === schema.const, String(schema.const)],
    [schema.enum, Array.isArray(schema.enum) && schema.enum.includes(value), `one of ${schema.enum}`],
    [schema.minimum, typeof value !== 'number' || value >= Number(schema.minimum), `at least ${schema.minimum}`],
    [schema.maximum, typeof value !== 'number' || value <= Number(schema.maximum), `at most ${schema.maximum}`],
    [
      schema.exclusiveMinimum,
      typeof value !== 'number' || value > Number(schema.exclusiveMinimum),
      `above ${schema.exclusiveMinimum}`,
    ],
    [
      schema.exclusiveMaximum,
      typeof value !== 'number' || value < Number(schema.exclusiveMaximum),
      `below ${schema.exclusiveMaximum}`,
    ],
    [
      schema.minLength,
      typeof value !== 'string' || value.length >= Number(schema.minLength),
      'a text that is not empty',
    ],
    [
      schema.pattern,
      typeof value !== 'string' || new RegExp(String(schema.pattern)).test(value),
      `like ${schema.pattern}`,
    ],
  ];
  return rules
    .filter(([keyword, holds]) => keyword !== undefined && !holds)
    .map(([, , right]) => `${where} must be ${right}, not ${JSON.stringify(value) ?? typeof value}`);
}

/** Of several alternatives the one that comes nearest explains what is wrong. */
function combinedProblems(schema: Schema, value: unknown, where: string): string[] {
  const problems: string[] = [];
  for (const alternatives of [schema.anyOf, schema.oneOf]) {
    if (!Array.isArray(alternatives)) continue;
    const tried = alternatives.map((alternative: Schema) => schemaProblems(alternative, value, where));
    problems.push(...tried.reduce((best, other) => (other.length < best.length ? other : best)));
  }
  if (isObject(schema.if) && isObject(schema.then) && schemaProblems(schema.if, value, where).length === 0) {
    problems.push(...schemaProblems(schema.then, value, where));
  }
  return problems;
}

function arrayProblems({ minItems = 0, items }: Schema, value: readonly unknown[], where: string): string[] {
  const few = value.length < Number(minItems) ? [`${where} must have at least ${minItems} entries`] : [];
  return isObject(items)
    ? [...few, ...value.flatMap((entry, i) => schemaProblems(items, entry, `${where}[${i}]`))]
    : few;
}

function objectProblems(schema: Schema, value: Schema, where: string): string[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const problems = required.filter((key) => value[key] === undefined).map((key) => `${where}.${key} is missing`);
  if (Object.keys(value).length < Number(schema.minProperties ?? 0)) problems.push(`${where} must not be empty`);
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    const { additionalProperties, propertyNames } = schema;
    const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (own === false) problems.push(`${where}.${key} is unknown`);
    if (isObject(own)) problems.push(...schemaProblems(own, entry, `${where}.${key}`));
    if (isObject(propertyNames)) problems.push(...schemaProblems(propertyNames, key, `the name ${key} in ${where}`));
  }
  return problems;
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
