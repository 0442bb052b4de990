import type { Command, Host } from '@schedtuna/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asUser, type BenchmarkUser, benchmarkUser, hostAs } from '../../src/host/benchmark-user.js';
import { machine, programs } from './doctor/machines.js';

const ALICE = 'alice:x:1000:1000:Alice,,,:/home/alice:/bin/bash';
const alice: BenchmarkUser = {
  ...{ name: 'alice', uid: 1000, gid: 1000, home: '/home/alice' },
  setpriv: '/usr/bin/setpriv',
};

type Answers = Parameters<typeof programs>[0];

const knowing = (answers: Answers = {}, files: Readonly<Record<string, string>> = {}) =>
  machine(files, programs({ setpriv: '', ...answers }));
const withAlice = knowing({ 'getent passwd -- alice': `${ALICE}\n`, 'getent passwd -- 1000': `${ALICE}\n` });

describe('benchmarkUser', () => {
  const be = (uid: number) => vi.spyOn(process, 'getuid').mockReturnValue(uid);
  beforeEach(() => {
    vi.stubEnv('SUDO_USER', undefined);
    be(0);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is whom root names, by name or number', async () => {
    expect(await benchmarkUser(withAlice, 'alice')).toEqual(alice);
    expect(await benchmarkUser(withAlice, '1000')).toEqual(alice);
  });

  it('is whoever called sudo, unless somebody is named', async () => {
    vi.stubEnv('SUDO_USER', 'alice');
    expect(await benchmarkUser(withAlice, undefined)).toEqual(alice);
    const bob = knowing({ 'getent passwd -- bob': 'bob:x:1001:100::/home/bob:/bin/sh\n' });
    expect(await benchmarkUser(bob, 'bob')).toMatchObject({ name: 'bob', uid: 1001, gid: 100 });
  });

  it('is the user of this process where nobody is named, or that user is', async () => {
    const root = knowing({ 'getent passwd -- root': 'root:x:0:0:root:/root:/bin/bash\n' });
    expect(await benchmarkUser(withAlice, undefined)).toBeUndefined();
    vi.stubEnv('SUDO_USER', '');
    expect(await benchmarkUser(withAlice, undefined)).toBeUndefined();
    vi.stubEnv('SUDO_USER', 'root');
    expect(await benchmarkUser(root, undefined)).toBeUndefined();
    be(1000);
    expect(await benchmarkUser(withAlice, 'alice')).toBeUndefined();
  });

  it('does not believe the environment of an ordinary user', async () => {
    be(1001);
    vi.stubEnv('SUDO_USER', 'alice');
    expect(await benchmarkUser(withAlice, undefined)).toBeUndefined();
  });

  it('can be another one only for root', async () => {
    be(1001);
    await expect(benchmarkUser(withAlice, 'alice')).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: 'only root can run the benchmark as another user (alice)',
      hint: expect.stringContaining('Leave --benchmark-user away'),
    });
  });

  it.each<[string, Host]>([
    ['getent says so', knowing({ 'getent passwd -- nobody-here': { exitCode: 2 } })],
    ['getent fails', knowing({ getent: '' }, { '/etc/passwd': `${ALICE}\n` })],
    ['nothing is known', machine({})],
    ['what is known is damaged', machine({ '/etc/passwd': 'nobody-here:x\nnobody-here:x:one:1::/:\n' })],
  ])('must exist: %s', async (_, host) => {
    await expect(benchmarkUser(host, 'nobody-here')).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: 'there is no user "nobody-here" to run the benchmark as',
      hint: expect.stringContaining('--benchmark-user'),
    });
  });

  it('is looked up in /etc/passwd where there is no getent', async () => {
    const files = { '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\n${ALICE}\n` };
    expect(await benchmarkUser(knowing({}, files), 'alice')).toEqual(alice);
    expect(await benchmarkUser(knowing({}, files), '1000')).toEqual(alice);
  });

  it('is a name and not a pattern', async () => {
    await expect(benchmarkUser(knowing({}, { '/etc/passwd': `${ALICE}\n` }), 'ali')).rejects.toThrow('no user "ali"');
    await expect(benchmarkUser(knowing({}, { '/etc/passwd': '\n' }), 'x')).rejects.toThrow('no user "x"');
  });

  it('needs setpriv', async () => {
    const host = machine({ '/etc/passwd': `${ALICE}\n` });
    await expect(benchmarkUser(host, 'alice')).rejects.toMatchObject({
      code: 'ST_PRIVILEGES',
      message: 'the benchmark cannot run as alice: there is no program setpriv',
      hint: expect.stringContaining('util-linux'),
    });
  });
});

describe('asUser', () => {
  const command: Command = {
    file: '/opt/bench',
    args: ['--reuid=0', '-n'],
    cwd: '/data',
    env: { HOME: '/tmp', N: '1' },
  };

  it('starts the command with identity, groups and home of the user', () => {
    expect(asUser(command, alice)).toEqual({
      file: '/usr/bin/setpriv',
      args: ['--reuid=1000', '--regid=1000', '--init-groups', '--', '/opt/bench', '--reuid=0', '-n'],
      cwd: '/data',
      env: { HOME: '/tmp', USER: 'alice', LOGNAME: 'alice', N: '1' },
    });
    expect(asUser({ file: '/opt/bench', args: [] }, alice).env).toMatchObject({ HOME: '/home/alice' });
  });

  it('leaves it as it is where nobody else is asked for', () => {
    expect(asUser(command, undefined)).toBe(command);
  });

  it('reaches programs that are asked something, too', async () => {
    const asked: Command[] = [];
    const host = machine({}, { run: (one) => Promise.reject(asked.push(one)) });
    await hostAs(host, alice)
      .run(command)
      .catch(() => {});
    expect(asked).toEqual([asUser(command, alice)]);
    expect(hostAs(host, undefined)).toBe(host);
  });

  it.runIf(process.getuid?.() === 0)('drops what root could do', async () => {
    const { createHost } = await import('../../src/host/host.js');
    const host = createHost();
    const setpriv = await host.which('setpriv');
    if (setpriv === undefined) return;
    const nobody = { name: 'nobody', uid: 65_534, gid: 65_534, home: '/nonexistent', setpriv };
    const script = 'id -u; id -g; grep CapEff /proc/self/status; echo $HOME $USER';
    const { stdout } = await host.run(asUser({ file: '/bin/sh', args: ['-c', script] }, nobody));
    expect(stdout.trim().split(/\s+/)).toEqual([
      ...['65534', '65534', 'CapEff:', '0000000000000000', '/nonexistent', 'nobody'],
    ]);
  });
});
