// The journal as the protocol sees it: first the lines of an earlier process, then new ones. The protocol runs the same way
// in both cases, so a resumed experiment makes the decisions that an uninterrupted one would have made.
import { SchedtunaError } from '@schedtuna/sdk';
import type { Journal } from './journal.js';
import type { JournalRecord } from './records.js';

type Of<T extends JournalRecord['type']> = Extract<JournalRecord, { type: T }>;

export interface Ledger {
  /** The next line of the past, consumed; undefined when the past is over. Throws when it is of another type. */
  take<T extends JournalRecord['type']>(type: T): Of<T> | undefined;
  /** Written and synced when it returns. Only after the past is over. */
  append(record: JournalRecord): void;
  /** Lines of the past are left. */
  isReplaying(): boolean;
  /** Everything so far, past and new. */
  records(): readonly JournalRecord[];
  close(): void;
}

/** `past` is what `take` returns, in order; `before` are other lines of the journal, only for `records`. */
export function createLedger(
  journal: Journal,
  past: readonly JournalRecord[],
  before: readonly JournalRecord[],
): Ledger {
  const all = [...before];
  let next = 0;
  return {
    take<T extends JournalRecord['type']>(type: T) {
      const record = past[next];
      if (record === undefined) return undefined;
      if (record.type !== type) throw unexpected(type, record.type);
      next++;
      all.push(record);
      return record as Of<T>;
    },
    append(record) {
      if (next < past.length) throw unexpected(record.type, past[next].type);
      journal.append(record);
      all.push(record);
    },
    isReplaying: () => next < past.length,
    records: () => all,
    close: () => journal.close(),
  };
}

function unexpected(wanted: string, found: string): SchedtunaError {
  return new SchedtunaError(
    'ST_JOURNAL_DAMAGED',
    `the journal has a line of type ${found} where one of type ${wanted} belongs`,
    {
      hint: 'It was edited, or written by a version with another protocol. Its results can still be read with `schedtuna report`.',
    },
  );
}
