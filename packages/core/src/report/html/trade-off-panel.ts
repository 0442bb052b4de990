// Two metrics against each other: what the search offers to choose from.
import type { Metrics } from '@schedtuna/sdk';
import type { Point } from '../../stats/pareto-front.js';
import { COLOR, type Fragment, panel, pointMarks, type Size } from '../plots/marks.js';
import { channel, type Scale, scaleOf } from '../plots/scale.js';
import type { TradeOff } from '../trade-off.js';

export function tradeOffPanel(tradeOff: TradeOff, definitions: Metrics, size: Size): Fragment {
  const { runs, broken, front, winner } = tradeOff;
  const fresh = winner ? [winner] : [];
  const points = [...runs, ...broken, ...front, ...fresh, { x: 1, y: 1 }];
  const near = tradeOff.bounds.filter(({ axis, ratio }) =>
    isNear(
      ratio,
      points.map((point) => point[axis]),
    ),
  );
  const scales = { x: scaleFor('x', points, near), y: scaleFor('y', points, near) };
  const label = (metric: string) => definitions[metric]?.label ?? metric;
  const encoding = { x: horizontal('x', scales.x, label(tradeOff.x), size), y: channel('y', scales.y) };
  const marks = pointMarks(runs.length + broken.length);
  const offered = new Set(front.map(({ episode }) => episode));
  const ends = (axis: 'x' | 'y') => near.filter((bound) => bound.axis === axis).map(({ ratio }) => ({ [axis]: ratio }));
  const rule = { type: 'rule', color: COLOR.default, strokeWidth: 1 };
  const bound = { type: 'rule', color: COLOR.failed, strokeDash: [4, 3] };
  return panel(
    `${capitalised(label(tradeOff.x))} (right) against ${label(tradeOff.y)} (up)`,
    words(tradeOff, near.length > 0),
    size,
    [
      { data: { values: [{ x: 1 }] }, mark: rule, encoding: { x: encoding.x } },
      { data: { values: [{ y: 1 }] }, mark: rule, encoding: { y: encoding.y } },
      { data: { values: ends('x') }, mark: bound, encoding: { x: encoding.x } },
      { data: { values: ends('y') }, mark: bound, encoding: { y: encoding.y } },
      {
        data: { values: front.map(({ x, y }) => ({ x, y })) },
        mark: { type: 'line', interpolate: 'step-before', color: COLOR.best, strokeWidth: 2 },
        encoding: { ...encoding, order: { field: 'x', type: 'quantitative' } },
      },
      dots(broken, marks.failed, encoding),
      dots(
        runs.filter(({ episode }) => !offered.has(episode)),
        marks.run,
        encoding,
      ),
      dots(
        front.filter(({ episode }) => episode !== 0),
        { ...marks.run, color: COLOR.best, size: 2 * marks.run.size },
        encoding,
      ),
      dots([{ x: 1, y: 1 }], { ...marks.default, size: 2 * marks.default.size }, encoding),
      dots(fresh, { ...marks.run, shape: 'square', color: COLOR.fresh, size: 2.2 * marks.run.size }, encoding),
    ],
  );
}

/** A bound further than this factor from every point would squeeze them together, and none of them comes near it. */
const NEAR = 1.5;

function isNear(ratio: number, values: readonly number[]): boolean {
  return ratio > Math.min(...values) / NEAR && ratio < Math.max(...values) * NEAR;
}

function scaleFor(axis: 'x' | 'y', points: readonly Point[], bounds: TradeOff['bounds']): Scale {
  const near = bounds.filter((bound) => bound.axis === axis).map(({ ratio }) => ratio);
  return scaleOf([...points.map((point) => point[axis]), ...near]);
}

function dots(points: readonly Point[], mark: Fragment, encoding: Fragment): Fragment {
  return { data: { values: points.map(({ x, y }) => ({ x, y })) }, mark, encoding };
}

function horizontal(field: string, scale: Scale, title: string, { width }: Size): Fragment {
  const { axis, ...rest } = channel(field, scale);
  return { ...rest, title, axis: { ...(axis as Fragment), titlePadding: 4, titleLimit: width } };
}

function words({ broken, winner }: TradeOff, hasBounds: boolean): string {
  return [
    'Ratios to the default configuration, above 1 is better in both. Dots: single runs of the search. Orange and joined: the front, where more of one is less of the other.',
    'Diamond: the default.',
    winner && 'Green square: the winner in fresh runs.',
    broken.length > 0 && 'Crosses: runs that broke a guard.',
    hasBounds && 'Dashed: the bound of a guard.',
  ]
    .filter(Boolean)
    .join(' ');
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
