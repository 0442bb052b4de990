// The service behind `schedtuna report`: derived files from the journal alone.
import { resolve } from 'node:path';
import { writeHtml } from '../report/write-html.js';
import { writeReport } from '../report/write-report.js';
import { findDirectory } from './directory.js';
import { readJournal } from './journal.js';
import type { ExperimentReference } from './services.js';

export interface ReportReference extends ExperimentReference {
  /** Where the report as one page goes; none is written without it. */
  readonly html?: string;
}

export interface RebuiltReport {
  readonly directory: string;
  /** Names of the files that were written. */
  readonly files: readonly string[];
  /** Absolute path of the page. */
  readonly html?: string;
}

/** Throws ST_EXPERIMENT_MISSING, ST_JOURNAL_DAMAGED or ST_JOURNAL_WRITE; needs no lock, files are replaced as a whole. */
export async function rebuildReport({ experiment, resultsDir, html }: ReportReference): Promise<RebuiltReport> {
  const directory = findDirectory(resultsDir, experiment);
  const { records } = readJournal(directory);
  if (html === undefined) return { directory, files: await writeReport(directory, records) };
  const path = resolve(html);
  await writeHtml(path, records); // first: it can be drawn where pictures of pixels cannot
  return { directory, files: await writeReport(directory, records), html: path };
}
