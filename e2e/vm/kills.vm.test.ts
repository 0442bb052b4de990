// Whatever is killed, at whatever stage of a run under a real scheduler: the machine is free within seconds, and resume goes on.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

/** One line of kills.guest.mjs. */
interface Facts {
  readonly scenario: string;
  /** The stage was seen before anything was killed. */
  readonly isReached: boolean;
  /** sched_ext is disabled, scheduler and benchmark are gone, within 10 s of the guest. */
  readonly isClean: boolean;
  readonly state: string;
  readonly left: readonly string[];
  /** Of the journal, since the stage was reached. */
  readonly events: readonly string[];
  readonly hasGuard: boolean;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What cleanup had to end. */
  readonly before: readonly string[];
  readonly stateAfter30s: string;
  readonly goesOn: boolean;
  readonly statuses: readonly string[];
  readonly trials: readonly Trial[];
}

const CLEAN = { isReached: true, isClean: true, state: 'disabled', left: [], hasGuard: false };

describeInGuest('a tuner that is killed', () => {
  const facts = factsOf<Facts>('e2e/vm/kills.guest.mjs', { args: ['stages'] });

  it.for(['before attach', 'attaching', 'enabling', 'settled', 'benchmark', 'detaching', 'confirming'])(
    'has a guard that stops everything and says so in the journal: %s',
    async (stage, { signal }) => {
      const found = await facts(`tuner killed: ${stage}`, signal);
      expect(found).toMatchObject({ ...CLEAN, signal: 'SIGKILL', events: ['cleaned-up'] });
    },
  );

  it('is resumed each time, and in the end to a verdict', async ({ signal }) => {
    const { exitCode, stderr, state, events, trials } = await facts('resumed to the end', signal);
    expect({ exitCode, state }, stderr).toEqual({ exitCode: 0, state: 'disabled' });
    expect(events.filter((event) => event === 'cleaned-up')).toHaveLength(7);
    expect(events.filter((event) => event === 'verdict')).toHaveLength(1);
    expect(events.at(-1)).toBe('done');
    expectRightScheduler(trials, /^rusty_1\.1\./);
  });
});

describeInGuest('a guard that is killed, a tuner that stands still', () => {
  const facts = factsOf<Facts>('e2e/vm/kills.guest.mjs', { args: ['others'] });

  it('the tuner cleans up after its guard, and says what happened', async ({ signal }) => {
    const found = await facts('guard killed: benchmark', signal);
    expect(found).toMatchObject({ ...CLEAN, exitCode: 9, events: [] });
    expect(found.stderr).toMatch(/^error ST_HOST: the guard process that runs benchmarks ended unexpectedly/m);
  });

  it('when both are killed the scheduler goes all the same, and cleanup ends the benchmark', async ({ signal }) => {
    expect(await facts('both killed: benchmark', signal)).toMatchObject({ ...CLEAN, signal: 'SIGKILL', events: [] });
    const cleanup = await facts('cleanup by hand', signal);
    expect(cleanup).toMatchObject({ before: ['perl'], exitCode: 0, isClean: true, left: [] });
    expect(cleanup.stdout).toBe('1 processes of a benchmark were ended.\nsched_ext: disabled.\n');
  });

  it('a tuner that stands still loses its scheduler, and repeats the run when it goes on', async ({ signal }) => {
    const found = await facts('tuner frozen: benchmark', signal);
    expect(found).toMatchObject({ isReached: true, isClean: true, left: [], stateAfter30s: 'disabled' });
    expect(found).toMatchObject({ goesOn: true, statuses: ['interrupted'] });
  });

  it('a terminal that hangs up stops it in good order', async ({ signal }) => {
    const found = await facts('terminal hangs up: benchmark', signal);
    expect(found).toMatchObject({ exitCode: 130, isClean: true, state: 'disabled', left: [] });
    expect(found.stderr).toContain('Go on with: schedtuna resume killed');
  });
});
