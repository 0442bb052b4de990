import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeSnapshot, isOpsOf, readEvents, readSnapshot } from '../../../src/host/sched-ext/snapshot.js';

describe('a tree of sched_ext', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'schedtuna-snapshot-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function put(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  }

  it('is read where a scheduler is loaded', () => {
    put({ state: 'enabled\n', enable_seq: '8\n', switch_all: '1\n', 'root/ops': 'qmap\n', nr_rejected: '0\n' });
    expect(readSnapshot(root)).toEqual({ state: 'enabled', enableSeq: 8, ops: 'qmap', switchAll: true });
    put({ switch_all: '0\n' });
    expect(readSnapshot(root).switchAll).toBe(false);
  });

  it('has no root/ where none is loaded', () => {
    put({ state: 'disabled\n', enable_seq: '0\n', switch_all: '0\n' });
    expect(readSnapshot(root)).toEqual({ state: 'disabled', enableSeq: 0, switchAll: false });
    expect(readEvents(root)).toEqual({});
  });

  it('may lose root/ while it is disabling', () => {
    put({ state: 'disabling\n', enable_seq: '3\n', 'root/ops': '' });
    expect(readSnapshot(root)).toEqual({ state: 'disabling', enableSeq: 3 });
  });

  it('is empty where the kernel has no sched_ext', () => {
    expect(readSnapshot(join(root, 'nowhere'))).toEqual({});
    expect(readEvents(join(root, 'nowhere'))).toEqual({});
  });

  it('is read as far as it makes sense', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (state, sequence, events) => {
        put({ state, enable_seq: sequence, 'root/events': events });
        const read = readSnapshot(root);
        expect(read.state).toBe(state.trim() || undefined);
        expect(read.enableSeq).toBe(/^\d+$/.test(sequence.trim()) ? Number(sequence.trim()) : undefined);
        for (const value of Object.values(readEvents(root))) expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('has counters, whatever their names', () => {
    put({
      'root/events': [
        ...['SCX_EV_SELECT_CPU_FALLBACK 0', 'SCX_EV_REENQ_LOCAL_REPEAT 12', 'SCX_EV_BYPASS_DURATION 123456789'],
        ...['SCX_EV_OF_TOMORROW   7', 'another 1', 'SCX_EV_BROKEN x', 'SCX_EV_MORE 1 2', '', 'SCX_EV_BEHIND -3', ''],
      ].join('\n'),
    });
    expect(readEvents(root)).toEqual({
      SELECT_CPU_FALLBACK: 0,
      REENQ_LOCAL_REPEAT: 12,
      BYPASS_DURATION: 123_456_789,
      ...{ OF_TOMORROW: 7, another: 1, BEHIND: -3 },
    });
  });
});

describe('isOpsOf', () => {
  it.each([
    ['rusty', true],
    ['rusty_1.1.4_x86_64_unknown_linux_gnu', true],
    ['rusty_1.0.5_g85f140fd_dirty_x86_64_unknown_linux_gnu', true],
    ['rusty2', false],
    ['rusty2_1.1.4', false],
    ['rust', false],
    ['Rusty', false],
    ['my_rusty', false],
    ['', false],
    [undefined, false],
  ])('%s of rusty: %s', (ops, expected) => {
    expect(isOpsOf(ops, 'rusty')).toBe(expected);
  });
});

describe('describeSnapshot', () => {
  it('says who is there', () => {
    expect(describeSnapshot({ state: 'enabled', ops: 'qmap' })).toBe('qmap is enabled');
    expect(describeSnapshot({ state: 'disabled' })).toBe('disabled');
    expect(describeSnapshot({})).toBe('absent');
  });
});
