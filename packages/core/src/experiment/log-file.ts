// experiment.log: what the terminal shows, and more, with the time of each line.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEventLines } from '../report/event-lines.js';
import { plain } from '../report/paint.js';
import type { ExperimentEvent } from './events.js';
import type { Watch } from './stage.js';

/** The same watch, with every event also written to the log. A log that cannot be written never stops an experiment. */
export function withLog(directory: string, watch: Watch): Watch {
  const path = join(directory, 'experiment.log');
  const lines = createEventLines(plain);
  return {
    ...watch,
    listen(event) {
      watch.listen(event);
      const time = new Date().toISOString();
      const text = [...lines(event), ...trialLine(event)].filter(Boolean).map((line) => `${time} ${line}\n`);
      try {
        if (text.length > 0) appendFileSync(path, text.join(''));
      } catch {
        // the journal has everything that matters, and says so itself when the disk is full
      }
    },
  };
}

function trialLine(event: ExperimentEvent): string[] {
  if (event.type !== 'trial-end') return [];
  const { id, phase, outcome, benchmarkMs, host } = event.trial;
  const result =
    outcome.status === 'completed' ? JSON.stringify(outcome.metrics) : `${outcome.class}: ${outcome.message}`;
  const foreign = host ? `, other processes used ${host.foreignCpus.toFixed(2)} CPUs` : '';
  return [`trial ${id} (${phase}) ${outcome.status} after ${(benchmarkMs / 1000).toFixed(2)} s${foreign}: ${result}`];
}
