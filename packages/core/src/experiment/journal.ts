// journal.jsonl: one JSON object a line, on disk before anything else happens.
import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import { type ExperimentRecord, type JournalRecord, SCHEMA_VERSION } from './records.js';

export const JOURNAL = 'journal.jsonl';

export interface Journal {
  /** Written and synced when it returns. Throws ST_JOURNAL_WRITE; the line is then not in the file. */
  append(record: JournalRecord): void;
  close(): void;
}

export interface JournalContent {
  readonly experiment: ExperimentRecord;
  /** All lines, the experiment's first. */
  readonly records: readonly JournalRecord[];
  /** Length of the sound part; a torn last line lies behind it. */
  readonly bytes: number;
}

/** Opens for appending and cuts a torn last line off. */
export function openJournal(directory: string, soundBytes: number): Journal {
  const path = join(directory, JOURNAL);
  const file = failing(path, () => openSync(path, 'a'));
  let length = soundBytes;
  failing(path, () => ftruncateSync(file, length));
  return {
    append(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      failing(path, () => {
        try {
          for (let at = 0; at < line.length; ) at += writeSync(file, line, at);
          fsyncSync(file);
        } catch (error) {
          ftruncateSync(file, length); // half a line would make the next one unreadable
          throw error;
        }
      });
      length += line.length;
    },
    close: () => closeSync(file),
  };
}

/** Throws ST_EXPERIMENT_MISSING or ST_JOURNAL_DAMAGED. */
export function readJournal(directory: string): JournalContent {
  const path = join(directory, JOURNAL);
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (cause) {
    throw new SchedtunaError('ST_EXPERIMENT_MISSING', `${directory} has no ${JOURNAL} that can be read`, {
      hint: 'Name an experiment in the results directory, or give its path.',
      cause,
    });
  }
  const bytes = content.lastIndexOf(10) + 1; // what follows the last newline was torn by a crash
  const lines = content.subarray(0, bytes).toString('utf8').split('\n').slice(0, -1);
  const records = lines.map((line, i) => parseLine(line, i + 1, path));
  const [experiment] = records;
  if (experiment?.type !== 'experiment') throw damaged(path, 1, 'the first line does not describe an experiment');
  if (experiment.schema !== SCHEMA_VERSION) {
    throw damaged(path, 1, `it has schema version ${experiment.schema}, this schedtuna reads ${SCHEMA_VERSION}`);
  }
  return { experiment, records, bytes };
}

function parseLine(line: string, number: number, path: string): JournalRecord {
  try {
    const record = JSON.parse(line);
    if (typeof record?.type !== 'string') throw new Error('it is not a record');
    return record;
  } catch (error) {
    throw damaged(path, number, (error as Error).message);
  }
}

function damaged(path: string, line: number, why: string): SchedtunaError {
  return new SchedtunaError('ST_JOURNAL_DAMAGED', `${path}, line ${line}: ${why}`, {
    hint: 'Nothing was changed. Repair or remove that line (each line is one JSON object) and try again.',
  });
}

function failing<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new SchedtunaError('ST_JOURNAL_WRITE', `cannot write ${path}: ${(error as Error).message}`, {
      hint: 'Everything before it is safe. Make room or fix the permissions, then resume the experiment.',
      cause: error,
    });
  }
}
