// In the guest: who may load a scheduler, and as whom the benchmark runs. Arguments: names of groups of scenarios.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FIFO, writeDefinition } from './guest/definitions.mjs';
import { journalOf, optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { withFaults } from './guest/faults.mjs';
import { killIfAlive, processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna, shareRepository } from './guest/schedtuna.mjs';

const SCHEDULER = 'scx_simple';
const QUIET = 'scx_rusty';
const GUARD = 'schedtuna guard';
const WITHIN_MS = 10_000;
/** An ordinary user of every Debian. */
const USER = {
  name: 'games',
  uid: Number(execFileSync('id', ['-u', 'games'])),
  gid: Number(execFileSync('id', ['-g', 'games'])),
};
const RECORDS = `/tmp/schedtuna-${USER.uid}`;
const AS_USER = ['setpriv', `--reuid=${USER.uid}`, `--regid=${USER.gid}`, '--init-groups'];
const CAPABILITIES = ['--inh-caps=+bpf,+perfmon', '--ambient-caps=+bpf,+perfmon'];

const file = ['--scheduler-file', writeDefinition(SCHEDULER, { parameters: FIFO })];
const optimize = (name, ...more) => optimizeArguments(name, file, { program: SCHEDULER, ms: 600, more });
const as = (...more) => ({
  by: [...AS_USER, ...more, '--'],
  env: { HOME: '/tmp/home', USER: USER.name, LOGNAME: USER.name },
});

/** Uids of the scheduler and of the tuner while a benchmark runs. */
const seen = {};
const look = ({ pid }) => Object.assign(seen, { scheduler: uidOf(processesNamed(SCHEDULER)[0]), tuner: uidOf(pid) });

/** Runs a whole experiment and reports it. */
async function tune(scenario, args, options) {
  const ended = await withFaults(scenario, args, [look], options);
  report({
    scenario,
    ...ended,
    uids: { ...seen },
    ...(await left()),
    loadedBy: loadedBy(scenario),
    trials: trialsOf(scenario),
  });
}

const groups = {
  async root() {
    await tune('root', optimize('root'));
    await tune('sudo', optimize('sudo'), {
      env: { SUDO_USER: USER.name, SUDO_UID: String(USER.uid), SUDO_GID: String(USER.gid) },
    });
    await tune('benchmark-user', optimize('benchmark-user', '--benchmark-user', 'nobody'));
    const copy = '/tmp/scx_simple';
    copyFileSync(pathOf(SCHEDULER), copy);
    chmodSync(copy, 0o777);
    const unsafe = [
      '--scheduler-file',
      writeDefinition('scx_open', { binary: copy, opsName: 'simple', parameters: FIFO }),
    ];
    const args = optimizeArguments('unsafe', unsafe, { program: SCHEDULER });
    report({ scenario: 'unsafe', ...(await runSchedtuna(args)), ...(await left()), trials: [] });
  },

  async ordinary() {
    await tune('nothing', optimize('nothing'), as());
    await tune('capabilities', optimize('capabilities'), as(...CAPABILITIES));
    allowSudo();
    await tune('sudo -n', optimize('sudo -n'), as());
  },

  /** scx_rusty through sudo: it prints nothing, so it does not notice that nobody reads its output any more. */
  async killed() {
    const args = optimizeArguments('killed', ['--scheduler', QUIET], { program: QUIET, ms: 60_000 });
    allowSudo();
    const tuner = await withFaults('killed', args, [({ pid }) => killIfAlive(pid)], as());
    report({ scenario: 'tuner killed', ...tuner, ...(await left()), events: eventsOf('killed'), ...records() });
    await withFaults('killed', ['resume', 'killed'], [killBoth], as());
    await sleep(3000);
    const before = { ...snapshot(), ...records() };
    const cleanup = await runSchedtuna(['cleanup'], as());
    report({ scenario: 'both killed', before, cleanup, ...(await left()), ...records() });
  },
};

execFileSync('mount', ['-t', 'tmpfs', 'cache', '/var/cache']); // the root is read-only
mkdirSync('/tmp/results');
mkdirSync('/tmp/home');
for (const folder of ['/tmp/results', '/tmp/home']) chmodSync(folder, 0o1777);
shareRepository();
for (const name of process.argv.slice(2)) await groups[name]();

/** What is there after a while, or as soon as nothing is. */
async function left() {
  const names = () => [SCHEDULER, QUIET, 'perl', GUARD].filter((name) => processesNamed(name).length > 0);
  await waitFor(() => snapshot().state === 'disabled' && names().length === 0, WITHIN_MS);
  return { state: snapshot().state, left: names() };
}

/** The schedulers and kill, nothing else, without a password. */
function allowSudo() {
  const programs = [...[SCHEDULER, QUIET].map(pathOf), '/usr/bin/kill', '/bin/kill'];
  const rule = `${USER.name} ALL=(root) NOPASSWD: ${programs.join(', ')}\n`;
  writeFileSync('/run/sudoers', rule, { mode: 0o440 });
  execFileSync('mount', ['--bind', '/run/sudoers', '/etc/sudoers']);
}

function pathOf(program) {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

/** What guards of the user left for `schedtuna cleanup`. */
function records() {
  return { records: readdirSync(RECORDS).length };
}

function killBoth({ pid }) {
  for (const guard of processesNamed(GUARD)) killIfAlive(guard);
  killIfAlive(pid);
}

function uidOf(pid) {
  return Number(/^Uid:\t\d+\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

function loadedBy(name) {
  return journalOf(name)[0]?.scheduler.facts.loaded_by ?? null;
}

function eventsOf(name) {
  return journalOf(name).flatMap(({ event }) => event ?? []);
}
