// Who may load a scheduler, and that the benchmark never runs as root by accident.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

/** One line of privileges.guest.mjs. */
interface Facts {
  readonly scenario: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly state: string;
  readonly left: readonly string[];
  readonly uids: { readonly scheduler: number; readonly tuner: number };
  readonly loadedBy: string | null;
  readonly trials: readonly Trial[];
  readonly events: readonly string[];
  /** Guards that left something to do. */
  readonly records: number;
  readonly before: { readonly state: string; readonly records: number };
  readonly cleanup: { readonly exitCode: number; readonly stdout: string };
}

const SCRIPT = 'e2e/vm/privileges.guest.mjs';
const FREE = { state: 'disabled', left: [] };
/** Of Debian: the user that the script takes as an ordinary one, and `nobody`. */
const ORDINARY = 5;
const NOBODY = 65_534;

/** Every run was completed under scx_simple, with the benchmark as that user. */
function expectTuned(found: Facts, user: number): void {
  expect(found, found.stderr).toMatchObject({ ...FREE, exitCode: 0 });
  expectRightScheduler(found.trials, /^simple$/);
  expect(found.trials.map((trial) => `${trial.status} ${trial.user}`)).toEqual(Array(6).fill(`completed ${user}`));
}

function expectRefused(found: Facts, message: RegExp): void {
  expect(found).toMatchObject({ ...FREE, exitCode: 9, trials: [] });
  expect(found.stderr).toMatch(message);
}

describeInGuest('root', () => {
  const facts = factsOf<Facts>(SCRIPT, { args: ['root'] });

  it.for([
    ['root', 0],
    ['sudo', ORDINARY],
    ['benchmark-user', NOBODY],
  ] as const)('loads the scheduler; the benchmark runs as whom it is for: %s', async ([scenario, user], { signal }) => {
    const found = await facts(scenario, signal);
    expectTuned(found, user);
    expect(found).toMatchObject({ loadedBy: 'root', uids: { scheduler: 0, tuner: 0 } });
  });

  it('does not run a scheduler that others can write', async ({ signal }) => {
    const found = await facts('unsafe', signal);
    expectRefused(found, /^error ST_PRIVILEGES: as root .+ \/tmp\/scx_simple: \/tmp\/scx_simple can be written by/m);
  });
});

describeInGuest('an ordinary user', () => {
  const facts = factsOf<Facts>(SCRIPT, { args: ['ordinary'] });

  it('is told what is missing', async ({ signal }) => {
    const found = await facts('nothing', signal);
    expectRefused(found, /^error ST_PRIVILEGES: this user may not load .+scx_simple/m);
    expect(found.stderr).toMatch(/NOPASSWD: \S+scx_simple, \S+kill$/m);
  });

  it.for([
    ['capabilities', ORDINARY],
    ['sudo -n', 0],
  ] as const)('tunes with what is enough: %s', async ([scenario, scheduler], { signal }) => {
    const found = await facts(scenario, signal);
    expectTuned(found, ORDINARY);
    expect(found.uids).toEqual({ scheduler, tuner: ORDINARY });
    expect(found.loadedBy).toBe(scenario.split(' ')[0]);
  });
});

describeInGuest('a tuner that loads schedulers through sudo', () => {
  const facts = factsOf<Facts>(SCRIPT, { args: ['killed'] });

  it('has a guard that stops them when it is killed', async ({ signal }) => {
    const found = await facts('tuner killed', signal);
    expect(found).toMatchObject({ ...FREE, signal: 'SIGKILL', events: ['cleaned-up'], records: 0 });
  });

  it('leaves them to cleanup when its guard is killed too', async ({ signal }) => {
    const found = await facts('both killed', signal);
    expect(found.before).toMatchObject({ state: 'enabled', records: 1 });
    expect(found.cleanup.exitCode).toBe(0);
    expect(found.cleanup.stdout.split('\n')).toEqual([
      '1 processes of a benchmark were ended.',
      'the scheduler under test was stopped.',
      'sched_ext: disabled.',
      '',
    ]);
    expect(found).toMatchObject({ ...FREE, records: 0 });
  });
});
