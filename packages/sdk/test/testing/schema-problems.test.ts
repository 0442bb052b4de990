import { describe, expect, it } from 'vitest';
import { contributionSchema, parameterSchema, schedulerSchema } from '../../src/index.js';
import { schemaProblems } from '../../src/testing/schema-problems.js';

describe('schemaProblems', () => {
  it.each<[object, unknown, string[]]>([
    [{ type: 'integer' }, 1, []],
    [{ type: 'integer' }, 1.5, ['x must be of type integer, not 1.5']],
    [{ type: 'number' }, Number.NaN, ['x must be of type number, not null']],
    [{ type: ['string', 'boolean'] }, 1, ['x must be of type string or boolean, not 1']],
    [{ type: 'null' }, null, []],
    [{ type: 'array', minItems: 1 }, [], ['x must have at least 1 entries']],
    [{ type: 'array', items: { type: 'string' } }, ['a', 2], ['x[1] must be of type string, not 2']],
    [{ enum: ['a', 'b'] }, 'c', ['x must be one of a,b, not "c"']],
    [{ const: 1 }, 2, ['x must be 1, not 2']],
    [{ minimum: 1, maximum: 2 }, 3, ['x must be at most 2, not 3']],
    [{ exclusiveMinimum: 0 }, 0, ['x must be above 0, not 0']],
    [{ exclusiveMaximum: 1 }, 1, ['x must be below 1, not 1']],
    [{ minLength: 1 }, '', ['x must be a text that is not empty, not ""']],
    [{ pattern: '^-' }, 'a', ['x must be like ^-, not "a"']],
    [{ required: ['a'] }, {}, ['x.a is missing']],
    [{ minProperties: 1 }, {}, ['x must not be empty']],
    [{ properties: { a: {} }, additionalProperties: false }, { b: 1 }, ['x.b is unknown']],
    [{ additionalProperties: { type: 'string' } }, { b: 1 }, ['x.b must be of type string, not 1']],
    [{ propertyNames: { pattern: '^[a-z]+$' } }, { B: 1 }, ['the name B in x must be like ^[a-z]+$, not "B"']],
    [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, true, []],
  ])('%j for %j says %j', (schema, value, problems) => {
    expect(schemaProblems(schema as Record<string, unknown>, value, 'x')).toEqual(problems);
  });

  it('explains the alternative that comes nearest', () => {
    const parameter = { type: 'boolean', default: 'yes', description: 'd' };
    expect(schemaProblems(parameterSchema, parameter, 'kick')).toEqual([
      'kick.default must be of type boolean, not "yes"',
    ]);
  });

  it('asks more where a condition holds', () => {
    const scheduler = {
      name: 'a',
      description: 'd',
      parameters: { p: { type: 'boolean', default: true, description: 'd' } },
    };
    expect(schemaProblems(schedulerSchema, { ...scheduler, kind: 'process' }, 'x')).toEqual([]);
    const missing = ['x.binary is missing', 'x.opsName is missing'];
    expect(schemaProblems(schedulerSchema, { ...scheduler, kind: 'sched_ext' }, 'x')).toEqual(missing);
  });

  it('reads the schema of package.json fields', () => {
    const field = { apiVersion: 1, contributes: { schedulers: { mine: './dist/index.js' } } };
    expect(schemaProblems(contributionSchema, field, 'schedtuna')).toEqual([]);
    const outside = { apiVersion: 1, contributes: { schedulers: { mine: '/etc/passwd' } } };
    expect(schemaProblems(contributionSchema, outside, 'schedtuna')[0]).toMatch(/mine must be like/);
  });
});
