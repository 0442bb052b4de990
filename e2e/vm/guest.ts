// Runs scripts in a virtual machine whose kernel has sched_ext, and brings back what they say.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const RUN = fileURLToPath(new URL('./run.sh', import.meta.url));
const MOST_OUTPUT_BYTES = 8_000_000;
/** What the guest needs on the host beside the command's own time: boot, end, and a busy machine. */
const OVERHEAD_SECONDS = 60;

export interface GuestOptions {
  /** The guest's clock counts instructions: measurements then hardly depend on the load of the host. Default: false. */
  readonly deterministic?: boolean;
  /** Default: 2. */
  readonly cpus?: number;
  /** Wall time of the guest, boot included, before it is ended. Default: 300. */
  readonly timeoutSeconds?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of the script. */
  readonly args?: readonly string[];
  /** A folder of the host that the guest may write to, at the same path. Default: an empty one, removed afterwards. */
  readonly share?: string;
  /** Ends the guest when the test is over: the `signal` of the test's context. */
  readonly signal?: AbortSignal;
}

export interface GuestOutput {
  /** That of the script; 124 after the time limit, 125 when the guest itself failed. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Boots a guest and runs `script` in it with this repository's Node.js, as root, in the repository's folder. The guest
 * sees the host's files read-only; `script` is a path from the repository's root.
 * Rejects when `signal` aborts, when the script prints more than 8 MB, and when run.sh cannot be started.
 */
export async function inGuest(script: string, options: GuestOptions = {}): Promise<GuestOutput> {
  const { timeoutSeconds = 300, signal } = options;
  const share = options.share ?? (await mkdtemp(join(tmpdir(), 'schedtuna-vm-')));
  try {
    // setpriv: the virtual machine must not outlive a test runner that is killed.
    const result = await execa('setpriv', ['--pdeathsig', 'TERM', RUN, ...runArguments(script, share, options)], {
      cwd: REPOSITORY,
      env: { PATH: `${join(REPOSITORY, 'node_modules', '.bin')}:${process.env.PATH}` },
      stdin: 'ignore',
      reject: false,
      maxBuffer: MOST_OUTPUT_BYTES,
      timeout: (timeoutSeconds + OVERHEAD_SECONDS) * 1000,
      forceKillAfterDelay: 15_000, // run.sh ends the machine when it is asked to
      ...(signal ? { cancelSignal: signal } : {}),
    });
    if (result.isMaxBuffer) throw new Error(`${script} in the guest printed more than ${MOST_OUTPUT_BYTES} bytes`);
    if (result.isCanceled) throw new Error(`${script} in the guest was ended with its test`);
    if (result.timedOut || result.exitCode === undefined) {
      throw new Error(`${script} in the guest: ${result.originalMessage ?? 'run.sh did not end'}`);
    }
    const { exitCode, stdout, stderr } = result;
    return { exitCode, stdout, stderr };
  } finally {
    if (options.share === undefined) await rm(share, { recursive: true, force: true });
  }
}

/**
 * The same for scripts that print one JSON object a line: those objects. Rejects with what the script said when it
 * does not end with 0 or prints anything else.
 */
export async function guestResults<Facts>(script: string, options?: GuestOptions): Promise<readonly Facts[]> {
  const { exitCode, stdout, stderr } = await inGuest(script, options);
  const said = () => `${stdout.slice(-2000)}\n${stderr.slice(-6000)}`;
  if (exitCode !== 0) throw new Error(`${script} ended with ${exitCode} in the guest:\n${said()}`);
  try {
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Facts);
  } catch (cause) {
    throw new Error(`${script} must print one JSON object a line in the guest:\n${said()}`, { cause });
  }
}

function runArguments(script: string, share: string, options: GuestOptions): string[] {
  const { deterministic = false, cpus = 2, timeoutSeconds = 300, env = {}, args = [] } = options;
  return [
    ...['-s', share, '-c', String(cpus), '-t', String(timeoutSeconds)],
    ...(deterministic ? ['-d'] : []),
    ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ...['--', 'node', join(REPOSITORY, script), ...args],
  ];
}
