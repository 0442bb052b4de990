// One line at the end of a journal whose writer has died.
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Cuts off the half line that a dying writer left. Does nothing where there is no journal. */
export function appendToJournal(directory: string, record: object): void {
  const path = join(directory, 'journal.jsonl');
  if (!existsSync(path)) return;
  const sound = readFileSync(path).lastIndexOf(10) + 1;
  const file = openSync(path, 'a');
  try {
    ftruncateSync(file, sound);
    writeSync(file, `${JSON.stringify(record)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
