import type { CommandOutput, Host } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import type { SchedulerBinary } from '../../../src/host/sched-ext/scheduler-binary.js';
import { createTryArguments } from '../../../src/host/sched-ext/try-arguments.js';

const binary = { path: '/opt/scx_example', triesArguments: true } as SchedulerBinary;

function asking(answer: Partial<CommandOutput> = {}, program = binary) {
  const asked: string[] = [];
  const run: Host['run'] = async ({ file, args }) => {
    asked.push([file, ...args].join(' '));
    return { stdout: '', stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 1, ...answer };
  };
  return { asked, refusal: createTryArguments({ run } as Host, program) };
}

describe('createTryArguments', () => {
  it('asks for the version behind the arguments, once for each list', async () => {
    const { asked, refusal } = asking();
    for (let i = 0; i < 3; i++) expect(await refusal(['-s', '700'])).toBeUndefined();
    expect(await refusal(['-s', '7 00'])).toBeUndefined();
    expect(await refusal(['-s', '7', '00'])).toBeUndefined();
    expect(asked).toEqual([
      '/opt/scx_example -s 700 --version',
      '/opt/scx_example -s 7 00 --version',
      '/opt/scx_example -s 7 00 --version',
    ]);
  });

  it('says how the program refuses, every time', async () => {
    const stderr = "warning: old\nerror: unexpected argument '--direct' found\n\n  tip: a similar argument exists\n";
    const { asked, refusal } = asking({ exitCode: 2, stderr });
    for (let i = 0; i < 2; i++) {
      expect(await refusal(['--direct', '1'])).toBe(
        "the scheduler refuses its arguments (--direct 1): error: unexpected argument '--direct' found",
      );
    }
    expect(asked).toHaveLength(1);
  });

  it('repeats nothing that a terminal obeys, and no endless line', async () => {
    const refused = async (stderr: string) => (await asking({ exitCode: 1, stderr }).refusal(['-x'])) ?? '';
    expect(await refused('\n\u0007\u001b[31mno\u001b[0m\n')).toMatch(/\(-x\): no$/);
    expect((await refused('y'.repeat(10_000))).length).toBeLessThan(400);
    expect(await refused('')).toMatch(/: it printed nothing$/);
  });

  it('is refused by a program that dies of it', async () => {
    expect(await asking({ exitCode: null, signal: 'SIGSEGV' }).refusal(['-x'])).toMatch(/refuses/);
  });

  it('leaves it to the run where the program cannot be asked', async () => {
    const run: Host['run'] = () => Promise.reject(new Error('/opt/scx_example did not end within 10000 ms'));
    expect(await createTryArguments({ run } as Host, binary)(['-x'])).toBeUndefined();
  });

  it('asks no program that would attach, and not about defaults', async () => {
    const attaching = asking({ exitCode: 2 }, { ...binary, triesArguments: false });
    expect(await attaching.refusal(['-s', '700'])).toBeUndefined();
    const defaults = asking({ exitCode: 2 });
    expect(await defaults.refusal([])).toBeUndefined();
    expect([attaching.asked, defaults.asked]).toEqual([[], []]);
  });
});
