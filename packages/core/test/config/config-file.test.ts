import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfigFile } from '../../src/config/config-file.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schedtuna-config-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text, { mode: 0o644 });
  return path;
}

test.each([
  'schedtuna.config.yaml',
  'schedtuna.config.yml',
  'schedtuna.config.json',
  '.schedtunarc',
  '.schedtunarc.json',
])('finds %s', async (name) => {
  write(name, '{"episodes": 7}');
  expect(await readConfigFile(undefined, directory)).toEqual({ episodes: 7 });
});

test('nothing is found in an empty directory, and nothing above it is read', async () => {
  write('schedtuna.config.yaml', 'episodes: 7');
  const below = join(directory, 'below');
  mkdirSync(below);
  expect(await readConfigFile(undefined, below)).toEqual({});
});

test('a named file wins over one that would be found, relative to the directory', async () => {
  write('schedtuna.config.yaml', 'episodes: 7');
  write('other.yaml', 'episodes: 8');
  expect(await readConfigFile('other.yaml', directory)).toEqual({ episodes: 8 });
});

test('no program is run, not even one that the search library looks for', async () => {
  const proof = join(directory, 'proof');
  const program = `require('node:fs').writeFileSync(${JSON.stringify(proof)}, '')`;
  mkdirSync(join(directory, '.config'));
  for (const name of ['.config/config.js', '.config/schedtunarc.js', 'schedtuna.config.js', '.schedtunarc.cjs'])
    write(name, program);
  const before = process.cwd();
  process.chdir(directory);
  try {
    expect(await readConfigFile(undefined, directory)).toEqual({});
  } finally {
    process.chdir(before);
  }
  expect(existsSync(proof)).toBe(false);
});

test.each([
  ['missing.yaml', /cannot read .*missing\.yaml: ENOENT/],
  ['.', /it is not a file/],
])('%s cannot be read', async (path, message) => {
  await expect(readConfigFile(path, directory)).rejects.toMatchObject({
    code: 'ST_CONFIG_FILE',
    message: expect.stringMatching(message),
  });
});

test('a file too large for a configuration is refused', async () => {
  write('large.yaml', `# ${'x'.repeat(1_000_001)}`);
  await expect(readConfigFile('large.yaml', directory)).rejects.toMatchObject({ code: 'ST_CONFIG_FILE' });
});

test.runIf(process.getuid?.() === 0)('root refuses a file that others can write', async () => {
  chmodSync(write('schedtuna.config.yaml', 'episodes: 7'), 0o666);
  await expect(readConfigFile(undefined, directory)).rejects.toMatchObject({
    code: 'ST_CONFIG_FILE',
    message: expect.stringContaining('can be written by others'),
  });
});
