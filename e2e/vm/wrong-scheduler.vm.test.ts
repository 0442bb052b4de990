// No run counts in which the scheduler under test was not there from the first to the last moment, whatever came between.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

/** One line of wrong-scheduler.guest.mjs: a whole experiment. */
interface Facts {
  readonly scenario: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly state: string;
  /** Programs of the experiment that are still there. */
  readonly left: readonly string[];
  readonly trials: readonly Trial[];
}

const FREE = { state: 'disabled', left: [] };

/** `PHASE ATTEMPT STATUS` of each trial, for a look at the course of an experiment. */
const course = ({ trials }: Facts) => trials.map(({ phase, attempt, status }) => `${phase} ${attempt} ${status}`);
const messages = ({ trials }: Facts) => trials.flatMap(({ message = [] }) => message);

describeInGuest('a run in which the world takes the scheduler away', () => {
  const facts = factsOf<Facts>('e2e/vm/wrong-scheduler.guest.mjs', { args: ['world', 'always', 'prefix'] });

  it('is void and repeated, and the experiment is completed', async ({ signal }) => {
    const found = await facts('world', signal);
    expect(found, found.stderr).toMatchObject({ ...FREE, exitCode: 0 });
    expectRightScheduler(found.trials, /^simple$/);
    expect(course(found)).toEqual([
      'baseline 1 wrong_scheduler', // killed, and the same program started by hand
      'baseline 2 wrong_scheduler', // which is still there
      'baseline 3 completed',
      'baseline 1 wrong_scheduler', // SIGINT: the kernel schedules by itself
      'baseline 2 completed',
      'baseline 1 wrong_scheduler', // CPU 1 goes
      'baseline 2 wrong_scheduler', // CPU 1 comes
      'baseline 3 completed',
      'search 1 wrong_scheduler', // sysrq-S
      'search 2 completed',
      'confirm 1 completed',
      'confirm 1 completed',
    ]);
    expect(messages(found)).toEqual([
      'the scheduler was ended by SIGKILL during the benchmark',
      expect.stringMatching(/^(?:another sched_ext scheduler was loaded |simple is enabled before)/),
      'the scheduler was taken out during the benchmark: unregistered from user space',
      'the scheduler was taken out during the benchmark: unregistered from the main kernel (cpu 1 going offline, exiting scheduler)',
      'the scheduler was taken out during the benchmark: unregistered from the main kernel (cpu 1 going online, exiting scheduler)',
      'the scheduler was taken out during the benchmark: disabled by sysrq-S',
    ]);
  });

  it('ends the experiment when it happens three times in a row', async ({ signal }) => {
    const found = await facts('always', signal);
    expect(found).toMatchObject({ ...FREE, exitCode: 9 });
    expect(course(found)).toEqual([1, 2, 3].map((attempt) => `baseline ${attempt} wrong_scheduler`));
    expect(found.stderr).toMatch(
      /^error ST_VOID_TRIALS: 3 runs in a row could not be trusted: the scheduler was taken out during the benchmark/m,
    );
    expect(found.stderr).toMatch(/^Find what disturbs the machine .+, then resume the experiment\.$/m);
  });

  it('never counts under a scheduler whose name only begins with the declared one', async ({ signal }) => {
    const found = await facts('prefix', signal);
    expect(found).toMatchObject({ ...FREE, exitCode: 9 });
    expect(course(found)).toEqual([1, 2, 3].map((attempt) => `baseline ${attempt} wrong_scheduler`));
    expect(found.stderr).toMatch(/^error ST_VOID_TRIALS: .+ simple is enabl(?:ing|ed), not simp, while it was being/m);
  });
});

describeInGuest('a run in which the scheduler itself is to blame', () => {
  const facts = factsOf<Facts>('e2e/vm/wrong-scheduler.guest.mjs', { args: ['evicted', 'script', 'refused'] });
  const searched = ({ trials }: Facts) => trials.filter(({ phase }) => phase === 'search');

  it('has failed when the kernel evicts it', async ({ signal }) => {
    const found = await facts('evicted', signal);
    expect(found, found.stderr).toMatchObject({ ...FREE, exitCode: 0 });
    expectRightScheduler(found.trials, /^qmap$/);
    const trials = searched(found);
    expect(trials.map(({ status }) => status)).toEqual(['evicted', 'evicted', 'evicted']);
    for (const { configuration, message } of trials) {
      const reason = configuration.bpf_error === '0' ? 'runnable task stall (' : 'scx_bpf_error (';
      expect(message).toContain(`the kernel evicted the scheduler: ${reason}`);
    }
  });

  it.for([
    ['never', 'attach_timeout', /^the scheduler was not attached within 30 s \(sched_ext: disabled\)/],
    ['deaf', 'scheduler_crashed', /^the scheduler did not end within 5 s of SIGINT and was killed$/],
    ['orphan', 'scheduler_crashed', /^the scheduler ended with status 0 (?:before|during) the benchmark/],
  ] as const)(
    'has failed when its program is %s, and leaves the machine free',
    async ([mode, status, message], { signal }) => {
      const found = await facts('script', signal);
      expect(found, found.stderr).toMatchObject({ ...FREE, exitCode: 0 });
      expectRightScheduler(found.trials, /^simple$/);
      const trial = searched(found).find(({ configuration }) => configuration.mode === mode);
      expect(trial).toMatchObject({ status, message: expect.stringMatching(message) });
    },
  );

  it('has failed when it cannot be loaded', async ({ signal }) => {
    const found = await facts('refused', signal);
    expect(found, found.stderr).toMatchObject({ ...FREE, exitCode: 0 });
    expectRightScheduler(found.trials, /^flash_1\.1\./);
    expect(searched(found)).toMatchObject([{ status: 'load_failed' }]);
  });

  it('is an error when it is so by default, with what the scheduler says', async ({ signal }) => {
    const { exitCode, stderr, trials } = await facts('refused by default', signal);
    expect(exitCode).toBe(6);
    expect(trials.map(({ status }) => status)).toEqual(['load_failed', 'load_failed']);
    expect(stderr).toMatch(
      /^error ST_BASELINE_FAILED: scx_flash does not work under the default configuration \(load_failed\): .+: Error: Failed to load BPF program: Invalid argument \(os error 22\)$/m,
    );
    expect(stderr).toMatch(/Start \S+scx_flash by hand and fix it first\.$/m);
  });
});
