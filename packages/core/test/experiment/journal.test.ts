import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JOURNAL, openJournal, readJournal } from '../../src/experiment/journal.js';
import type { ExperimentRecord, JournalRecord } from '../../src/experiment/records.js';

const first = { type: 'experiment', schema: 1, name: 'x' } as unknown as ExperimentRecord;
const line = (n: number): JournalRecord => ({ type: 'finalists', configurations: [{ n, text: 'ä\n"' }] });

describe('journal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const path = () => join(folder, JOURNAL);

  function write(count: number): void {
    const journal = openJournal(folder, 0);
    journal.append(first);
    for (let i = 0; i < count; i++) journal.append(line(i));
    journal.close();
  }

  it('reads back what was appended', () => {
    write(3);
    expect(readJournal(folder).records).toEqual([first, line(0), line(1), line(2)]);
  });

  it('loses at most the last line wherever a crash cuts the file, and goes on after it', () => {
    write(4);
    const whole = readFileSync(path());
    const firstLength = whole.indexOf(10) + 1;
    fc.assert(
      fc.property(fc.integer({ min: firstLength, max: whole.length }), (cut) => {
        writeFileSync(path(), whole.subarray(0, cut));
        const torn = readJournal(folder);
        const complete = whole.subarray(0, cut).toString('utf8').split('\n').length - 1;
        expect(torn.records).toHaveLength(complete);
        const journal = openJournal(folder, torn.bytes);
        journal.append(line(99));
        journal.close();
        expect(readJournal(folder).records.at(-1)).toEqual(line(99));
        expect(readJournal(folder).records).toHaveLength(complete + 1);
      }),
    );
  });

  it('names the damaged line in the middle and changes nothing', () => {
    write(1);
    appendFileSync(path(), '{"type":"fin\n');
    appendFileSync(path(), `${JSON.stringify(line(2))}\n`);
    const before = readFileSync(path());
    expect(() => readJournal(folder)).toThrow(
      expect.objectContaining({ code: 'ST_JOURNAL_DAMAGED', message: expect.stringContaining('line 3') }),
    );
    expect(readFileSync(path())).toEqual(before);
  });

  it('refuses a journal of another schema', () => {
    writeFileSync(path(), `${JSON.stringify({ ...first, schema: 2 })}\n`);
    expect(() => readJournal(folder)).toThrow(/schema version 2/);
  });

  it('says that there is none', () => {
    expect(() => readJournal(join(folder, 'nothing'))).toThrow(
      expect.objectContaining({ code: 'ST_EXPERIMENT_MISSING' }),
    );
  });
});
