// What fresh runs said: a ratio with its interval for the objective and each metric, and beside it what the search had seen.
import type { Metrics } from '@schedtuna/sdk';
import type { Effect, GuardResult, Verdict } from '../../confirm/verdict.js';
import { parseGuard } from '../../trial/guards.js';
import { objectiveName } from '../../trial/objective.js';
import { isBounded, times } from '../numbers.js';
import { COLOR, type Fragment, panel, type Size } from '../plots/marks.js';
import { channel, rowAxis, scaleOf } from '../plots/scale.js';

/** Height of a row: its words above its line, pixels. */
const ROW = 42;

/** undefined when no interval is bounded; the height follows from the number of rows. */
export function effectsPanel(verdict: Verdict, definitions: Metrics, { width }: Size): Fragment | undefined {
  const rows = rowsOf(verdict, definitions);
  if (rows.length === 0) return undefined;
  const marks = [...searchMarks(verdict, rows, definitions), ...boundMarks(verdict, rows)];
  const scale = scaleOf([1, ...rows.flatMap(({ low, high }) => [low, high]), ...marks.map(({ ratio }) => ratio)]);
  const x = (field: string) => ({ ...channel(field, scale), title: 'ratio', axis: { tickCount: 5, titlePadding: 4 } });
  const y = rowAxis(rows.length);
  const color = { field: 'color', type: 'nominal', scale: null };
  return panel(
    'Ratio to the default configuration',
    `Dot: estimate; line: its 95 % interval. 1 is no difference.${marks.length > 0 ? ' Open diamond: what the search had seen. Tick: the bound of a guard.' : ''}`,
    { width, height: ROW * rows.length },
    [
      { data: { values: [{ one: 1 }] }, mark: { type: 'rule', color: COLOR.default }, encoding: { x: x('one') } },
      {
        data: { values: rows },
        mark: { type: 'rule', strokeWidth: 3 },
        encoding: { x: x('low'), x2: { field: 'high' }, y, color },
      },
      {
        data: { values: rows },
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { x: x('ratio'), y, color },
      },
      {
        data: { values: rows },
        mark: { type: 'text', align: 'left', dy: -15, dx: 2, fontSize: 12, color: 'var(--ink)' },
        encoding: { x: { value: 0 }, y, text: { field: 'text' } },
      },
      {
        data: { values: marks.filter(({ isBound }) => !isBound) },
        mark: {
          type: 'point',
          shape: 'diamond',
          filled: false,
          size: 90,
          strokeWidth: 2,
          color: COLOR.best,
          opacity: 1,
        },
        encoding: { x: x('ratio'), y },
      },
      {
        data: { values: marks.filter(({ isBound }) => isBound) },
        mark: { type: 'tick', orient: 'vertical', size: 18, thickness: 2, color: COLOR.failed, opacity: 1 },
        encoding: { x: x('ratio'), y },
      },
    ],
  );
}

interface Row extends Effect {
  readonly row: number;
  readonly name: string;
  readonly text: string;
  readonly color: string;
}

/** The objective on top, unless it is one of the metrics alone. */
function rowsOf({ objective, effect, metrics }: Verdict, definitions: Metrics): Row[] {
  const all = [
    ...(Object.hasOwn(metrics, objective) ? [] : [{ name: objective, effect, color: COLOR.fresh }]),
    ...Object.entries(metrics).map(([name, own]) => ({
      name,
      effect: own,
      color: name === objective ? COLOR.fresh : COLOR.run,
    })),
  ].filter((one) => isBounded(one.effect));
  return all.map(({ name, effect: { ratio, low, high }, color }, row) => ({
    ...{ ratio, low, high, row, name, color },
    text: `${definitions[name]?.label ?? objectiveName(name)} ${times(ratio)}`,
  }));
}

interface ExtraMark {
  readonly row: number;
  readonly ratio: number;
  readonly isBound: boolean;
}

/** The search's ratio is above 1 where it is better; a metric that is minimised has its plain ratio here. */
function searchMarks({ searchRatio, objective }: Verdict, rows: readonly Row[], definitions: Metrics): ExtraMark[] {
  const row = rows.find(({ name }) => name === objective)?.row;
  if (searchRatio === undefined || row === undefined) return [];
  const isInverse = definitions[objective]?.direction === 'minimize';
  return [{ row, ratio: isInverse ? 1 / searchRatio : searchRatio, isBound: false }];
}

/** A bound further than this factor from all intervals would squeeze them together, and nothing comes near it. */
const NEAR = 2;

function boundMarks({ guards }: Verdict, rows: readonly Row[]): ExtraMark[] {
  const low = Math.min(1, ...rows.map((row) => row.low)) / NEAR;
  const high = Math.max(1, ...rows.map((row) => row.high)) * NEAR;
  return guards.flatMap((guard) => {
    const row = rows.find(({ name }) => name === parseGuard(guard.guard).metric);
    const ratio = row && boundRatio(guard, row);
    return row && ratio !== undefined && ratio >= low && ratio <= high ? [{ row: row.row, ratio, isBound: true }] : [];
  });
}

/** Of a bound in the metric's unit: the row's ratio and the guard's value are the same runs on two scales. */
function boundRatio(guard: GuardResult, { ratio }: Row): number | undefined {
  const { bound } = parseGuard(guard.guard);
  if (!('unit' in guard)) return bound;
  return guard.value !== null && guard.value > 0 ? (ratio * bound) / guard.value : undefined;
}
