import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCK, lock } from '../../src/experiment/lock.js';

describe('lock', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is held once and released without a trace', () => {
    const release = lock(folder);
    expect(() => lock(folder)).toThrow(expect.objectContaining({ code: 'ST_EXPERIMENT_LOCKED' }));
    release();
    expect(readdirSync(folder)).toEqual([]);
    lock(folder)();
  });

  it('takes over from a process that is gone', () => {
    writeFileSync(join(folder, LOCK), JSON.stringify({ pid: 2 ** 22 + 1, startTime: 5 }));
    const release = lock(folder);
    expect(existsSync(join(folder, LOCK))).toBe(true);
    release();
  });

  it('takes over when the pid now belongs to another process', () => {
    writeFileSync(join(folder, LOCK), JSON.stringify({ pid: process.pid, startTime: 1 }));
    lock(folder)();
  });

  it('takes over from a file that says nothing', () => {
    writeFileSync(join(folder, LOCK), '');
    lock(folder)();
  });
});
