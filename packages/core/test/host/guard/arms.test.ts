import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type GuardRecord,
  readRecords,
  recordDirectory,
  removeRecord,
  writeRecord,
} from '../../../src/host/guard/arms.js';

const isRoot = process.getuid?.() === 0;

const record = (pid: number): GuardRecord => ({
  directory: '/results/one',
  root: '/sys/kernel/sched_ext',
  restore: [{ kind: 'run', command: { file: '/usr/bin/systemctl', args: ['start', 'scx.service'] } }],
  guard: { pid, startTime: 10 },
  tuner: { pid: 2, startTime: 5 },
  marker: 'abc',
});

describe('records of guards', () => {
  let folder: string;
  let records: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-arms-'));
    records = join(folder, 'run', 'schedtuna');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are written for their owner alone, replaced, read and removed', () => {
    expect(writeRecord(records, record(7))).toBe(join(records, 'guard-7.json'));
    writeRecord(records, record(8));
    const scheduler = { pid: 9, startTime: 11 };
    writeRecord(records, { ...record(7), scheduler });
    expect(statSync(records).mode & 0o777).toBe(0o700);
    expect(readdirSync(records)).toEqual(['guard-7.json', 'guard-8.json']);
    expect(statSync(join(records, 'guard-7.json')).mode & 0o777).toBe(0o600);
    expect(readRecords(records)).toEqual([{ ...record(7), scheduler }, record(8)]);
    removeRecord(records, 7);
    removeRecord(records, 7);
    expect(readRecords(records)).toEqual([record(8)]);
  });

  it('are none where there is no directory', () => {
    expect(readRecords(records)).toEqual([]);
  });

  it.each([0o720, 0o702, 0o777])('are neither written nor believed in a directory of mode %o', (mode) => {
    writeRecord(records, record(7));
    chmodSync(records, mode);
    expect(() => writeRecord(records, record(8))).toThrow(`${records} belongs to another user, or others can write it`);
    expect(readRecords(records)).toEqual([]);
    expect(readdirSync(records)).toEqual(['guard-7.json']);
  });

  it.runIf(isRoot)('are neither written nor believed in the directory of somebody else', () => {
    writeRecord(records, record(7));
    chownSync(records, 12_345, 12_345);
    expect(() => writeRecord(records, record(8))).toThrow('belongs to another user');
    expect(readRecords(records)).toEqual([]);
  });

  it('are neither written nor believed behind a link', () => {
    const real = join(folder, 'real');
    writeRecord(real, record(7));
    mkdirSync(join(folder, 'run'));
    symlinkSync(real, records);
    expect(() => writeRecord(records, record(8))).toThrow('belongs to another user');
    expect(readRecords(records)).toEqual([]);
  });

  it('are left out when they are damaged or no records', () => {
    writeRecord(records, record(7));
    const { directory: _, ...lost } = record(1);
    const files = {
      ...{ 'guard-1.json': JSON.stringify(lost), 'guard-2.json': '{"guard":{"pid":2', 'guard-3.json': 'null' },
      ...{ 'guard-4.json': '{"guard":{"pid":"4"},"restore":[]}', 'guard-x.json': JSON.stringify(record(5)) },
      ...{ 'guard-6.json.tmp': JSON.stringify(record(6)), 'notes.txt': 'hello' },
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(records, name), text);
    expect(readRecords(records)).toEqual([record(7)]);
  });

  it('have their place', () => {
    const expected = isRoot ? '/run/schedtuna' : '/run/user/1000/schedtuna';
    expect(recordDirectory({ XDG_RUNTIME_DIR: '/run/user/1000' })).toBe(expected);
    if (!isRoot) expect(recordDirectory({})).toBe(`/tmp/schedtuna-${process.getuid?.()}`);
  });
});
