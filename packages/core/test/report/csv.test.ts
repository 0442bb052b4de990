import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../src/experiment/records.js';
import { episodesCsv } from '../../src/report/csv.js';
import { experiment, searchJournal } from './journal.js';

describe('episodesCsv', () => {
  it('has one column a parameter, a metric and a loss, and one row an episode in their order', () => {
    const [header, ...rows] = parseCsv(episodesCsv(searchJournal({ episodes: 12 })));
    expect(header).toEqual([
      ...['episode', 'reward', 'score', 'standard_error', 'success', 'outcome', 'error_msg', 'reason'],
      ...['tg_tokens_per_sec', 'pp_tokens_per_sec', 'background_units_per_sec', 'execution_time'],
      ...['slice_us', 'policy'],
      ...['policy_loss', 'value_loss', 'entropy', 'temperature', 'exploration', 'thinking_ms', 'timestamp'],
    ]);
    expect(rows.map(([episode]) => Number(episode))).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    for (const row of rows) expect(row).toHaveLength(header.length);
  });

  it('leaves the numbers of a failed episode empty and says why it failed', () => {
    const [header, ...rows] = parseCsv(episodesCsv(searchJournal({ episodes: 20, failing: 1 })));
    const timedOut = rows.find((row) => row[header.indexOf('outcome')] === 'benchmark_timeout') as string[];
    const cell = (name: string) => timedOut[header.indexOf(name)];
    expect([cell('reward'), cell('score'), cell('tg_tokens_per_sec')]).toEqual(['', '', '']);
    expect([cell('success'), cell('error_msg')]).toEqual(['false', 'the benchmark did not end within 300 s']);
    const guarded = rows.find((row) => row[header.indexOf('outcome')] === 'guard_violated') as string[];
    expect(Number(guarded[header.indexOf('tg_tokens_per_sec')])).toBeGreaterThan(0);
  });

  it('is a header alone while there is no episode', () => {
    expect(parseCsv(episodesCsv([experiment]))).toHaveLength(1);
    expect(parseCsv(episodesCsv([]))).toHaveLength(1);
  });

  it('keeps a parameter apart from a column of the same name', () => {
    const journal = searchJournal({ episodes: 1, failing: 0 }).map((record) =>
      record.type === 'trial' ? { ...record, configuration: { score: 7, execution_time: 'long' } } : record,
    );
    const [header, row] = parseCsv(episodesCsv(journal));
    expect(new Set(header).size).toBe(header.length);
    expect(row[header.indexOf('params.score')]).toBe('7');
    expect(row[header.indexOf('params.execution_time')]).toBe('long');
  });

  it('gives back any text, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', ' ', 'é') }), (reason) => {
        const journal = searchJournal({ episodes: 1, failing: 0 }).map(
          (record): JournalRecord => (record.type === 'trial' ? { ...record, reason } : record),
        );
        const [header, row] = parseCsv(episodesCsv(journal));
        expect(row[header.indexOf('reason')]).toBe(reason);
      }),
    );
  });
});

/** A reader of RFC 4180 that shares nothing with the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
    if (field.lastIndex === text.length) return rows;
  }
  throw new Error(`no CSV from character ${field.lastIndex} on`);
}
