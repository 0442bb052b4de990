import { describe, expect, it } from 'vitest';
import { loadingRights } from '../../../src/host/sched-ext/loading-rights.js';
import { machine, programs, status } from '../doctor/machines.js';

const BINARY = '/usr/bin/scx_rusty';
const KILL = '/usr/bin/kill';
const SYS_ADMIN = 1n << 21n;
const PERFMON = 1n << 38n;
const BPF = 1n << 39n;

type Answers = Parameters<typeof programs>[0];
type Bits = { readonly held?: bigint; readonly ambient?: bigint };

function rights(uid: number, { held = 0n, ambient = 0n }: Bits = {}, answers: Answers = {}) {
  const text = status(uid, held.toString(16).padStart(16, '0'), '0-7', ambient.toString(16).padStart(16, '0'));
  return loadingRights(machine({ '/proc/self/status': text }, programs(answers)), BINARY);
}

/** Answers of a sudo whose policy knows these rules. */
const sudo = (rules: string, allowed: readonly string[]): Answers => ({
  'sudo -n -l': `User alice may run the following commands on desk:\n    ${rules}\n`,
  ...Object.fromEntries(allowed.map((path) => [`sudo -n -l ${path}`, `${path}\n`])),
  kill: '',
});

/** What `sudo visudo` gets. */
const LINE = `#1000 ALL=(root) NOPASSWD: ${BINARY}, ${KILL}`;

describe('loadingRights', () => {
  it.each([
    ['everything', 0x1ffffffffffn],
    ['CAP_SYS_ADMIN', SYS_ADMIN],
    ['CAP_BPF and CAP_PERFMON', BPF | PERFMON],
  ])('has root with %s load schedulers', async (_, held) => {
    expect(await rights(0, { held })).toEqual({ by: 'root' });
  });

  it.each([
    ['nothing', 0n, 'none'],
    ['CAP_BPF alone', BPF, 'CAP_BPF'],
    ['CAP_PERFMON alone', PERFMON, 'CAP_PERFMON'],
  ])('tells the root of a container with %s what it lacks, and does not ask sudo', async (_, held, names) => {
    const answers = sudo('(ALL) NOPASSWD: ALL', [BINARY, KILL]);
    await expect(rights(0, { held }, answers)).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: `root may not load BPF schedulers here: of CAP_SYS_ADMIN, CAP_BPF and CAP_PERFMON it has ${names}`,
      hint: expect.stringContaining('--cap-add BPF --cap-add PERFMON'),
    });
  });

  it('takes capabilities that reach the scheduler', async () => {
    const both = BPF | PERFMON;
    expect(await rights(1000, { held: both, ambient: both })).toEqual({ by: 'capabilities' });
    expect(await rights(1000, { held: SYS_ADMIN, ambient: SYS_ADMIN })).toEqual({ by: 'capabilities' });
    await expect(rights(1000, { held: SYS_ADMIN, ambient: 0n })).rejects.toMatchObject({ code: 'ST_PRIVILEGES' });
    await expect(rights(1000, { held: both, ambient: BPF })).rejects.toMatchObject({ code: 'ST_PRIVILEGES' });
  });

  it.each([
    [`${BINARY} cap_perfmon,cap_bpf=ep`, true],
    [`${BINARY} = cap_bpf,cap_perfmon+ep`, true],
    [`${BINARY} cap_sys_admin=eip`, true],
    [`${BINARY} cap_perfmon,cap_bpf=p`, false],
    [`${BINARY} cap_bpf=ep`, false],
    ['', false],
  ])('reads getcap: %j', async (line, isEnough) => {
    const found = rights(1000, {}, { [`getcap ${BINARY}`]: `${line}\n` });
    if (isEnough) expect(await found).toEqual({ by: 'file capabilities' });
    else await expect(found).rejects.toMatchObject({ code: 'ST_PRIVILEGES' });
  });

  it('finds getcap where the PATH of users does not have it', async () => {
    const { which, run } = programs({ [`getcap ${BINARY}`]: `${BINARY} cap_sys_admin=ep\n` });
    const host = machine({ '/proc/self/status': status(1000, '0', '0-7', '0') }, { run, which: async () => undefined });
    expect(await loadingRights(host, BINARY)).toEqual({ by: 'file capabilities' });
    expect(await which('getcap')).toBe('/usr/bin/getcap');
  });

  it('goes through sudo where it starts the scheduler and its kill without a password', async () => {
    const answers = sudo(`(root) NOPASSWD: ${BINARY}, ${KILL}`, [BINARY, KILL]);
    expect(await rights(1000, {}, answers)).toEqual({ by: 'sudo', sudo: { sudo: '/usr/bin/sudo', kill: KILL } });
  });

  it.each<[string, Answers, string]>([
    ['asks for a password', sudo('(ALL : ALL) ALL', [BINARY, KILL]), 'sudo asks for a password'],
    ['refuses', sudo('(root) NOPASSWD: /usr/bin/apt', []), 'sudo does not start it for this user'],
    ['does not start kill', sudo(`(root) NOPASSWD: ${BINARY}`, [BINARY]), 'but not the kill that would end it'],
  ])('gives the line for sudoers where sudo %s', async (_, answers, why) => {
    await expect(rights(1000, {}, answers)).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: expect.stringMatching(`^this user may not load the BPF scheduler of ${BINARY}: .*${why}`),
      hint: `Run schedtuna with sudo; or type sudo visudo -f /etc/sudoers.d/schedtuna and add: ${LINE}`,
    });
  });

  it('names kill in that line where it is not found, and the user where /proc does not say', async () => {
    const { kill: _, ...withoutKill } = sudo(`(root) NOPASSWD: ${BINARY}`, [BINARY]);
    await expect(rights(1000, {}, withoutKill)).rejects.toMatchObject({ hint: expect.stringContaining(LINE) });
    const host = machine({}, programs(sudo('(ALL : ALL) ALL', [BINARY, KILL])));
    await expect(loadingRights(host, BINARY)).rejects.toMatchObject({ hint: expect.stringMatching('#UID ALL=') });
  });

  it('sends to root where there is no sudo', async () => {
    await expect(rights(1000)).rejects.toMatchObject({
      message: `this user may not load the BPF scheduler of ${BINARY}: only root may load it, and there is no sudo`,
      hint: 'Run schedtuna as root.',
    });
  });
});
