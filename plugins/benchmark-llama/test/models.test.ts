import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkModel } from '../src/model/check-model.js';
import { fileIdentity } from '../src/model/file-identity.js';
import { SYNTHETIC_SHA256, syntheticModel } from '../src/model/synthetic-model.js';
import { fail } from './context.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schedtuna-llama-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('checkModel', () => {
  const refused = (path: string) => expect(checkModel(path, fail)).rejects;
  const file = (content: string) => {
    const path = join(folder, 'model.gguf');
    writeFileSync(path, content);
    return path;
  };

  it('accepts what begins as GGUF', async () => {
    await expect(checkModel(file('GGUF....'), fail)).resolves.toBeUndefined();
  });

  it('says what is wrong, with the path', async () => {
    await refused(join(folder, 'none.gguf')).toMatchObject({
      code: 'ST_MODEL',
      message: `the model ${folder}/none.gguf does not exist`,
    });
    await refused(join(file('GGUF'), 'below')).toThrow(/model\.gguf\/below does not exist/);
    await refused(folder).toThrow(/is a directory, not a GGUF file/);
    await refused(file('')).toThrow(/is empty/);
    await refused(file('PK\u0003\u0004zip')).toThrow(
      /is not GGUF: it begins with "PK\\u0003\\u0004" instead of "GGUF"/,
    );
    await refused(file('GG')).toThrow(/begins with "GG"/);
    await refused('/dev/null').toThrow(/is not a regular file/);
  });

  it('says when permission is missing', () => {
    chmodSync(folder, 0o755);
    const path = file('GGUF');
    chmodSync(path, 0);
    const module = fileURLToPath(new URL('../dist/model/check-model.js', import.meta.url));
    const script = `
      const { checkModel } = await import(${JSON.stringify(module)});
      if (process.getuid() === 0) process.seteuid(65534); // root may read everything
      await checkModel(${JSON.stringify(path)}, (code, message) => { console.log(code, message); process.exit(); });`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stdout).toBe(`ST_MODEL the model ${path} cannot be read: permission denied\n`);
  });
});

describe('syntheticModel', () => {
  const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

  it('writes the model once and leaves nothing else behind', async () => {
    const path = await syntheticModel(folder);
    expect(sha256(path)).toBe(SYNTHETIC_SHA256);
    expect(readdirSync(folder)).toHaveLength(1);
    const { ino } = statSync(path);
    expect(await syntheticModel(folder)).toBe(path);
    expect(statSync(path).ino).toBe(ino);
  });

  it.each([
    ['a changed byte', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 1_000_000, 1_000_001))],
    ['a missing end', (path: string) => truncateSync(path, 2_000_000)],
  ])('makes it anew after %s', async (_, damage) => {
    const path = await syntheticModel(folder);
    damage(path);
    expect(sha256(path)).not.toBe(SYNTHETIC_SHA256);
    expect(sha256(await syntheticModel(folder))).toBe(SYNTHETIC_SHA256);
  });

  it('may be called by several at once', async () => {
    const paths = await Promise.all([syntheticModel(folder), syntheticModel(folder), syntheticModel(folder)]);
    expect(new Set(paths).size).toBe(1);
    expect(sha256(paths[0])).toBe(SYNTHETIC_SHA256);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('leaves no temporary file when it cannot finish', async () => {
    const path = await syntheticModel(folder);
    rmSync(path);
    mkdirSync(join(path, 'in the way'), { recursive: true }); // a file cannot take a folder's place
    await expect(syntheticModel(folder)).rejects.toThrow();
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('fileIdentity', () => {
  const large = (first: number, last: number, seconds: number) => {
    const path = join(folder, 'large');
    writeFileSync(
      path,
      Buffer.concat([Buffer.alloc(2 ** 20, first), Buffer.alloc(2 ** 20, 9), Buffer.alloc(2 ** 20, last)]),
    );
    utimesSync(path, seconds, seconds);
    return fileIdentity('model', path, 100);
  };

  it('is the checksum of the whole file', async () => {
    const path = join(folder, 'small');
    writeFileSync(path, 'abc');
    expect(await fileIdentity('model', path)).toEqual({
      model_sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-2, appendix B.1
    });
  });

  it('tells large files apart by size, time, beginning and end', async () => {
    const one = await large(1, 2, 1000);
    expect(Object.keys(one)).toEqual(['model_sampled_sha256']);
    expect(await large(1, 2, 1000)).toEqual(one);
    expect(await large(1, 3, 1000)).not.toEqual(one);
    expect(await large(3, 2, 1000)).not.toEqual(one);
    expect(await large(1, 2, 1001)).not.toEqual(one);
  });
});
