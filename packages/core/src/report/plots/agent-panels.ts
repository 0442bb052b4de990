// What the agent told about itself: losses and exploration.
import type { Diagnostics } from '@schedtuna/sdk';
import type { EpisodeRow } from '../episodes.js';
import { endLabels } from './end-labels.js';
import { COLOR, episodeAxis, type Fragment, panel, type Size } from './marks.js';
import { channel, position, scaleFromZero } from './scale.js';
import type { Timeline } from './timeline.js';

/** None for an agent that tells nothing. */
export function agentPanels(timeline: Timeline, size: Size): Fragment[] {
  const losses: Series[] = [
    { name: 'valueLoss', label: 'value', color: COLOR.run },
    { name: 'policyLoss', label: 'policy', color: COLOR.best },
  ];
  const exploration: Series[] = [{ name: 'exploration', label: '', color: COLOR.run }];
  return [
    linePanel('Losses of the agent', losses, timeline, size),
    linePanel('Exploration', exploration, timeline, size),
  ].filter((one) => one !== undefined);
}

interface Series {
  readonly name: keyof Diagnostics;
  readonly label: string;
  readonly color: string;
}

function linePanel(title: string, series: readonly Series[], timeline: Timeline, size: Size): Fragment | undefined {
  const lines = series
    .map((one) => ({ ...one, values: valuesOf(one.name, timeline.rows) }))
    .filter(({ values }) => values.length > 0);
  if (lines.length === 0) return undefined;
  const scale = scaleFromZero(lines.flatMap(({ values }) => values.map(({ value }) => value)));
  const encoding = { x: episodeAxis(timeline.length), y: channel('value', scale) };
  const labels = lines.map(({ label, color, values }) => ({
    text: label,
    color,
    y: position(values[values.length - 1].value, scale, size.height),
  }));
  return panel(title, '', size, [
    ...lines.map(({ color, values }) => ({
      data: { values },
      mark: { type: 'line', color, strokeWidth: 2, point: values.length <= 40 && { size: 18, color, filled: true } },
      encoding,
    })),
    ...endLabels(labels, size),
  ]);
}

function valuesOf(name: keyof Diagnostics, rows: readonly EpisodeRow[]): { episode: number; value: number }[] {
  return rows.flatMap(({ episode, diagnostics }) => {
    const value = diagnostics[name];
    return value === undefined ? [] : [{ episode, value }];
  });
}
