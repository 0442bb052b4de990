// One line at the end of a journal whose writer has died.
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Cuts off the half line that a dying writer left. Does nothing where there is no journal with a whole line. Never throws:
 * the machine has been put back by then, and the line is for people only.
 */
export function appendToJournal(directory: string, record: object): void {
  const path = join(directory, 'journal.jsonl');
  try {
    const sound = readFileSync(path).lastIndexOf(10) + 1;
    if (sound === 0) return;
    const file = openSync(path, 'a');
    try {
      ftruncateSync(file, sound);
      writeSync(file, `${JSON.stringify(record)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // no journal, or a full disk: half a line is cut off by whoever reads it next
  }
}
