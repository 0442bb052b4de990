import { expect, it } from 'vitest';
import type { AblatedParameter } from '../../../src/confirm/ablation.js';
import type { AblationRecord } from '../../../src/experiment/records.js';
import { ablationPanel } from '../../../src/report/html/ablation-panel.js';
import { ablationPart } from '../../../src/report/html/ablation-part.js';
import { toText } from '../../../src/report/html/markup.js';
import { structureOf } from './structure.js';

const UNBOUNDED = { low: 0, high: Number.MAX_VALUE };
const needed = { parameter: 'slice_us', without: { ratio: 0.41, low: 0.36, high: 0.47 }, isKept: true, blocks: 6 };
const idle = { parameter: 'policy', without: { ratio: 1.01, low: 0.95, high: 1.08 }, isKept: false, blocks: 6 };
const few = { parameter: 'nice', without: { ...UNBOUNDED, ratio: 0.9, low: 0.5 }, isKept: true, blocks: 1 };
const failing = { parameter: 'kick', without: { ratio: 1, ...UNBOUNDED }, isKept: true, blocks: 0 };
const starved = { parameter: 'weight', without: { ratio: 1e-9, low: 1e-9, high: 1e-9 }, isKept: true, blocks: 6 };

function record(...parameters: readonly AblatedParameter[]): AblationRecord {
  const configuration = { slice_us: 800, policy: '<batch>', nice: -5, kick: true, weight: 3 };
  return { type: 'ablation', configuration, parameters, reduced: configuration };
}

/** What each layer draws: rule at 1, intervals, dots, changes, results. */
function layers(...parameters: readonly AblatedParameter[]): readonly (readonly Record<string, unknown>[])[] {
  const { layer = [] } = ablationPanel(record(...parameters), { width: 286 }) ?? {};
  return (layer as { data: { values: Record<string, unknown>[] } }[]).map(({ data }) => data.values);
}

it('has a row for each change, told apart by word, fill and colour', () => {
  const [, intervals, dots, changes, results] = layers(needed, idle);
  expect(changes.map(({ change }) => change)).toEqual(['slice_us=800', 'policy=<batch>']);
  expect(results.map(({ result }) => result)).toEqual(['×0.41, kept', '×1.01, dropped']);
  expect(dots.map(({ row, ratio }) => [row, ratio])).toEqual([
    [0, 0.41],
    [1, 1.01],
  ]);
  expect(intervals.map(({ low, high }) => [low, high])).toEqual([
    [0.36, 0.47],
    [0.95, 1.08],
  ]);
  expect(dots[0].color).not.toBe(dots[1].color);
  expect(dots.map(({ fill, color }) => fill === color)).toEqual([true, false]);
});

it('draws no interval that is unbounded, and no dot for what was not measured or has no place on the axis', () => {
  const [, intervals, dots, changes, results] = layers(needed, few, failing, starved);
  expect(intervals).toHaveLength(1);
  expect(dots.map(({ ratio }) => ratio)).toEqual([0.41, 0.9]);
  expect(changes).toHaveLength(4);
  expect(results.map(({ result }) => result)).toEqual(['×0.41, kept', '×0.90, kept', 'kept', '×0.00, kept']);
});

it('shortens a change that would run into its result', () => {
  const configuration = { policy: 'x'.repeat(99) };
  const { layer = [] } = ablationPanel({ ...record(idle), configuration }, { width: 286 }) ?? {};
  expect(JSON.stringify(layer)).toContain(`"policy=${'x'.repeat(24)}…"`);
});

it('is left out where there is nothing to draw', () => {
  expect(ablationPanel(record(failing), { width: 286 })).toBeUndefined();
  expect(ablationPanel(record(), { width: 286 })).toBeUndefined();
});

it.each([
  ['everything measured', [needed, idle], 1],
  ['one block', [few], 1],
  ['nothing measured', [failing], 0],
  ['all at once', [needed, idle, few, failing, starved], 1],
] as const)('stands beside the table with %s', async (_, parameters, drawings) => {
  const part = toText(await ablationPart(record(...parameters)));
  structureOf(part);
  expect(part.match(/<svg /g) ?? []).toHaveLength(drawings);
  expect(part.match(/<tr>/g)).toHaveLength(parameters.length + 1);
  expect(part).not.toMatch(/NaN|Infinity|e\+308|undefined/);
});
