// How the search went: scores, metrics and what the agent told about itself, over the episodes.
import type { JournalRecord } from '../../experiment/records.js';
import { type Digest, differenceOf } from '../digest.js';
import { changes } from '../event-lines.js';
import { counted, times } from '../numbers.js';
import { agentPanels } from '../plots/agent-panels.js';
import { metricPanel } from '../plots/metric-panel.js';
import { scorePanel } from '../plots/score-panel.js';
import { timelineOf } from '../plots/timeline.js';
import { figure, wideFigure } from './figure.js';
import { html, type Markup } from './markup.js';
import { parameterEffectsTable } from './parameter-effects-table.js';
import { tradeOffPart } from './trade-off-part.js';

/** Room at the right of a drawing for `default`, and for `fresh runs ×1.26`, pixels. */
const WORD = 56;
const WORDS = 112;

export async function searchSection(digest: Digest, records: readonly JournalRecord[]): Promise<Markup> {
  const timeline = digest.rows.length > 0 ? timelineOf(records) : undefined;
  if (!timeline) return html`<section id="search"><h2>Search</h2><p>No episode was finished.</p></section>`;
  const metrics = Object.entries(timeline.experiment.benchmark.metrics);
  const figures = await Promise.all([
    ...metrics.map(([name, metric]) => figure((size) => metricPanel(name, metric, timeline, size), WORD)),
    ...[0, 1].map((i) => figure((size) => agentPanels(timeline, size)[i], WORD)),
  ]);
  return html`<section id="search"><h2>Search</h2>
<p>${summary(digest)}</p>
${await wideFigure((size) => scorePanel(timeline, digest.verdict, size), WORDS)}
${await tradeOffPart(timeline, digest.verdict)}
${parameterEffectsTable(digest, records)}
<h3>Metrics and agent</h3>
<p>Dots: one run each. Diamonds: runs of the default configuration. Crosses: failed runs.</p>
<div class="figures">${figures}</div>
</section>`;
}

function summary({ rows, best, experiment }: Digest): Markup {
  const completed = rows.filter(({ score }) => score !== null).length;
  const found =
    best &&
    html` Best single run: ${times(Math.exp(best.score))} in episode ${best.episode}, <code>${changes(differenceOf(best.configuration, experiment.scheduler.parameters))}</code>.`;
  return html`${counted(rows.length, 'episode')} by agent ${experiment.agent.name}, ${completed} completed.${found}`;
}
