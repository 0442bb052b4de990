// The fresh blocks of a verdict one by one: whether it rests on all of them or on a few.
import type { Effect } from '../../confirm/verdict.js';
import { isBounded } from '../numbers.js';
import { COLOR, type Fragment, panel, type Size } from '../plots/marks.js';
import { channel, scaleOf } from '../plots/scale.js';

/** `scores` are log ratios of the objective, one a block; undefined when there is none. */
export function blocksPanel(scores: readonly number[], effect: Effect, size: Size): Fragment | undefined {
  if (scores.length === 0) return undefined;
  const values = scores.map((score, i) => ({ block: i + 1, ratio: Math.exp(score) }));
  const interval = isBounded(effect) ? [{ low: effect.low, high: effect.high, ratio: effect.ratio }] : [];
  const scale = scaleOf([1, ...values.map(({ ratio }) => ratio), ...interval.flatMap(({ low, high }) => [low, high])]);
  const y = (field: string) => channel(field, scale);
  const x = {
    field: 'block',
    type: 'quantitative',
    title: 'pair',
    axis: { format: 'd', grid: false, tickMinStep: 1, titlePadding: 4 },
    scale: { domain: [0.5, scores.length + 0.5], nice: false },
  };
  return panel('Each fresh pair', 'Winner against default, both run again. Band: the 95 % interval of all.', size, [
    {
      data: { values: interval },
      mark: { type: 'rect', color: COLOR.fresh, opacity: 0.18 },
      encoding: { y: y('low'), y2: { field: 'high' } },
    },
    { data: { values: [{ one: 1 }] }, mark: { type: 'rule', color: COLOR.default }, encoding: { y: y('one') } },
    {
      data: { values: interval },
      mark: { type: 'rule', color: COLOR.fresh, strokeWidth: 2 },
      encoding: { y: y('ratio') },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, size: 56, color: COLOR.fresh, opacity: 1 },
      encoding: { x, y: y('ratio') },
    },
  ]);
}
