import type { Command, CommandOutput, Host } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { readHelp } from '../../src/host/read-help.js';

type Answers = Readonly<Record<string, Partial<CommandOutput> | Error>>;

function hostThat(answers: Answers): { readonly host: Host; readonly asked: Command[] } {
  const asked: Command[] = [];
  const run = async (command: Command): Promise<CommandOutput> => {
    asked.push(command);
    const answer = answers[command.args[0]];
    if (answer instanceof Error) throw answer;
    return { stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1, ...answer };
  };
  return { host: { run } as unknown as Host, asked };
}

const HELP = 'Usage: x\n\nOptions:\n  -u, --slice-us <US>\n          Slice\n';

describe('readHelp', () => {
  it('asks for the long help, unwrapped', async () => {
    const { host, asked } = hostThat({ '--help': { stdout: HELP } });
    expect(await readHelp(host, '/opt/x')).toContain(HELP);
    expect(asked).toEqual([
      { file: '/opt/x', args: ['--help'], env: { COLUMNS: '10000', NO_COLOR: '1', LC_ALL: 'C' } },
    ]);
  });

  it('asks for -h where --help fails, and reads both streams', async () => {
    const { host, asked } = hostThat({
      '--help': { exitCode: 1, stderr: "x: invalid option -- '-'\n  -s N   Slice\n" },
      '-h': { stderr: '  -s N   Slice\n' },
    });
    expect(await readHelp(host, '/opt/x')).toBe('\n  -s N   Slice\n');
    expect(asked.map(({ args }) => args)).toEqual([['--help'], ['-h']]);
  });

  it('asks for -h where --help names no flag', async () => {
    const { host } = hostThat({ '--help': { stdout: 'see the manual\n' }, '-h': { exitCode: 1, stdout: HELP } });
    expect(await readHelp(host, '/opt/x')).toContain('--slice-us');
  });

  it('takes help that came with a failure when there is no other', async () => {
    const { host } = hostThat({ '--help': { exitCode: 1, stderr: HELP }, '-h': { exitCode: 2, stderr: 'what?' } });
    expect(await readHelp(host, '/opt/x')).toContain('--slice-us');
  });

  it('says what was printed in place of help', async () => {
    const { host } = hostThat({
      '--help': { exitCode: 1, stderr: 'first' },
      '-h': { exitCode: 1, stderr: "\u001b[31mCouldn't load\n a BPF program\u0007" },
    });
    await expect(readHelp(host, '/opt/x')).rejects.toMatchObject({
      code: 'ST_SCHEDULER_UNUSABLE',
      message: "/opt/x --help names no flags; it prints: Couldn't load a BPF program",
    });
    const silent = hostThat({ '--help': {}, '-h': {} });
    await expect(readHelp(silent.host, '/opt/x')).rejects.toThrow('/opt/x --help names no flags and prints nothing');
  });

  it('says why a program cannot be run', async () => {
    const { host } = hostThat({ '--help': new Error('spawn /opt/x EACCES') });
    await expect(readHelp(host, '/opt/x')).rejects.toMatchObject({
      code: 'ST_SCHEDULER_UNUSABLE',
      message: '/opt/x --help cannot be run: spawn /opt/x EACCES',
    });
  });
});
