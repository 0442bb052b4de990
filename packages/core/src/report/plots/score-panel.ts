// The score of every episode as a ratio to default, the best so far, the noise, and what fresh runs said at the end.
import type { Effect, Verdict } from '../../confirm/verdict.js';
import { repeatedEpisodes } from '../repeated-episodes.js';
import { type EndLabel, endLabels } from './end-labels.js';
import { COLOR, episodeAxis, type Fragment, panel, pointMarks, type Size } from './marks.js';
import { channel, position, scaleOf } from './scale.js';
import type { Timeline } from './timeline.js';

export function scorePanel(timeline: Timeline, verdict: Verdict | undefined, size: Size): Fragment {
  const { baseline, rows, anchors, length } = timeline;
  const points = rows.flatMap(({ episode, score }) => (score === null ? [] : [{ episode, ratio: Math.exp(score) }]));
  const failed = rows.filter(({ score }) => score === null).map(({ episode }) => ({ episode }));
  const defaults = anchors
    .map(({ episode, ratio }) => ({ episode, ratio }))
    .filter(({ ratio }) => Number.isFinite(ratio));
  const band = { low: Math.exp(-2 * baseline.noise.sd), high: Math.exp(2 * baseline.noise.sd) };
  const fresh = verdict && verdict.blocks > 1 ? verdict.effect : undefined;
  const ratios = [...points, ...defaults].map(({ ratio }) => ratio);
  const scale = scaleOf([1, band.low, band.high, ...ratios, ...(fresh ? [fresh.low, fresh.high] : [])]);
  const at = (ratio: number) => position(ratio, scale, size.height);
  const marks = pointMarks(rows.length);
  const again = repeatedEpisodes(rows);
  const isAgain = ({ episode }: Point) => again.has(episode);
  const repeats = points.filter(isAgain);
  const x = episodeAxis(length);
  const y = (field: string) => channel(field, scale);
  const labels: EndLabel[] = [{ text: 'default', color: COLOR.default, y: at(1) }];
  if (fresh) labels.push({ text: `fresh runs ×${fresh.ratio.toFixed(2)}`, color: COLOR.fresh, y: at(fresh.ratio) });
  if (failed.length > 0) labels.push({ text: `${failed.length} failed`, color: COLOR.failed, y: size.height - EDGE });
  return panel(
    `Score: ${baseline.objective} as ratio to the default configuration`,
    `Higher is better. Grey band: where single runs of the default fall (± 2 standard deviations).${repeats.length > 0 ? ' Open dots: measured again.' : ''}`,
    size,
    [
      {
        data: { values: [band] },
        mark: { type: 'rect', color: COLOR.band, opacity: 0.3 },
        encoding: { y: y('low'), y2: { field: 'high' } },
      },
      { data: { values: [{ one: 1 }] }, mark: { type: 'rule', color: COLOR.default }, encoding: { y: y('one') } },
      ...bestLine(points, length, x, y),
      { data: { values: defaults }, mark: marks.default, encoding: { x, y: y('ratio') } },
      { data: { values: points.filter((point) => !isAgain(point)) }, mark: marks.run, encoding: { x, y: y('ratio') } },
      { data: { values: repeats }, mark: marks.again, encoding: { x, y: y('ratio') } },
      { data: { values: failed }, mark: marks.failed, encoding: { x, y: { value: size.height - EDGE } } },
      ...(fresh ? freshRuns(fresh, y, size) : []),
      ...endLabels(labels, size),
    ],
  );
}

/** A failed run has no score: its mark stands this far above the bottom, whatever the axis says there. */
const EDGE = 7;

interface Point {
  readonly episode: number;
  readonly ratio: number;
}

/** The running maximum from the first completed run on; named above its end, where no run can be by definition. */
function bestLine(points: readonly Point[], length: number, x: Fragment, y: (field: string) => Fragment): Fragment[] {
  if (points.length === 0) return [];
  let best = 0;
  const steps = points.map(({ episode, ratio }) => {
    best = Math.max(best, ratio);
    return { episode, best };
  });
  const end = { episode: length, best };
  return [
    {
      data: { values: [...steps, end] },
      mark: { type: 'line', interpolate: 'step-after', color: COLOR.best, strokeWidth: 2 },
      encoding: { x, y: y('best') },
    },
    {
      data: { values: [{ ...end, text: `best single run ×${best.toFixed(2)}` }] },
      mark: { type: 'text', align: 'right', baseline: 'bottom', dy: -5, color: COLOR.best, fontSize: 12 },
      encoding: { x, y: y('best'), text: { field: 'text' } },
    },
  ];
}

/** Ratio and interval of the confirmation, at the right edge. */
function freshRuns(effect: Effect, y: (field: string) => Fragment, { width }: Size): Fragment[] {
  const data = { values: [effect] };
  const x = { value: width - 2 };
  const bar = { type: 'rule', color: COLOR.fresh, strokeWidth: 3 };
  const dot = { type: 'point', filled: true, color: COLOR.fresh, size: 90, opacity: 1 };
  return [
    { data, mark: bar, encoding: { x, y: y('low'), y2: { field: 'high' } } },
    { data, mark: dot, encoding: { x, y: y('ratio') } },
  ];
}
