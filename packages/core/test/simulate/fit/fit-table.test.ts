import { rmSync } from 'node:fs';
import { boolean, categorical, createSearchSpace, integer, type SearchSpace } from '@schedtuna/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { fitLines } from '../../../src/simulate/fit/fit-report.js';
import { fitTable } from '../../../src/simulate/fit/fit-table.js';
import { journalRows } from '../../../src/simulate/fit/journal-rows.js';
import { costOf, type MeasuredTable } from '../../../src/simulate/table.js';
import { flags, type MadeUp, madeUpExperiment, recordsOf } from './experiments.js';

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});
function fitted(experiment: MadeUp) {
  made.push(madeUpExperiment(experiment));
  return fitTable(made[made.length - 1]);
}

const description = 'made up';
const EFFECTS = [0.2, -0.1, 0.05, 0.15, -0.2, 0, 0, 0, 0, 0];
/** Five of ten flags count, two of them together; runs differ by about 2 %. */
const additive: MadeUp = {
  parameters: flags(10),
  episodes: 60,
  score: (configuration, random) => exact(Object.values(configuration).map(Number)) + 0.07 * (random() - 0.5),
};
const exact = (x: readonly number[]) => EFFECTS.reduce((sum, effect, i) => sum + effect * x[i], 0.1 * x[0] * x[3]);

function everything(space: SearchSpace) {
  return Array.from({ length: space.size }, (_, code) =>
    space.fromLevels(space.dimensions.map((_, d) => (code >> d) & 1)),
  );
}

