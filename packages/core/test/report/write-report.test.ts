import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeAtomically } from '../../src/report/write-atomically.js';
import { writeReport } from '../../src/report/write-report.js';
import { experiment, searchJournal } from './journal.js';

const always = ['best_parameters.json', 'episode_results.json', 'episode_results.csv', 'baseline_results.json'];

describe('writeReport', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-report-'));
  });
  afterEach(() => {
    vi.doUnmock('../../src/report/plots/draw.js');
    rmSync(folder, { recursive: true });
  });

  it('writes every file and leaves nothing else behind', async () => {
    const names = await writeReport(folder, searchJournal({ episodes: 5 }));
    expect(names).toEqual([...always, 'performance_plots.png']);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    expect(JSON.parse(readFileSync(join(folder, 'episode_results.json'), 'utf8'))).toHaveLength(5);
  });

  it('writes what there is before the A/A runs are over', async () => {
    expect(await writeReport(folder, [experiment])).toEqual(always);
    expect(JSON.parse(readFileSync(join(folder, 'episode_results.json'), 'utf8'))).toEqual([]);
  });

  it('adds the results of a test', async () => {
    const session = {
      type: 'session',
      event: 'test',
      at: '2026-01-02T04:00:00.000Z',
      configuration: {},
      runs: 6,
    } as const;
    expect(await writeReport(folder, [...searchJournal({ episodes: 1 }), session])).toContain('test_results.json');
  });

  it('replaces old files', async () => {
    writeFileSync(join(folder, 'episode_results.csv'), 'old');
    await writeReport(folder, searchJournal({ episodes: 1 }));
    expect(readFileSync(join(folder, 'episode_results.csv'), 'utf8')).toMatch(/^episode,/);
  });

  it('writes all other files where pictures cannot be drawn, and says so', async () => {
    vi.doMock('../../src/report/plots/draw.js', () => {
      throw new Error('no native binding');
    });
    await expect(writeReport(folder, searchJournal({ episodes: 1 }))).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
      message: expect.stringContaining('cannot draw performance_plots.png'),
    });
    expect(readdirSync(folder).sort()).toEqual([...always].sort());
  });
});

describe('writeAtomically', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-report-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('replaces a file as a whole, also a read-only one', () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old', { mode: 0o400 });
    writeAtomically(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('keeps what was there and removes its own when the new file cannot take its place', () => {
    const path = join(folder, 'taken');
    mkdirSync(join(path, 'inside'), { recursive: true });
    expect(() => writeAtomically(path, 'new')).toThrow(
      expect.objectContaining({ code: 'ST_JOURNAL_WRITE', message: expect.stringContaining(path) }),
    );
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readdirSync(path)).toEqual(['inside']);
  });
});
