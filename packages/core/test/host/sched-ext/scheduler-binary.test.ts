import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '@schedtuna/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHost } from '../../../src/host/host.js';
import { findSchedulerBinary, stampOf } from '../../../src/host/sched-ext/scheduler-binary.js';
import { which } from '../../../src/host/which.js';

describe('findSchedulerBinary', () => {
  let folder: string;
  let host: Host;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'schedtuna-binary-')));
    host = { ...createHost(), which: (name) => which(name, folder) };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(name: string, script: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  }

  it.each([
    ['scx_rusty: 1.1.4 x86_64-unknown-linux-gnu', '1.1.4'],
    ['scx_flash 1.1.2-g1a2b3c x86_64-unknown-linux-gnu', '1.1.2-g1a2b3c'],
    ['scx_flash 1.1.2-g1a2b3c-dirty', '1.1.2-g1a2b3c-dirty'],
    ['scx_simple v6.12', '6.12'],
    ['\u001b[1mscx_rusty\u001b[0m \u001b[31m2.0.0\u001b[0m', '2.0.0'],
  ])('reads the version in %j', async (line, version) => {
    const path = program('scx_example', `echo '${line}'`);
    expect(await findSchedulerBinary(host, 'scx_example')).toMatchObject({
      ...{ path, version, program: `scx_example ${version}`, triesArguments: true },
    });
  });

  it.each([
    ['does not know --version', 'echo "invalid option" >&2; exit 1'],
    ['fails after it printed one', 'echo "scx_example 1.0.0"; exit 1'],
    ['prints help instead', 'echo "Usage: scx_example [-s SLICE_US]"'],
    ['prints nothing', 'exit 0'],
    ['dies', 'kill -9 $$'],
  ])('has no version of a program that %s, and does not try arguments with it', async (_, script) => {
    program('scx_example', script);
    const { version, program: called, triesArguments } = await findSchedulerBinary(host, 'scx_example');
    expect([version, called, triesArguments]).toEqual([undefined, 'scx_example', false]);
  });

  it('takes a version on stderr', async () => {
    program('scx_example', 'echo "scx_example 1.0.0" >&2');
    expect(await findSchedulerBinary(host, 'scx_example')).toMatchObject({ version: '1.0.0' });
  });

  it('asks nothing but --version', async () => {
    const path = program('scx_example', `echo "$@" >> ${folder}/asked; echo scx_example 1.0.0`);
    await findSchedulerBinary(host, path);
    expect(await host.readFile(join(folder, 'asked'))).toBe('--version\n');
  });

  it('takes a path, and resolves links', async () => {
    const path = program('scx_example-1.0', 'echo scx_example 1.0.0');
    symlinkSync(path, join(folder, 'scx_example'));
    for (const name of ['scx_example', join(folder, 'scx_example')]) {
      expect(await findSchedulerBinary(host, name)).toMatchObject({ path, program: 'scx_example-1.0 1.0.0' });
    }
  });

  it('says when it is not there, and where to get it', async () => {
    await expect(findSchedulerBinary(host, 'scx_example')).rejects.toMatchObject({
      code: 'ST_SCHEDULER_UNUSABLE',
      message: 'the program scx_example is not in PATH',
      hint: expect.stringMatching(/cargo install NAME\), or put its directory into PATH\.$/),
    });
    await expect(findSchedulerBinary(host, join(folder, 'scx_example'))).rejects.toMatchObject({
      message: `there is no program ${folder}/scx_example`,
      hint: expect.not.stringContaining('PATH'),
    });
  });

  it('is not a directory, nor a file that nobody may execute', async () => {
    await expect(findSchedulerBinary(host, folder)).rejects.toThrow(/^there is no program/);
    chmodSync(program('scx_example', 'exit 0'), 0o644);
    await expect(findSchedulerBinary(host, join(folder, 'scx_example'))).rejects.toThrow(/^there is no program/);
  });

  it('knows its content, and notices that it was replaced', async () => {
    const path = program('scx_example', 'echo scx_example 1.0.0');
    const { sha256, stamp } = await findSchedulerBinary(host, path);
    expect(sha256).toBe(createHash('sha256').update('#!/bin/sh\necho scx_example 1.0.0\n').digest('hex'));
    expect(stampOf(path)).toBe(stamp);
    renameSync(program('other', 'echo scx_example 1.0.0'), path); // the same content in another file
    expect(stampOf(path)).not.toBe(stamp);
    const replaced = await findSchedulerBinary(host, path);
    expect([replaced.sha256, replaced.stamp]).toEqual([sha256, stampOf(path)]);
    rmSync(path);
    expect(stampOf(path)).toBe('');
  });

  it.runIf(process.getuid?.() === 0)('is not run by root where others can write it', async () => {
    const path = program('scx_example', `touch ${folder}/ran`);
    chmodSync(path, 0o777);
    await expect(findSchedulerBinary(host, 'scx_example')).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: `as root schedtuna does not run ${path}: ${path} can be written by everyone`,
    });
    expect(await host.readFile(join(folder, 'ran'))).toBeUndefined();
  });
});
