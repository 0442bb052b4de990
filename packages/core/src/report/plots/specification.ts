// The whole figure as one Vega-Lite specification: plain data, no drawing.
import type { JournalRecord } from '../../experiment/records.js';
import { agentPanels } from './agent-panels.js';
import { COLUMN, CONFIG, type Fragment, SPACING, WIDE } from './marks.js';
import { metricPanel } from './metric-panel.js';
import { scorePanel } from './score-panel.js';
import { type Timeline, timelineOf } from './timeline.js';

/** Score on top, below it the metrics and the agent in two columns; undefined before the A/A runs are over. */
export function plotSpecification(records: readonly JournalRecord[]): Fragment | undefined {
  const timeline = timelineOf(records);
  if (!timeline) return undefined;
  const verdict = records.filter((record) => record.type === 'verdict').at(-1)?.verdict;
  const metrics = Object.entries(timeline.experiment.benchmark.metrics);
  const small = [
    ...metrics.map(([name, metric]) => metricPanel(name, metric, timeline, COLUMN)),
    ...agentPanels(timeline, COLUMN),
  ].filter((panel) => panel !== undefined);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: heading(timeline),
    background: 'white',
    padding: 28,
    bounds: 'flush',
    spacing: SPACING.row,
    vconcat: [
      scorePanel(timeline, verdict, WIDE),
      { columns: 2, bounds: 'flush', spacing: SPACING, align: 'none', concat: small },
    ],
    config: CONFIG,
  };
}

function heading({ experiment, rows }: Timeline): Fragment {
  const { name, scheduler, benchmark, agent } = experiment;
  const completed = rows.filter(({ outcome }) => outcome === 'completed').length;
  const share = rows.length === 0 ? '' : ` (${((100 * completed) / rows.length).toFixed(0)} %)`;
  return {
    text: name,
    subtitle: [
      `${scheduler.name} tuned by ${agent.name}; ${benchmark.prepared.description}`,
      `${completed} of ${rows.length} episodes completed${share}. Dots: one run each. Diamonds: runs of the default configuration. Crosses: failed runs.`,
    ],
    fontSize: 19,
    subtitleFontSize: 12,
    offset: 18,
    limit: WIDE.width,
  };
}
