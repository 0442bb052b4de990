// The protocol of `optimize` from start to end; a resumed experiment goes through the same steps.
import { measureBaseline } from './baseline.js';
import { confirm } from './confirmation.js';
import type { Problem } from './problem.js';
import { search } from './search.js';
import type { Stage } from './stage.js';
import { type ExperimentSummary, summarise } from './summary.js';

export async function runProtocol(stage: Stage, problem: Problem): Promise<ExperimentSummary> {
  const baseline = await measureBaseline(stage);
  const measured = { ...stage, baseline };
  const searched = await search(measured);
  const verdict = await confirm(measured, searched);
  const commandLines = verdict?.conclusion === 'better' ? problem.scheduler.explain(verdict.configuration) : [];
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
