// The experiment on single changes of the best configuration: in words, as a drawing, and in a table.
import { ablationSentence } from '../../confirm/ablation.js';
import type { AblationRecord } from '../../experiment/records.js';
import { ablationPanel } from './ablation-panel.js';
import { ablationTable } from './ablation-table.js';
import { figure } from './figure.js';
import { html, type Markup } from './markup.js';

export async function ablationPart(ablation: AblationRecord): Promise<Markup> {
  return html`<h3 id="ablation">Changes one by one</h3>
<p>${ablationSentence(ablation.configuration, ablation.parameters)} Odds: how many times likelier the runs are if the change is worth keeping than if it does nothing.</p>
<div class="beside">${await figure((size) => ablationPanel(ablation, size))}
${ablationTable(ablation)}</div>`;
}
