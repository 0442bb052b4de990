// Prepares the virtual machine for `npm run test:vm`, or says why that cannot be done here; the tests are then skipped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whatIsMissing } from './requirements.mjs';
import { readState, writeState } from './state.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const MACHINE = process.env.SCHEDTUNA_VM ?? join(homedir(), '.cache', 'schedtuna-vm');
const SCHEDULERS = ['scx_rusty', 'scx_bpfland', 'scx_flash'];
const BOOT_SECONDS = 120;

const state = await prepare();
writeState(state);
if (state.reason !== undefined) {
  console.error(`VM tests skipped: ${state.reason}`);
  if (process.env.SCHEDTUNA_VM_REQUIRED === '1') {
    console.error('SCHEDTUNA_VM_REQUIRED=1 asks for them, so this is a failure.');
    process.exit(1);
  }
}

async function prepare() {
  const seconds = setupSeconds();
  const reason = whatIsMissing(SCHEDULERS.filter((name) => !programs().includes(name))) ?? (await setUp(seconds));
  if (reason !== undefined) return { reason };
  const found = { kernel: kernelVersion(), programs: programs(), bootId: bootId() };
  // A guest that cannot boot here is this machine's fault; once it has booted, a failure is the tests' business.
  const known = readState();
  if (known.reason === undefined && known.bootId === found.bootId && known.kernel === found.kernel) return found;
  return { ...found, ...(await bootOnce()) };
}

function setupSeconds() {
  const text = process.env.SCHEDTUNA_VM_SETUP_SECONDS ?? '1200';
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  console.error(`SCHEDTUNA_VM_SETUP_SECONDS must be a number of seconds, such as 1200, not ${text}.`);
  process.exit(2);
}

/** Runs setup.sh and shows its progress; why it failed, or undefined. */
async function setUp(seconds) {
  const child = spawn(join(FOLDER, 'setup.sh'), ['-t', String(seconds), ...SCHEDULERS], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const wait = () => {}; // the terminal's Ctrl-C reaches setup.sh, too: it ends what it started, and says so
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', end);
  const output = await ended(child, (text) => process.stderr.write(text));
  process.off('SIGINT', wait).off('SIGTERM', end);
  if (output.status === 0) return undefined;
  if (output.status === 130) process.exit(130);
  return `set-up failed: ${lastLine(output.stderr)}`;
}

/** A reason when the guest does not boot on this machine. */
async function bootOnce() {
  console.error('The virtual machine boots for the first time here ...');
  const child = spawn(
    join(FOLDER, 'run.sh'),
    ['-t', String(BOOT_SECONDS), '--', 'cat', '/sys/kernel/sched_ext/state'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const { status, stderr } = await ended(child, () => {});
  return status === 0 ? {} : { reason: `the guest does not boot on this machine: ${stderr.trim().slice(-2000)}` };
}

async function ended(child, show) {
  let stderr = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text) => {
    show(text);
    stderr = (stderr + text).slice(-4000);
  });
  const [status] = await once(child, 'close');
  return { status, stderr };
}

function lastLine(text) {
  return text
    .trim()
    .split('\n')
    .at(-1)
    .replace(/^setup\.sh: /, '');
}

function programs() {
  return existsSync(join(MACHINE, 'bin')) ? readdirSync(join(MACHINE, 'bin')).sort() : [];
}

function kernelVersion() {
  return readFileSync(join(MACHINE, 'kernel', 'version'), 'utf8').trim();
}

function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
