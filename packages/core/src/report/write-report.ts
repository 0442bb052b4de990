// Writes every derived file of an experiment from its journal.
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import type { JournalRecord } from '../experiment/records.js';
import { baselineResults } from './baseline-results.js';
import { bestParameters } from './best-parameters.js';
import { episodesCsv } from './csv.js';
import { episodeResults } from './episode-results.js';
import type { Fragment } from './plots/marks.js';
import { plotSpecification } from './plots/specification.js';
import { testResults } from './test-results.js';
import { writeAtomically } from './write-atomically.js';

/**
 * Returns the names of the files that were written; test results and plots only where there are any. Throws
 * ST_JOURNAL_WRITE, and ST_UNSUPPORTED when pictures cannot be drawn here: all other files are written then.
 */
export async function writeReport(directory: string, records: readonly JournalRecord[]): Promise<string[]> {
  const tested = testResults(records);
  const files: Record<string, string> = {
    'best_parameters.json': json(bestParameters(records)),
    'episode_results.json': json(episodeResults(records)),
    'episode_results.csv': episodesCsv(records),
    'baseline_results.json': json(baselineResults(records)),
    ...(tested ? { 'test_results.json': json(tested) } : {}),
  };
  for (const [name, content] of Object.entries(files)) writeAtomically(join(directory, name), content);
  const specification = plotSpecification(records);
  if (!specification) return Object.keys(files);
  writeAtomically(join(directory, PLOTS), await drawn(specification));
  return [...Object.keys(files), PLOTS];
}

const PLOTS = 'performance_plots.png';

/** The drawing libraries are heavy and partly native, so they are loaded here and not before. */
async function drawn(specification: Fragment): Promise<Uint8Array> {
  try {
    const { draw } = await import('./plots/draw.js');
    return await draw(specification);
  } catch (cause) {
    throw new SchedtunaError('ST_UNSUPPORTED', `cannot draw ${PLOTS}: ${(cause as Error).message}`, {
      hint: 'All other result files are written. Reinstall schedtuna on this machine, then run schedtuna report.',
      cause,
    });
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
