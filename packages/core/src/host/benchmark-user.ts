// The user that benchmarks run as: never root by accident.
import { type Command, type Host, SchedtunaError } from '@schedtuna/sdk';

export interface BenchmarkUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  /** setpriv of util-linux: it also takes the user's supplementary groups up, unlike a bare setuid. */
  readonly setpriv: string;
}

/**
 * `requested` is --benchmark-user. Without it root's benchmarks run as whoever called sudo; undefined when they run as
 * the user of this process. Throws ST_PRIVILEGES.
 */
export async function benchmarkUser(host: Host, requested: string | undefined): Promise<BenchmarkUser | undefined> {
  const isRoot = process.getuid?.() === 0;
  const name = requested ?? (isRoot ? process.env.SUDO_USER : undefined);
  if (name === undefined || name === '') return undefined;
  const account = await accountOf(host, name);
  if (!account) {
    throw new SchedtunaError('ST_PRIVILEGES', `there is no user ${JSON.stringify(name)} to run the benchmark as`, {
      hint: 'Name a user of this machine with --benchmark-user.',
    });
  }
  if (account.uid === process.getuid?.()) return undefined;
  if (!isRoot) {
    throw new SchedtunaError('ST_PRIVILEGES', `only root can run the benchmark as another user (${name})`, {
      hint: 'Leave --benchmark-user away: the benchmark runs as you.',
    });
  }
  const setpriv = await host.which('setpriv');
  if (setpriv !== undefined) return { ...account, setpriv };
  throw new SchedtunaError('ST_PRIVILEGES', `the benchmark cannot run as ${name}: there is no program setpriv`, {
    hint: 'Install util-linux, or run as that user with sudo for the scheduler only.',
  });
}

/** The same command with the user's identity, home and groups, and without root's capabilities. */
export function asUser(command: Command, user: BenchmarkUser | undefined): Command {
  if (!user) return command;
  const { name, uid, gid, home, setpriv } = user;
  return {
    ...command,
    file: setpriv,
    args: [`--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--', command.file, ...command.args],
    env: { HOME: home, USER: name, LOGNAME: name, ...command.env },
  };
}

/** The same host, whose programs run as the user. */
export function hostAs(host: Host, user: BenchmarkUser | undefined): Host {
  return user ? { ...host, run: (command, options) => host.run(asUser(command, user), options) } : host;
}

/** A line of passwd(5), from getent where there is one: users may come from a directory service. */
async function accountOf(host: Host, name: string): Promise<Omit<BenchmarkUser, 'setpriv'> | undefined> {
  const getent = await host.which('getent');
  const output = getent && (await host.run({ file: getent, args: ['passwd', '--', name] }).catch(() => undefined));
  const text = output && output.exitCode === 0 ? output.stdout : ((await host.readFile('/etc/passwd')) ?? '');
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find(([login, , uid]) => login === name || uid === name);
  if (!fields || !/^\d+$/.test(fields[2] ?? '')) return undefined;
  return { name: fields[0], uid: Number(fields[2]), gid: Number(fields[3]), home: fields[5] ?? '/' };
}
