// A file is either the old one or the new one, never half of it.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { SchedtunaError } from '@schedtuna/sdk';

/** Throws ST_JOURNAL_WRITE; the old file, if any, is then untouched. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new SchedtunaError('ST_JOURNAL_WRITE', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'The journal is safe. Make room or fix the permissions, then run schedtuna report.',
      cause,
    });
  }
}
