import { describe, expect, it } from 'vitest';
import { checkPrivileges } from '../../../src/host/doctor/check-privileges.js';
import type { SchedulerFinding } from '../../../src/host/doctor/report.js';
import { desktopFiles, gibberish, machine, programs, status } from './machines.js';

const RUSTY = '/usr/bin/scx_rusty';
const FLASH = '/usr/bin/scx_flash';
const KILL = '/usr/bin/kill';

type Answers = Parameters<typeof programs>[0];

const scheduler = (binary: string): SchedulerFinding => ({
  name: binary.slice('/usr/bin/'.length),
  usable: true,
  unavailable: {},
  facts: { binary },
});

async function check(files: Readonly<Record<string, string>>, answers: Answers = {}, binaries: readonly string[] = []) {
  const host = machine({ ...desktopFiles, ...files }, programs(answers));
  const [finding, ...others] = await checkPrivileges(host, Promise.resolve(binaries.map(scheduler)));
  expect(others).toEqual([]);
  return finding;
}

/** Of user 1000; bits of the capabilities that the process holds, and of those that it passes on. */
const user = (held = 0n, ambient = 0n) => ({
  '/proc/self/status': status(1000, held.toString(16).padStart(16, '0'), '0-7', ambient.toString(16).padStart(16, '0')),
});

/** Answers of a sudo that starts `free` without a password and knows `others` with one. */
const sudo = (free: readonly string[], others: readonly string[] = []): Answers => ({
  kill: '',
  'sudo -n -l': `User alice may run:\n    (root) NOPASSWD: ${[...free].join(', ')}\n    (root) PASSWD: ${others.join(', ')}\n`,
  ...Object.fromEntries([...free, ...others].map((binary) => [`sudo -n -l ${binary}`, `${binary}\n`])),
});

describe('checkPrivileges', () => {
  it.each([
    ['CAP_SYS_ADMIN', 1n << 21n, 'ok'],
    ['CAP_PERFMON, CAP_BPF', (1n << 38n) | (1n << 39n), 'ok'],
    ['CAP_BPF', 1n << 39n, 'info'],
    ['CAP_PERFMON', 1n << 38n, 'info'],
    ['CAP_SYS_NICE', 1n << 23n, 'info'],
  ])('tells what %s is enough for', async (names, bits, expected) => {
    expect(await check(user(bits, bits))).toMatchObject({
      status: expected,
      message: expect.stringContaining(`an ordinary user with ${names}; nice`),
    });
  });

  it('knows that capabilities that are not ambient do not reach a scheduler', async () => {
    const finding = await check(user(1n << 21n, 0n));
    expect(finding).toMatchObject({ status: 'info', message: expect.stringContaining('not ambient') });
  });

  it('is content with root, and tells the root of a container what it lacks', async () => {
    expect(await check({ '/proc/self/status': status(0, '000001ffffffffff', '0-7') })).toMatchObject({ status: 'ok' });
    expect(await check({ '/proc/self/status': status(0, '00000000a80425fb', '0-7') })).toMatchObject({
      status: 'info',
      message: expect.stringMatching(/^root with no capability of interest.*not to load BPF schedulers$/),
      fix: expect.stringContaining('--cap-add SYS_ADMIN'),
    });
  });

  it('is content where sudo starts every scheduler without a password, and may end it', async () => {
    const answers = sudo([RUSTY, FLASH, KILL]);
    expect(await check(user(), answers, [RUSTY, FLASH])).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(`${RUSTY}: sudo starts it without a password; ${FLASH}: sudo starts it without`),
    });
  });

  it('gives the line for sudo that is missing, for the schedulers that need it', async () => {
    const finding = await check(user(), sudo([RUSTY, KILL], [FLASH]), [RUSTY, FLASH]);
    expect(finding).toMatchObject({
      status: 'info',
      message: expect.stringContaining(`${FLASH}: sudo asks for a password`),
      fix: expect.stringMatching(
        /run schedtuna as root, or type sudo visudo -f \/etc\/sudoers\.d\/schedtuna and add: #1000 ALL=\(root\) NOPASSWD: \/usr\/bin\/scx_flash, \/usr\/bin\/kill$/,
      ),
    });
    expect(finding.message).not.toContain('not to load');
  });

  it('needs kill too: a scheduler that root runs is ended by root', async () => {
    const finding = await check(user(), sudo([RUSTY]), [RUSTY]);
    expect(finding).toMatchObject({ status: 'info', message: expect.stringContaining('but not the kill') });
    expect(finding.fix).toContain(KILL);
  });

  it('tells of a sudo that refuses, and of none', async () => {
    expect(await check(user(), sudo([]), [RUSTY])).toMatchObject({
      status: 'info',
      message: expect.stringMatching(/sudo does not start it.*not to load BPF schedulers$/),
    });
    expect(await check(user(), {}, [RUSTY])).toMatchObject({
      message: expect.stringContaining('there is no sudo'),
      fix: 'To tune BPF schedulers, run schedtuna as root.',
    });
  });

  it('takes capabilities of the file', async () => {
    const answers = { [`getcap ${RUSTY}`]: `${RUSTY} cap_perfmon,cap_bpf=ep\n` };
    expect(await check(user(), answers, [RUSTY])).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(`${RUSTY}: file capabilities allow to load it`),
    });
  });

  it('only mentions it, without a fix, where no BPF scheduler is installed or can be loaded', async () => {
    expect((await check(user(), sudo([KILL]))).fix).toBe('To tune BPF schedulers, run schedtuna as root.');
    const { '/sys/kernel/sched_ext/state': _, ...files } = desktopFiles;
    const [finding] = await checkPrivileges(machine(files), Promise.resolve([]));
    expect(finding).toMatchObject({ status: 'info', message: expect.stringMatching(/enough for eevdf/) });
    expect(finding.fix).toBeUndefined();
  });

  it('survives a process of which nothing is known', async () => {
    for (const host of [machine({}), gibberish]) {
      expect(await checkPrivileges(host, Promise.resolve([scheduler(RUSTY)]))).toMatchObject([{ status: 'info' }]);
    }
  });

  it.each([
    [20, 'nice values down to 0'],
    [25, 'nice values down to -5'],
    ['unlimited', 'nice values down to -20'],
    [0, 'nice values can only be raised'],
  ])('reads a nice limit of %s', async (limit, words) => {
    const files = { ...user(), '/proc/self/limits': `Max nice priority         ${limit}                    0\n` };
    expect((await check(files)).message).toContain(words);
  });
});
