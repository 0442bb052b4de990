// The service behind `schedtuna report`: derived files from the journal alone.

import { writeReport } from '../report/write-report.js';
import { findDirectory } from './directory.js';
import { readJournal } from './journal.js';
import type { ExperimentReference } from './services.js';

export interface RebuiltReport {
  readonly directory: string;
  /** Names of the files that were written. */
  readonly files: readonly string[];
}

/** Throws ST_EXPERIMENT_MISSING, ST_JOURNAL_DAMAGED or ST_JOURNAL_WRITE; needs no lock, files are replaced as a whole. */
export async function rebuildReport({ experiment, resultsDir }: ExperimentReference): Promise<RebuiltReport> {
  const directory = findDirectory(resultsDir, experiment);
  return { directory, files: await writeReport(directory, readJournal(directory).records) };
}
