// A definition from a program's own help, by the built command, and that it is a definition to be read again.
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSchedulerFile } from '../packages/core/dist/plugins/read-scheduler-file.js';
import { createSandbox, type Sandbox } from './sandbox.js';

const PROGRAM = `#!/bin/sh
case "$1" in
--help) test "$COLUMNS" = 10000 || { echo "too narrow" >&2; exit 3; } ;;
--version) echo "scx_script 0.3.1"; exit 0 ;;
*) echo "error: this would start the scheduler" >&2; touch started; exit 2 ;;
esac
cat <<'END'
A script that poses as a scheduler.

Usage: scx_script [OPTIONS]

Options:
  -s, --slice-us <SLICE_US>
          Longest slice in microseconds

          [default: 2000]

      --eager
          Wake everybody

      --log-level <LOG_LEVEL>
          How much to say

          [default: info]

  -h, --help
          Print help
END
`;

const EXPECTED = {
  kind: 'sched_ext',
  name: 'scx_script',
  description: 'scx_script as its own help describes it',
  opsName: 'script',
  parameters: {
    slice_us: {
      ...{ type: 'integer', default: 2000, minValue: 100, maxValue: 40_000, scale: 'log', unit: 'us' },
      ...{ rangeIsGuess: true, commandArg: '--slice-us', description: 'Longest slice in microseconds' },
    },
    eager: { type: 'boolean', default: false, commandArg: '--eager', description: 'Wake everybody' },
  },
  skipped: {
    '--log-level': 'it says more, and schedules nothing differently',
    '--help': 'it prints and ends',
  },
};

let sandbox: Sandbox;
let program: string;
beforeAll(() => {
  sandbox = createSandbox();
  program = write('scx_script', PROGRAM);
});
afterAll(() => sandbox.remove());

function write(name: string, text: string): string {
  const path = join(sandbox.folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const discover = (...args: string[]) => sandbox.run(['schedulers', 'discover', ...args]);

it('prints the definition on standard output, and what to know about it on standard error', async () => {
  const { stdout, stderr, exitCode } = await discover('./scx_script');
  expect(exitCode).toBe(0);
  expect(JSON.parse(String(stdout))).toEqual({ ...EXPECTED, binary: program });
  expect(String(stderr).split('\n')).toEqual([
    'scx_script: 2 parameters',
    'Ranges are guesses, look them over: slice_us',
    'Left out:',
    '  --log-level  it says more, and schedules nothing differently',
    '  --help       it prints and ends',
    'To tune it: schedtuna optimize --scheduler-file FILE',
  ]);
  expect(existsSync(join(sandbox.folder, 'started'))).toBe(false);
});

it('finds programs in PATH, and says the same with --json', async () => {
  const env = { PATH: `${sandbox.folder}:${process.env.PATH}` };
  const { stdout, stderr } = await sandbox.run(['schedulers', 'discover', 'scx_script', '--json'], { env });
  expect(JSON.parse(String(stdout))).toEqual({ ...EXPECTED, binary: program });
  expect(stderr).toBe('');
});

it('writes a file that can be read as a scheduler, and replaces none unasked', async () => {
  const file = join(sandbox.folder, 'script.json');
  const first = await discover(program, '--output', file);
  expect(first).toMatchObject({ exitCode: 0, stdout: file });
  expect(String(first.stderr)).toContain(`--scheduler-file ${file}`);
  expect(statSync(file).mode & 0o022).toBe(0);
  const { skipped: _, ...definition } = EXPECTED;
  expect(await readSchedulerFile(file)).toMatchObject({
    definition: { ...definition, binary: program },
    source: { package: file, name: 'scx_script' },
  });

  writeFileSync(file, 'mine');
  const second = await discover(program, '--output', file);
  expect(second.exitCode).toBe(2);
  expect(String(second.stderr)).toMatch(/is there already[\s\S]*--force/);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect((await discover(program, '--output', file, '--force')).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8')).name).toBe('scx_script');
  expect(readdirSync(sandbox.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it('reads help that a C program prints in answer to a flag it does not know', async () => {
  const small = write(
    'scx_small',
    '#!/bin/sh\nprintf "Usage: x\\n\\n  -s SLICE_US   Slice\\n  -v            Print more\\n" >&2\nexit 1\n',
  );
  const { stdout, stderr } = await discover(small);
  const { opsName, parameters } = JSON.parse(String(stdout));
  expect(opsName).toBe('small');
  expect(parameters.slice_us).toMatchObject({ type: 'integer', default: -1, commandArg: '-s' });
  expect(stderr).toContain('-v');
});

it('says what is wrong with a program, in one error', async () => {
  const silent = write('scx_silent', '#!/bin/sh\necho "no BPF here" >&2\nexit 1\n');
  const plain = write('scx_plain', '#!/bin/sh\nprintf "Usage: x\\n\\n  -h   Display this\\n"\n');
  const cases: [string, RegExp][] = [
    ['scx_is_not_there', /the program scx_is_not_there is not in PATH/],
    [silent, /names no flags; it prints: no BPF here/],
    [plain, /names nothing to tune \(-h\)/],
  ];
  for (const [binary, message] of cases) {
    const { exitCode, stderr, stdout } = await discover(binary);
    expect([exitCode, stdout]).toEqual([10, '']);
    expect(String(stderr).replace(/\s+/g, ' ')).toMatch(message);
  }
});
