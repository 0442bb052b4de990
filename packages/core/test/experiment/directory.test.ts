import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Options } from '../../src/config/options.js';
import { createDirectory, defaultName, findDirectory, freeName } from '../../src/experiment/directory.js';
import { JOURNAL } from '../../src/experiment/journal.js';

describe('experiment directory', () => {
  let results: string;
  beforeEach(() => {
    results = mkdtempSync(join(tmpdir(), 'schedtuna-results-'));
  });
  afterEach(() => rmSync(results, { recursive: true }));

  it.each(['a/b', '..', '.', '', '  ', 'a\0b', 'a\\b', 'x'.repeat(201)])('refuses the name %j', (name) => {
    expect(() => createDirectory(results, name)).toThrow(expect.objectContaining({ code: 'ST_EXPERIMENT_NAME' }));
  });

  it('refuses an experiment that exists and names resume', () => {
    writeFileSync(join(createDirectory(results, 'one'), JOURNAL), '');
    expect(() => createDirectory(results, 'one')).toThrow(
      expect.objectContaining({ code: 'ST_EXPERIMENT_EXISTS', hint: expect.stringContaining('resume one') }),
    );
  });

  it('refuses a folder with somebody else’s files', () => {
    mkdirSync(join(results, 'photos'));
    writeFileSync(join(results, 'photos', 'cat.png'), '');
    expect(() => createDirectory(results, 'photos')).toThrow(expect.objectContaining({ code: 'ST_EXPERIMENT_EXISTS' }));
  });

  it('uses a folder that an interrupted start left empty', () => {
    createDirectory(results, 'one');
    expect(createDirectory(results, 'one')).toBe(join(results, 'one'));
  });

  it('says which directory cannot be created', () => {
    writeFileSync(join(results, 'file'), '');
    expect(() => createDirectory(join(results, 'file'), 'one')).toThrow(
      expect.objectContaining({ code: 'ST_RESULTS_DIR', message: expect.stringContaining('file') }),
    );
  });

  it('finds by name and by path', () => {
    const directory = createDirectory(results, 'one');
    writeFileSync(join(directory, JOURNAL), '');
    expect(findDirectory(results, 'one')).toBe(directory);
    expect(findDirectory('/nowhere', directory)).toBe(directory);
    expect(() => findDirectory(results, 'two')).toThrow(expect.objectContaining({ code: 'ST_EXPERIMENT_MISSING' }));
  });

  it('has the original’s default name', () => {
    const options = { schedulerName: 'eevdf', algorithm: 'sac', episodes: 15 } as Options;
    expect(defaultName(options, new Date(2024, 11, 1, 9, 5, 3))).toBe('eevdf_sac_15ep_20241201_090503');
  });

  it('counts experiments that begin in the same second', () => {
    const options = { schedulerName: 'eevdf', algorithm: 'sac', episodes: 15, resultsDir: results } as Options;
    const now = new Date(2024, 11, 1);
    const first = freeName(options, now);
    createDirectory(results, first);
    expect(freeName(options, now)).toBe(`${first}_2`);
  });
});
