// Writes every derived file of an experiment from its journal.
import { join } from 'node:path';
import type { JournalRecord } from '../experiment/records.js';
import { episodesCsv } from './csv.js';
import { baselineResults, bestParameters, episodeResults, testResults } from './result-files.js';
import { writeAtomically } from './write-atomically.js';

/** Names of the files that were written. Throws ST_JOURNAL_WRITE. */
export async function writeReport(directory: string, records: readonly JournalRecord[]): Promise<string[]> {
  const tested = testResults(records);
  const files: Record<string, string | Uint8Array> = {
    'best_parameters.json': json(bestParameters(records)),
    'episode_results.json': json(episodeResults(records)),
    'episode_results.csv': episodesCsv(records),
    'baseline_results.json': json(baselineResults(records)),
    ...(tested ? { 'test_results.json': json(tested) } : {}),
  };
  if (records.some(({ type }) => type === 'baseline')) {
    const { drawPlots } = await import('./plots/draw.js');
    files['performance_plots.png'] = await drawPlots(records);
  }
  for (const [name, content] of Object.entries(files)) writeAtomically(join(directory, name), content);
  return Object.keys(files);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
