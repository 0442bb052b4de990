// The panels of performance_plots.png as Vega-Lite specifications: plain data, no drawing.
import type { Metrics } from '@schedtuna/sdk';
import type { BaselineRecord, ExperimentRecord, JournalRecord } from '../../experiment/records.js';
import { median } from '../../stats/centre.js';
import { type EpisodeRow, episodeRows, metricsOf, trialsOf } from '../episodes.js';

const WIDTH = 560;
const HEIGHT = 190;
/** Okabe & Ito 2008: told apart by colour-blind readers too. */
const COLOR = { run: '#0072b2', best: '#d55e00', anchor: '#666666', failed: '#cc79a7', band: '#bbbbbb' } as const;

type Panel = Readonly<Record<string, unknown>>;

/** One panel for the score, one for each metric, one for losses where the agent has any. */
export function panels(records: readonly JournalRecord[]): Panel[] {
  const experiment = records.find((record) => record.type === 'experiment') as ExperimentRecord;
  const baseline = records.find((record) => record.type === 'baseline') as BaselineRecord;
  const rows = episodeRows(records);
  const metrics = Object.entries(experiment.benchmark.metrics).map(([name, metric]) => metricPanel(name, metric, records, rows));
  return [scorePanel(baseline, rows), ...metrics.filter((panel) => panel !== undefined), ...lossPanel(rows)];
}

function scorePanel({ objective, noise }: BaselineRecord, rows: readonly EpisodeRow[]): Panel {
  let best = 1;
  const points = rows.map(({ episode, score }) => {
    const ratio = score === null ? null : Math.exp(score);
    best = Math.max(best, ratio ?? 0);
    return { episode, ratio, best };
  });
  const last = points.at(-1);
  const failed = points.filter(({ ratio }) => ratio === null).map(({ episode }) => ({ episode, ratio: 1 }));
  const band = { low: Math.exp(-2 * noise.sd), high: Math.exp(2 * noise.sd) };
  return panel(`Score: ${objective} as ratio to default`, 'grey band: default against itself, ± 2 standard deviations; × failed run', [
    { data: { values: [band] }, mark: { type: 'rect', color: COLOR.band, opacity: 0.35 }, encoding: { y: y('low', 'ratio to default'), y2: { field: 'high' } } },
    { data: { values: [{ one: 1 }] }, mark: { type: 'rule', color: COLOR.anchor }, encoding: { y: y('one') } },
    { data: { values: points }, mark: { type: 'line', interpolate: 'step-after', color: COLOR.best, strokeWidth: 2 }, encoding: { x, y: y('best') } },
    { data: { values: points.filter(({ ratio }) => ratio !== null) }, mark: { type: 'point', filled: true, color: COLOR.run, size: 45, opacity: 1 }, encoding: { x, y: y('ratio') } },
    { data: { values: failed }, mark: { type: 'point', shape: 'cross', angle: 45, filled: true, color: COLOR.failed, size: 55, opacity: 1 }, encoding: { x, y: y('ratio') } },
    ...(last ? [label({ episode: last.episode, value: last.best, text: 'best so far' }, COLOR.best)] : []),
  ]);
}

function metricPanel(
  name: string,
  { unit, label: words = name }: Metrics[string],
  records: readonly JournalRecord[],
  rows: readonly EpisodeRow[],
): Panel | undefined {
  const points = rows.flatMap(({ episode, metrics, outcome }) =>
    metrics[name] === undefined ? [] : [{ episode, value: metrics[name], color: outcome === 'completed' ? COLOR.run : COLOR.failed }],
  );
  const anchors = trialsOf(records).flatMap((trial) => {
    const isDefault = trial.phase === 'anchor' || (trial.phase === 'baseline' && trial.block !== 0);
    const value = metricsOf(trial)[name];
    return isDefault && value !== undefined ? [{ episode: trial.episode === undefined ? 0 : trial.episode + 0.5, value }] : [];
  });
  if (points.length === 0 && anchors.length === 0) return undefined;
  const centre = median(anchors.map(({ value }) => value));
  return panel(`${capitalised(words)} (${unit})`, name === words ? '' : name, [
    ...(anchors.length > 0 ? [{ data: { values: [{ centre }] }, mark: { type: 'rule', color: COLOR.anchor, strokeDash: [4, 3] }, encoding: { y: y('centre', unit) } }] : []),
    { data: { values: anchors }, mark: { type: 'point', shape: 'diamond', filled: true, color: COLOR.anchor, size: 50, opacity: 1 }, encoding: { x, y: y('value', unit) } },
    { data: { values: points }, mark: { type: 'point', filled: true, size: 45, opacity: 1 }, encoding: { x, y: y('value', unit), color: { field: 'color', type: 'nominal', scale: null } } },
    ...(anchors.length > 0 ? [label({ episode: rows.length, value: centre, text: 'default' }, COLOR.anchor)] : []),
  ]);
}

function lossPanel(rows: readonly EpisodeRow[]): Panel[] {
  const series = (['valueLoss', 'policyLoss'] as const).map((name) =>
    rows.flatMap(({ episode, diagnostics }) => (diagnostics[name] === undefined ? [] : [{ episode, value: diagnostics[name] }])),
  );
  if (series.every((values) => values.length === 0)) return [];
  const layers = series.flatMap((values, i) => {
    const color = i === 0 ? COLOR.run : COLOR.best;
    const last = values.at(-1);
    const line = { data: { values }, mark: { type: 'line', color, strokeWidth: 2 }, encoding: { x, y: y('value', 'loss') } };
    return last ? [line, label({ ...last, text: i === 0 ? 'critics' : 'policy' }, color)] : [];
  });
  return [panel('Losses of the agent', '', layers)];
}

const x = { field: 'episode', type: 'quantitative', title: 'episode', axis: { tickMinStep: 1, format: 'd', grid: false }, scale: { nice: false, padding: 12 } } as const;

function y(field: string, title?: string): object {
  return { field, type: 'quantitative', scale: { zero: false }, ...(title === undefined ? {} : { title }) };
}

function label(at: { readonly episode: number; readonly value: number; readonly text: string }, color: string): object {
  return {
    data: { values: [at] },
    mark: { type: 'text', align: 'left', dx: 9, color, fontSize: 12, clip: false },
    encoding: { x, y: y('value'), text: { field: 'text' } },
  };
}

function panel(title: string, subtitle: string, layer: readonly object[]): Panel {
  return { width: WIDTH, height: HEIGHT, title: { text: title, subtitle }, layer };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
