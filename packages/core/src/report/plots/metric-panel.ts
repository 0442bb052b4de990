// One metric over the episodes, with the default beside it.
import type { Metric } from '@schedtuna/sdk';
import { endLabels } from './end-labels.js';
import { COLOR, episodeAxis, type Fragment, panel, pointMarks, type Size } from './marks.js';
import { channel, position, scaleOf } from './scale.js';
import type { Timeline } from './timeline.js';

/** undefined when no run measured it. */
export function metricPanel(name: string, metric: Metric, timeline: Timeline, size: Size): Fragment | undefined {
  const runs = timeline.rows.map((row) => ({
    episode: row.episode,
    value: row.metrics[name],
    failed: row.score === null,
  }));
  const points = runs.filter(isMeasured);
  const defaults = timeline.anchors
    .map((anchor) => ({ episode: anchor.episode, value: anchor.metrics[name] }))
    .filter(isMeasured);
  if (points.length + defaults.length === 0) return undefined;
  const baseline = timeline.baselines
    .map((at) => ({ episode: at.episode, value: at.metrics[name] }))
    .filter(isMeasured);
  const scale = scaleOf([...points, ...defaults, ...baseline].map(({ value }) => value));
  const marks = pointMarks(timeline.rows.length);
  const encoding = { x: episodeAxis(timeline.length), y: channel('value', scale) };
  const line = { type: 'line', color: COLOR.default, strokeDash: [4, 3], strokeWidth: 1.2 };
  const labels = baseline.slice(-1).map(({ value }) => ({
    text: 'default',
    color: COLOR.default,
    y: position(value, scale, size.height),
  }));
  return panel(title(name, metric), subtitle(name, metric), size, [
    { data: { values: baseline }, mark: line, encoding },
    { data: { values: defaults }, mark: marks.default, encoding },
    { data: { values: points.filter(({ failed }) => !failed) }, mark: marks.run, encoding },
    { data: { values: points.filter(({ failed }) => failed) }, mark: marks.failed, encoding },
    ...endLabels(labels, size),
  ]);
}

function isMeasured({ value }: { readonly value: number | undefined }): boolean {
  return value !== undefined;
}

function title(name: string, { label = name, unit }: Metric): string {
  return `${label.charAt(0).toUpperCase()}${label.slice(1)}${unit && ` (${unit})`}`;
}

function subtitle(name: string, { direction, label = name }: Metric): string {
  const better = direction === 'maximize' ? 'higher is better' : 'lower is better';
  return label === name ? better : `${name}, ${better}`;
}
