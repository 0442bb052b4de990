import { type Configuration, createSearchSpace, isSchedtunaError } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../src/simulate/parse-table.js';
import { costOf, type MeasuredTable, regretOf } from '../../src/simulate/table.js';

const file = {
  name: 'small',
  metric: { direction: 'minimize' },
  parameters: {
    fast: { type: 'boolean', default: false },
    level: { type: 'integer', min: 1, max: 3, default: 2 },
    size: { type: 'categorical', choices: [16, 32], default: 16, ordered: true },
  },
  rows: [
    [false, 2, 16, 10],
    [true, 2, 16, 8],
    [true, 3, 32, 5],
    [false, 1, 32, 20],
    [false, 3, 16, null],
  ] as (readonly (boolean | number | null)[])[],
};
const parse = (change: object = {}) => parseTable(JSON.stringify({ ...file, ...change }), 'small.json');

const costAt = (table: MeasuredTable, configuration: Configuration) =>
  costOf(table, createSearchSpace(table.parameters), configuration);

describe('a measured table', () => {
  it('is a space with a cost for each measured configuration', () => {
    const table = parse();
    const space = createSearchSpace(table.parameters);
    expect(space.dimensions.map(({ kind, levels }) => [kind, levels.length])).toEqual([
      ['boolean', 2],
      ['ordered', 3],
      ['ordered', 2],
    ]);
    expect(space.defaultConfiguration).toEqual({ fast: false, level: 2, size: '16' });
    expect(costAt(table, { fast: true, level: 3, size: '32' })).toBe(5);
    expect(costAt(table, { fast: false, level: 3, size: '16' })).toBeUndefined();
    expect(costAt(table, { fast: true, level: 1, size: '16' })).toBeUndefined();
    expect([table.best, table.median, table.worst, table.top]).toEqual([5, 10, 20, 5]);
    expect([5, 10, 20].map((cost) => regretOf(table, cost))).toEqual([0, 1, 3]);
  });

  it('negates a metric that is maximised', () => {
    const table = parse({ metric: { direction: 'maximize' } });
    expect([table.best, table.median, table.worst]).toEqual([-20, -8, -5]);
  });

  it('begins at the feasible row nearest to an infeasible default', () => {
    const parameters = { ...file.parameters, level: { ...file.parameters.level, default: 3 } };
    // fast differs in one parameter from (false, 3, 16): only the level does for (false, 2, 16)
    expect(createSearchSpace(parse({ parameters }).parameters).defaultConfiguration).toEqual({
      fast: false,
      level: 2,
      size: '16',
    });
  });

  it('reads rows in the order of its columns', () => {
    const rows = file.rows.map(([fast, level, size, value]) => [size, fast, level, value]);
    const table = parse({ columns: ['size', 'fast', 'level', 'time'], rows });
    expect(costAt(table, { fast: true, level: 3, size: '32' })).toBe(5);
  });

  it('lets the last of several rows count', () => {
    const table = parse({ rows: [...file.rows, [true, 3, 32, 7]] });
    expect(costAt(table, { fast: true, level: 3, size: '32' })).toBe(7);
  });

  it('has every value of a range that is too long for the space, as ordered words', () => {
    const parameters = { ...file.parameters, level: { type: 'integer', min: 1, max: 200, default: 2 } };
    const [, level] = createSearchSpace(parse({ parameters }).parameters).dimensions;
    expect([level.kind, level.levels.length, level.levels[0].value]).toEqual(['ordered', 200, '1']);
  });

  it.each([
    [{ rows: undefined }, 'rows is missing'],
    [{ metric: { direction: 'up' } }, 'metric.direction must be one of minimize, maximize'],
    [{ rows: [...file.rows, [true, 1, 16]] }, 'rows.5 has 3 values, not 4'],
    [{ rows: [...file.rows, [true, 4, 16, 1]] }, 'rows.5 has level = 4'],
    [{ rows: [...file.rows, [1, 3, 16, 1]] }, 'rows.5 has fast = 1'],
    [{ rows: [...file.rows, [true, 3, 16, 0]] }, 'not a number above 0'],
    [{ rows: file.rows.map((row) => [...row.slice(0, 3), null]) }, 'none of its rows has a value'],
    [{ rows: file.rows.map((row) => [...row.slice(0, 3), 4]) }, 'no better than their median'],
    [{ columns: ['fast', 'level', 'time'] }, 'columns must be fast, level, size'],
    [{ parameters: { ...file.parameters, level: { type: 'float', default: 1 } } }, 'parameters.level'],
    [{ parameters: { ...file.parameters, level: { type: 'integer', min: 3, max: 1, default: 2 } } }, '-1 values'],
    [
      { parameters: { ...file.parameters, size: { type: 'categorical', choices: [16, '16'], default: 16 } } },
      'has a value twice',
    ],
    [
      { parameters: { ...file.parameters, size: { type: 'categorical', choices: [16, 32], default: 8 } } },
      'parameters.size.default is 8',
    ],
  ])('refuses %j', (change, message) => {
    expect(() => parse(change)).toThrow(
      expect.objectContaining({ code: 'ST_USAGE', message: expect.stringContaining(message) }),
    );
  });

  it('refuses any text that is none with an error that names the file', () => {
    const text = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(text, (content) => {
        try {
          parseTable(content, 'some.json');
          expect.unreachable();
        } catch (error) {
          expect(isSchedtunaError(error) && error.message).toContain('some.json is not a measured table');
        }
      }),
    );
  });
});
