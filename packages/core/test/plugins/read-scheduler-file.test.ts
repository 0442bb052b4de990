import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSchedulerFile } from '../../src/plugins/read-scheduler-file.js';

const scheduler = {
  kind: 'sched_ext',
  name: 'scx_example',
  binary: '/opt/scx_example',
  opsName: 'example',
  description: 'for a test',
  parameters: {
    slice_us: { type: 'integer', default: 5, minValue: 1, maxValue: 9, commandArg: '-s', description: 'a slice' },
  },
};

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schedtuna-scheduler-'));
  file = join(directory, 'scheduler.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (content: unknown) =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o644 });

test('reads a definition and says where it is from', async () => {
  write({ ...scheduler, skipped: { verbose: 'says more' } });
  const version = createHash('sha256')
    .update(JSON.stringify({ ...scheduler, skipped: { verbose: 'says more' } }))
    .digest('hex');
  expect(await readSchedulerFile(relative(process.cwd(), file))).toEqual({
    definition: scheduler,
    source: { kind: 'schedulers', name: 'scx_example', package: file, version: version.slice(0, 12), module: file },
  });
});

test.each<[string, string, RegExp, unknown]>([
  ['no JSON', 'ST_CONFIG_FILE', /it is not valid JSON: /, '{ kind: sched_ext }'],
  ['a list', 'ST_CONFIG_FILE', /must hold one object/, []],
  ['no kind', 'ST_CONFIG_VALUE', /kind is missing/, {}],
  ['a kind with code', 'ST_CONFIG_VALUE', /kind must be sched_ext, not "process"/, { ...scheduler, kind: 'process' }],
  ['a misspelt key', 'ST_CONFIG_KEY', /opsname is unknown; did you mean opsName\?/, { ...scheduler, opsname: 'x' }],
  ['no binary', 'ST_CONFIG_VALUE', /binary is missing/, { ...scheduler, binary: undefined }],
  ['a relative binary', 'ST_CONFIG_VALUE', /binary must be/, { ...scheduler, binary: './scx_example' }],
  [
    'a wrong type',
    'ST_CONFIG_VALUE',
    /parameters\.slice_us\.minValue must be a number, not "1"/,
    { ...scheduler, parameters: { slice_us: { ...scheduler.parameters.slice_us, minValue: '1' } } },
  ],
  [
    'a default outside its range',
    'ST_CONFIG_VALUE',
    /slice_us: default must be a whole number from 1 to 9, not 10/,
    { ...scheduler, parameters: { slice_us: { ...scheduler.parameters.slice_us, default: 10 } } },
  ],
])('refuses %s and names file and key', async (_, code, message, content) => {
  write(content);
  const error = await readSchedulerFile(file).catch((thrown) => thrown);
  expect(error).toMatchObject({ code, hint: expect.stringContaining('schedulers discover') });
  expect(error.message).toMatch(message);
  expect(error.message.startsWith(`${file}: `)).toBe(true);
});

test('refuses what is missing, no file, or too big', async () => {
  await expect(readSchedulerFile(file)).rejects.toMatchObject({
    code: 'ST_CONFIG_FILE',
    hint: 'Name a JSON file with --scheduler-file.',
  });
  await expect(readSchedulerFile(directory)).rejects.toThrow(/it is not a file/);
  write(' '.repeat(1_000_001));
  await expect(readSchedulerFile(file)).rejects.toThrow(/1000001 bytes, 1000000 are allowed/);
});

test.runIf(process.getuid?.() === 0)('root refuses a file that others can write', async () => {
  write(scheduler);
  chmodSync(file, 0o666);
  await expect(readSchedulerFile(file)).rejects.toMatchObject({
    code: 'ST_CONFIG_FILE',
    message: `${file} can be written by others; as root it is not trusted`,
  });
});
