// What each change of the best configuration is worth: the objective without it, as a ratio to the objective with all.
import type { AblatedParameter } from '../../confirm/ablation.js';
import type { AblationRecord } from '../../experiment/records.js';
import { isBounded, times } from '../numbers.js';
import { COLOR, type Fragment, panel, type Size } from '../plots/marks.js';
import { channel, rowAxis, scaleOf } from '../plots/scale.js';

/** Height of a row: its words above its line, pixels. */
const ROW = 42;
/** Words begin left of the plot area, where other drawings have the numbers of an axis; pixels. */
const LEFT = -44;
/** Characters of a change that fit beside `×0.41, dropped` on the smallest drawing. */
const LONGEST = 32;
/** A ratio beyond this, or below its inverse, has no place on an axis that shows the others. */
const FAR = 1000;

/** undefined when no change has a ratio; the height follows from the number of changes. */
export function ablationPanel(
  { configuration, parameters }: AblationRecord,
  { width }: Pick<Size, 'width'>,
): Fragment | undefined {
  const rows = parameters.map((one, row) => rowOf(one, row, `${one.parameter}=${configuration[one.parameter]}`));
  const dots = rows.filter(({ ratio }) => ratio !== undefined);
  const lines = rows.filter(({ low }) => low !== undefined);
  if (dots.length === 0) return undefined;
  const scale = scaleOf([1, ...[...dots, ...lines].flatMap(({ ratio, low, high }) => known([ratio, low, high]))]);
  const x = (field: string) => ({ ...channel(field, scale), title: 'ratio' });
  const y = rowAxis(rows.length);
  const color = { field: 'color', type: 'nominal', scale: null };
  const text = { type: 'text', dy: -15, fontSize: 12, color: 'var(--ink)' };
  return panel(
    'Objective without each change',
    'Dot: ratio to runs with all changes; line: its 95 % interval. Below 1: worse without it. Full and green: kept; hollow and grey: dropped.',
    { width, height: ROW * rows.length },
    [
      {
        data: { values: [{ one: 1 }] },
        mark: { type: 'rule', color: COLOR.default, strokeDash: [4, 3] },
        encoding: { x: x('one') },
      },
      {
        data: { values: lines },
        mark: { type: 'rule', strokeWidth: 3 },
        encoding: { x: x('low'), x2: { field: 'high' }, y, color },
      },
      {
        data: { values: dots },
        mark: { type: 'point', size: 80, opacity: 1, strokeWidth: 2 },
        encoding: { x: x('ratio'), y, color, fill: { field: 'fill', type: 'nominal', scale: null } },
      },
      {
        data: { values: rows },
        mark: { ...text, align: 'left' },
        encoding: { x: { value: LEFT }, y, text: { field: 'change' } },
      },
      {
        data: { values: rows },
        mark: { ...text, align: 'right' },
        encoding: { x: { value: width }, y, text: { field: 'result' } },
      },
    ],
  );
}

interface Row {
  readonly row: number;
  readonly change: string;
  readonly result: string;
  readonly color: string;
  readonly fill: string;
  /** undefined where it was not measured, or has no place on an axis. */
  readonly ratio?: number;
  readonly low?: number;
  readonly high?: number;
}

function rowOf({ without, isKept, blocks }: AblatedParameter, row: number, change: string): Row {
  const { ratio, low, high } = without;
  const color = isKept ? COLOR.fresh : COLOR.default;
  const isShown = blocks > 0 && ratio > 1 / FAR && ratio < FAR;
  return {
    ...{
      row,
      change: change.length > LONGEST ? `${change.slice(0, LONGEST - 1)}…` : change,
      color,
      fill: isKept ? color : 'var(--paper)',
    },
    result: `${blocks > 0 ? `${times(ratio)}, ` : ''}${isKept ? 'kept' : 'dropped'}`,
    ...(isShown ? { ratio } : {}),
    ...(isShown && isBounded(without) && low > 1 / FAR ? { low, high } : {}),
  };
}

function known(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}
