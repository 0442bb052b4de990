import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory, cachePath } from '../../src/config/cache-directory.js';

describe('cachePath', () => {
  const environment = { XDG_CACHE_HOME: '/home/alice/.xdg' };

  it('is of the user, or for all users to read', () => {
    expect(cachePath({ environment: {} })).toBe(join(homedir(), '.cache', 'schedtuna'));
    expect(cachePath({ environment })).toBe('/home/alice/.xdg/schedtuna');
    expect(cachePath({ environment, isShared: true })).toBe('/var/cache/schedtuna');
    expect(cachePath({ environment: {}, isShared: true })).toBe('/var/cache/schedtuna');
  });

  it('is what SCHEDTUNA_CACHE_DIR says before anything else', () => {
    const named = { ...environment, SCHEDTUNA_CACHE_DIR: '/data/cache' };
    expect([cachePath({ environment: named }), cachePath({ environment: named, isShared: true })]).toEqual([
      '/data/cache',
      '/data/cache',
    ]);
    expect(cachePath({ environment: { ...environment, SCHEDTUNA_CACHE_DIR: '' } })).toBe('/home/alice/.xdg/schedtuna');
  });
});

describe('cacheDirectory', () => {
  let folder: string;
  let umask: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-cache-'));
    umask = process.umask(0o077);
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(folder, { recursive: true });
  });
  const directory = (isShared: boolean) =>
    cacheDirectory({ environment: { SCHEDTUNA_CACHE_DIR: join(folder, 'a', 'b') }, isShared });
  const mode = (...path: string[]) => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

  it('is made, for its user alone where the umask says so', () => {
    expect(directory(false)).toBe(join(folder, 'a', 'b'));
    expect([mode('a'), mode('a', 'b')]).toEqual(['700', '700']);
  });

  it('is made for others to read, whatever the umask says', () => {
    directory(true);
    expect([mode(), mode('a'), mode('a', 'b')]).toEqual(['700', '755', '755']);
  });

  it('keeps the mode of a directory that was there', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true, mode: 0o700 });
    directory(true);
    expect([mode('a'), mode('a', 'b')]).toEqual(['700', '700']);
  });

  it('says where it cannot be made', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => directory(false)).toThrow(
      expect.objectContaining({ code: 'ST_HOST', message: expect.stringContaining(`${folder}/a/b: ENOTDIR`) }),
    );
  });
});
