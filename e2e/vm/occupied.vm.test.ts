// A scheduler that somebody runs is not touched without being asked, and runs again after the tuning, whatever happens.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

interface Theirs {
  readonly state: string;
  readonly enableSeq: number;
  readonly ops: string | null;
  readonly pid: readonly number[];
  readonly args: readonly string[];
}

/** One line of occupied.guest.mjs. */
interface Facts {
  readonly scenario: string;
  readonly before: Theirs;
  readonly after: Theirs;
  /** Programs of the experiment. */
  readonly left: readonly string[];
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly cleanup: { readonly exitCode: number; readonly stdout: string };
  readonly events: readonly string[];
  readonly trials: readonly Trial[];
}

describeInGuest('a scheduler that runs already', () => {
  const facts = factsOf<Facts>('e2e/vm/occupied.guest.mjs');

  /** The same program with the same arguments, loaded anew. */
  function expectBack({ after, left }: Facts) {
    expect(after).toMatchObject({ state: 'enabled', ops: 'simple', pid: [expect.any(Number)], args: ['-f'] });
    expect(left).toEqual([]);
  }

  it('stays, and the message says whose it is and what frees the machine', async ({ signal }) => {
    const { exitCode, stderr, before, after } = await facts('busy', signal);
    expect(before).toMatchObject({ state: 'enabled', enableSeq: 1, ops: 'simple', args: ['-f'] });
    const pid = before.pid[0];
    expect(exitCode).toBe(9);
    expect(stderr.split('\n')).toEqual([
      `error ST_SCHEDULER_BUSY: the sched_ext scheduler simple is attached (scx_simple, process ${pid}), and there is room for one scheduler only`,
      `Free the machine with: sudo kill -INT ${pid}; or let --take-over stop it and put it back afterwards.`,
      '',
    ]);
    expect(after).toEqual(before);
  });

  it('is stopped by --take-over and started again at the end', async ({ signal }) => {
    const found = await facts('taken over', signal);
    expect(found.exitCode, found.stderr).toBe(0);
    expectRightScheduler(found.trials, /^qmap$/);
    expect(found.trials.map(({ status, user }) => `${status} ${user}`)).toEqual(Array(6).fill('completed 0'));
    expectBack(found);
    expect(found.after.pid).not.toEqual(found.before.pid);
    expect(found.after.enableSeq).toBe(found.before.enableSeq + found.trials.length + 1);
  });

  it('is started again by the guard when the tuner is killed', async ({ signal }) => {
    const found = await facts('tuner killed', signal);
    expect(found).toMatchObject({ signal: 'SIGKILL', events: ['cleaned-up'] });
    expectBack(found);
  });

  it('is started again by cleanup when both are killed', async ({ signal }) => {
    const found = await facts('both killed', signal);
    expect(found).toMatchObject({ signal: 'SIGKILL', before: { state: 'disabled', pid: [] } });
    expect(found.cleanup.exitCode).toBe(0);
    expect(found.cleanup.stdout).toMatch(/^what had been scheduling before was put back\.$/m);
    expectBack(found);
  });

  it('is taken over once more by resume', async ({ signal }) => {
    const found = await facts('resumed', signal);
    expect(found).toMatchObject({ exitCode: 0, events: ['cleaned-up', 'cleaned-up', 'done'] });
    expectRightScheduler(found.trials, /^qmap$/);
    expectBack(found);
  });
});
