import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendToJournal } from '../../../src/host/guard/journal-line.js';

const RECORD = { type: 'session', event: 'cleaned-up' };
const LINES = ['{"type":"experiment","name":"größe"}', '{"type":"trial","id":1}', '{"type":"trial","id":2}'];

describe('appendToJournal', () => {
  let folder: string;
  let journal: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-journal-'));
    journal = join(folder, 'journal.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves whole lines and its own, wherever the journal was torn', () => {
    const whole = Buffer.from(LINES.map((line) => `${line}\n`).join(''));
    const first = Buffer.byteLength(`${LINES[0]}\n`);
    for (let length = first; length <= whole.length; length++) {
      writeFileSync(journal, whole.subarray(0, length));
      appendToJournal(folder, RECORD);
      const kept = whole.subarray(0, length).toString('latin1').split('\n').length - 1;
      expect(readFileSync(journal, 'utf8'), `cut at ${length}`).toBe(
        [...LINES.slice(0, kept), JSON.stringify(RECORD), ''].join('\n'),
      );
    }
  });

  it('does not begin a journal', () => {
    appendToJournal(folder, RECORD);
    expect(existsSync(journal)).toBe(false);
    for (const torn of ['', LINES[0].slice(0, 9), LINES[0]]) {
      writeFileSync(journal, torn);
      appendToJournal(folder, RECORD);
      expect(readFileSync(journal, 'utf8')).toBe(torn);
    }
  });

  it('keeps quiet where it cannot write', () => {
    mkdirSync(journal);
    appendToJournal(folder, RECORD);
    appendToJournal(join(folder, 'nowhere'), RECORD);
  });
});
