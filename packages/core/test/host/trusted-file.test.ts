import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writableByOthers } from '../../src/host/trusted-file.js';

const isRoot = process.getuid?.() === 0;
const SOMEBODY = 12_345;

describe.runIf(isRoot)('writableByOthers, which only root can try out', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'schedtuna-trusted-')));
    file = join(folder, 'bin', 'scx_example');
    mkdirSync(dirname(file), { mode: 0o755 });
    writeFileSync(file, '', { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const problem = (...trusted: number[]) => writableByOthers(file, trusted);

  it('trusts what only root can write, also below a directory with the sticky bit', () => {
    expect(problem()).toBeUndefined();
    chownSync(folder, 0, SOMEBODY);
    chmodSync(folder, 0o1777);
    expect(problem()).toBeUndefined();
  });

  it('names the file or directory that everyone can write', () => {
    chmodSync(file, 0o757);
    expect(problem()).toBe(`${file} can be written by everyone`);
    chmodSync(file, 0o755);
    chmodSync(dirname(file), 0o777);
    expect(problem()).toBe(`${dirname(file)} can be written by everyone`);
    chmodSync(dirname(file), 0o755);
    chmodSync(folder, 0o777);
    expect(problem()).toBe(`${folder} can be written by everyone`);
  });

  it('does not take the sticky bit of a file for that of a directory', () => {
    chmodSync(file, 0o1757);
    expect(problem()).toBe(`${file} can be written by everyone`);
  });

  it('lets nobody but the group of root write', () => {
    chmodSync(file, 0o775);
    expect(problem()).toBeUndefined();
    chownSync(file, 0, SOMEBODY);
    chmodSync(file, 0o775);
    expect(problem()).toBe(`${file} can be written by group ${SOMEBODY}`);
  });

  it('does not trust an owner that it was not told to trust', () => {
    chownSync(file, SOMEBODY, 0);
    expect(problem()).toBe(`${file} belongs to user ${SOMEBODY}`);
    expect(problem(SOMEBODY)).toBeUndefined();
    chownSync(file, 0, 0);
    chownSync(folder, SOMEBODY, 0);
    expect(problem()).toBe(`${folder} belongs to user ${SOMEBODY}`);
    expect(problem(SOMEBODY)).toBeUndefined();
  });

  it('follows links to where the program is', () => {
    const link = join(folder, 'link');
    symlinkSync(file, link);
    expect(writableByOthers(link, [])).toBeUndefined();
    chmodSync(dirname(file), 0o777);
    expect(writableByOthers(link, [])).toBe(`${dirname(file)} can be written by everyone`);
  });
});
