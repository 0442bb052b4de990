// Writes the report as one page.
import { SchedtunaError } from '@schedtuna/sdk';
import type { JournalRecord } from '../experiment/records.js';
import { writeAtomically } from './write-atomically.js';

/** Throws ST_JOURNAL_WRITE, and ST_UNSUPPORTED when it cannot be drawn here. */
export async function writeHtml(path: string, records: readonly JournalRecord[]): Promise<void> {
  writeAtomically(path, await pageOf(records));
}

/** The drawing libraries are heavy, so they are loaded here and not before. */
async function pageOf(records: readonly JournalRecord[]): Promise<string> {
  const { reportPage } = await import('./html/page.js').catch((cause: Error) => {
    throw new SchedtunaError('ST_UNSUPPORTED', `cannot draw the report: ${cause.message}`, {
      hint: 'Reinstall schedtuna on this machine, then run schedtuna report again.',
      cause,
    });
  });
  return reportPage(records);
}
