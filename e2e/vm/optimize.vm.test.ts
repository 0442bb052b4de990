// The main job on a real kernel: scx_rusty from attach to verdict with both learning agents, stopped in the middle and resumed.
import { expect, it } from 'vitest';
import { factsOf } from './facts.js';
import { describeInGuest } from './machine.js';
import { expectRightScheduler, type Trial } from './trials.js';

interface Finding {
  readonly name: string;
  readonly status: string;
}

/** One line of optimize.guest.mjs. */
interface Facts {
  readonly scenario: string;
  readonly middle: {
    readonly exitCode: number;
    readonly stderr: string;
    readonly episodes: number;
    readonly state: string;
  };
  readonly exitCode: number;
  readonly stderr: string;
  readonly summary: { readonly episodes: number; readonly successRate: number };
  readonly state: string;
  readonly enableSeq: number;
  readonly facts: Readonly<Record<string, string>>;
  readonly sha256: string;
  /** Lines of the journal behind the first, by type. */
  readonly types: readonly string[];
  readonly trials: readonly Trial[];
  readonly before: { readonly findings: readonly Finding[] };
  readonly after: { readonly findings: readonly Finding[] };
}

describeInGuest('optimize --scheduler scx_rusty', () => {
  const each = {
    sac: factsOf<Facts>('e2e/vm/optimize.guest.mjs', { args: ['sac'], timeoutSeconds: 900 }),
    ppo: factsOf<Facts>('e2e/vm/optimize.guest.mjs', { args: ['ppo'], timeoutSeconds: 900 }),
  };
  const facts = each.sac;

  it.for(['sac', 'ppo'] as const)(
    'goes from attach to verdict with agent %s, also when it is stopped in between',
    async (agent, { signal }) => {
      const { middle, exitCode, stderr, summary, state, types, trials } = await each[agent](agent, signal);
      expect(middle).toMatchObject({ exitCode: 130, state: 'disabled', episodes: 2 });
      expect(middle.stderr).toContain(`Go on with: schedtuna resume ${agent}`);
      expect({ exitCode, state }, stderr).toEqual({ exitCode: 0, state: 'disabled' });
      expect(summary).toMatchObject({ episodes: 5, successRate: 1 });
      expect(types.filter((type) => type === 'episode')).toHaveLength(5);
      expect(types.filter((type) => type === 'interrupted')).toHaveLength(1);
      expect(types.at(-1)).toBe('done');
      expect(types).toContain('finalists');
      expectRightScheduler(trials, /^rusty_1\.1\.\d+_/);
      expect(trials.filter(({ isVoid }) => isVoid).map(({ status }) => status)).toEqual(['interrupted']);
    },
  );

  it('writes down which program it was', async ({ signal }) => {
    const { facts: known, sha256 } = await facts('sac', signal);
    expect(known).toMatchObject({ version: expect.stringMatching(/^1\.1\./), sha256, loaded_by: 'root' });
  });

  it('leaves the machine as doctor found it', async ({ signal }) => {
    const { before, after } = await facts('doctor', signal);
    const changing = ['load', 'virtual', 'throttling'];
    const lasting = ({ findings }: Facts['before']) => findings.filter(({ name }) => !changing.includes(name));
    expect(lasting(after)).toEqual(lasting(before));
    expect(before.findings.find(({ name }) => name === 'sched_ext')?.status).toBe('ok');
  });

  it('refuses a parameter whose flag the program lacks, naming the nearest', async ({ signal }) => {
    const { exitCode, stderr, state, enableSeq } = await facts('made-up flag', signal);
    expect([exitCode, state]).toEqual([10, 'disabled']);
    expect(stderr).toMatch(/^error ST_SCHEDULER_UNUSABLE: slice_us cannot be searched here: .*--slice-us-underutil\b/m);
    expect(enableSeq).toBeGreaterThan(0); // of the experiments before
  });
});