describe('a table that is fitted to a journal', () => {
  it('predicts configurations that were never run, and says how well', () => {
    const { table, fit } = fitted(additive);
    const space = createSearchSpace(table.parameters);
    const errors = everything(space).map((configuration) => {
      const cost = costOf(table, space, configuration) as number;
      return Math.log(cost) + exact(Object.values(configuration).map(Number));
    });
    const off = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(off).toBeLessThan(0.08); // the costs themselves spread by 0.21
    expect(fit).toMatchObject({ table: 'made-up', runs: 66, failed: 0, size: 1024, surveyed: 1024, isComplete: true });
    expect(fit.leftOutError).toBeGreaterThan(off / 2);
    expect(fit.leftOutError).toBeLessThan(off * 2);
    expect(fit.explained).toBeGreaterThan(0.7);
    expect(fitLines(fit).join(' ')).toMatch(/it explains \d\d % of what it has not seen/);
  });

  it('has the landmarks of what agents meet in it', () => {
    const { table } = fitted(additive);
    const space = createSearchSpace(table.parameters);
    const costs = everything(space)
      .map((configuration) => costOf(table, space, configuration) as number)
      .sort((a, b) => a - b);
    expect([table.best, table.top, table.median, table.worst]).toEqual([costs[0], costs[10], costs[512], costs[1023]]);
  });

  it('is the same whenever it is fitted', () => {
    expect(fitted(additive)).toEqual({ ...fitted(additive), fit: { ...fitTable(made[0]).fit, directory: made[0] } });
  });

  it('admits that it knows nothing where scores are noise', () => {
    const { fit } = fitted({ ...additive, score: (_, random) => random() - 0.5 });
    expect(fit.explained).toBeLessThan(0.1);
    const lines = fitLines({ ...fit, explained: Math.min(0, fit.explained) });
    expect(lines[1]).toContain('differences between agents on it mean nothing');
  });

  it('fails where neighbours failed, and always where a run did', () => {
    const failing: MadeUp = {
      ...additive,
      episodes: 80,
      score: (configuration, random) => (configuration.flag_9 ? null : additive.score(configuration, random)),
    };
    const { table, fit } = fitted(failing);
    const space = createSearchSpace(table.parameters);
    const isWrong = everything(space).filter(
      (configuration) => (costOf(table, space, configuration) === undefined) !== configuration.flag_9,
    );
    expect(isWrong.length).toBeLessThan(0.1 * 1024);
    for (const { configuration, failed } of journalRows(recordsOf(failing), space)) {
      expect(costOf(table, space, configuration) === undefined).toBe(failed > 0);
    }
    expect(fit.failuresFound).toBeGreaterThan(0.8 * fit.failed);
    expect(fit.falseAlarms).toBeLessThan(0.2 * fit.completed);
    expect(fitLines(fit)).toHaveLength(3);
  });

  it('fails where a run did although its neighbours did not, and never where one completed', () => {
    const erratic: MadeUp = {
      ...additive,
      score: (configuration, random) => (random() < 0.2 ? null : additive.score(configuration, random)),
    };
    const { table } = fitted(erratic);
    const space = createSearchSpace(table.parameters);
    for (const { configuration, failed, completed } of journalRows(recordsOf(erratic), space)) {
      expect(costOf(table, space, configuration) === undefined).toBe(failed > completed);
    }
  });

  it('keeps to conditions and constraints', () => {
    const { table, fit } = fitted({
      parameters: {
        on: boolean({ default: false, description }),
        depth: integer({ default: 2, minValue: 1, maxValue: 8, when: { parameter: 'on', is: true }, description }),
        mode: categorical({ default: 'a', choices: ['a', 'b', 'c'], description }),
      },
      constraints: [
        {
          forbid: [
            { parameter: 'on', is: true },
            { parameter: 'mode', is: 'c' },
          ],
          reason: 'c needs it off',
        },
      ],
      episodes: 30,
      score: ({ depth, mode }) => 0.05 * Number(depth) + (mode === 'b' ? 0.1 : 0),
    });
    expect(fit.surveyed).toBe(3 + 2 * 8); // of 48 combinations
    expect(table.constraints).toHaveLength(1);
  });

  it('exists for spaces that cannot be gone through', () => {
    const { table, fit } = fitted({
      parameters: flags(100),
      episodes: 60,
      score: (configuration, random) =>
        0.3 * Number(configuration.flag_1) - 0.2 * Number(configuration.flag_2) + 0.02 * random(),
    });
    expect(fit.size).toBeGreaterThan(1e30);
    expect(fit.isComplete).toBe(false);
    expect(fitLines(fit).at(-1)).toMatch(/those of 200\d\d feasible configurations/);
    expect(increasing(table)).toBe(true);
    const space = createSearchSpace(table.parameters);
    const likely = space.canonical({ ...space.defaultConfiguration, flag_1: true });
    const unlikely = space.canonical({ ...space.defaultConfiguration, flag_2: true });
    expect(costOf(table, space, likely)).toBeLessThan(costOf(table, space, unlikely) as number);
  });

  it('needs enough that was measured', () => {
    expect(() => fitted({ ...additive, episodes: 8 })).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: expect.stringMatching(
          /no table can be fitted from .*: it has 9 completed configurations, at least 10/,
        ),
        hint: expect.stringContaining('schedtuna resume made-up'),
      }),
    );
    expect(() => fitted({ ...additive, score: () => 0 })).toThrow(
      /its scores fit no difference between configurations/,
    );
  });
});

function increasing({ best, top, median, worst }: MeasuredTable): boolean {
  return best < top && top < median && median < worst;
}

it('rows of a journal are means over the runs of a configuration, that of the default 0', () => {
  const records = recordsOf({ parameters: flags(1), episodes: 12, score: ({ flag_0 }) => (flag_0 ? 0.3 : 0) });
  const rows = journalRows(records, createSearchSpace(flags(1)));
  expect(rows).toHaveLength(2);
  const [standard, other] = rows;
  expect(standard).toMatchObject({ configuration: { flag_0: false }, score: 0, failed: 0 });
  expect(other.score).toBeCloseTo(0.3, 12);
  expect(standard.completed + other.completed).toBe(6 + 12); // three pairs without the run to warm up, twelve episodes
});
