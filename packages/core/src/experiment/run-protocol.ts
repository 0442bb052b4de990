// The protocol of `optimize` from start to end; a resumed experiment goes through the same steps.
import type { Configuration } from '@schedtuna/sdk';
import { measureBaseline } from './baseline.js';
import { confirm } from './confirmation.js';
import { search } from './search.js';
import type { Stage } from './stage.js';
import { type ExperimentSummary, summarise } from './summary.js';

/** `explain` gives the lines that apply a configuration by hand. */
export async function runProtocol(
  stage: Stage,
  explain: (configuration: Configuration) => readonly string[],
): Promise<ExperimentSummary> {
  const baseline = await measureBaseline(stage);
  const measured = { ...stage, baseline };
  const searched = await search(measured);
  const verdict = await confirm(measured, searched);
  const commandLines = verdict?.conclusion === 'better' ? explain(verdict.configuration) : [];
  if (verdict)
    stage.listen({
      type: 'verdict',
      verdict,
      metrics: stage.experiment.benchmark.metrics,
      directory: stage.directory,
      commandLines,
    });
  else {
    stage.listen({
      type: 'notice',
      level: 'info',
      message: `No configuration of the search looked better than the default: nothing to confirm. Results: ${stage.directory}`,
    });
  }
  return summarise(measured, searched, verdict, commandLines);
}
