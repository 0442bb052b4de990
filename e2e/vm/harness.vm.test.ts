// What the code relies on about real schedulers on a real kernel: Linux 7.2, scx_* 1.1.4, the kernel's own examples.
import { expect, it } from 'vitest';
import { guestResults } from './guest.js';
import { describeInGuest, onePerSuite } from './machine.js';

interface Snapshot {
  readonly state: string;
  readonly enableSeq: number;
  readonly ops: string | null;
}

/** One line of attach.guest.mjs or ends.guest.mjs. */
interface Facts extends Snapshot {
  readonly scenario: string;
  readonly attached: (Snapshot & { readonly enabledSince: number }) | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly exitLine: string | null;
  readonly isDetached: boolean;
  readonly isDisabled: boolean;
  readonly opsAfter: string | null;
  readonly hasDump: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly during: Snapshot;
  /** After CPU 1 was taken away, and after it came back. */
  readonly after: readonly {
    readonly cpus: string;
    readonly isRestarted: boolean;
    readonly enabledSince: number;
    readonly isSamePid: boolean;
    readonly ops: string | null;
  }[];
}

const NORMAL_END = 'EXIT: unregistered from user space';

/** Deterministic: the guest's watchdog and time limits then do not depend on how busy this machine is. */
function factsOf(script: string) {
  const all = onePerSuite((signal) => guestResults<Facts>(script, { deterministic: true, signal }));
  return async (scenario: string, signal: AbortSignal): Promise<Facts> => {
    const found = (await all(signal)).find((facts) => facts.scenario === scenario);
    if (found === undefined) throw new Error(`${script} did not report "${scenario}"`);
    return found;
  };
}

describeInGuest('attaching real schedulers', () => {
  const facts = factsOf('e2e/vm/attach.guest.mjs');

  it('starts with nothing attached', async ({ signal }) => {
    expect(await facts('boot', signal)).toMatchObject({ state: 'disabled', enableSeq: 0, ops: null });
  });

  it.for([
    ['scx_rusty', 'rusty_1.1.'],
    ['scx_rusty --slice-us-underutil 5000 -k', 'rusty_1.1.'],
    ['scx_bpfland', 'bpfland_1.1.'],
    ['scx_flash', 'flash_1.1.'],
  ])('%s is named by its version and target', async ([scenario, ops], { signal }) => {
    const found = await facts(scenario, signal);
    expect(found.attached?.ops).toMatch(new RegExp(`^${ops}\\d+_x86_64_unknown_linux_gnu$`));
    expectCleanCycle(found);
  });

  it.for([
    ['scx_simple', 'simple'],
    ['scx_qmap -s 3000', 'qmap'],
    ['scx_central', 'central'],
    ['scx_flatcg', 'flatcg'],
  ])('%s is named %s', async ([scenario, ops], { signal }) => {
    const found = await facts(scenario, signal);
    expect(found.attached?.ops).toBe(ops);
    expectCleanCycle(found);
  });

  function expectCleanCycle(found: Facts) {
    expect(found.attached).toMatchObject({ state: 'enabled', enabledSince: 1 });
    expect(found).toMatchObject({ exitCode: 0, exitLine: NORMAL_END, isDetached: true, opsAfter: null });
  }

  it('Rust schedulers refuse arguments with status 2, before anything is attached', async ({ signal }) => {
    const before = (await facts('scx_flatcg', signal)).attached?.enableSeq;
    const unknown = await facts('scx_rusty --direct', signal);
    expect(unknown).toMatchObject({ exitCode: 2, state: 'disabled', enableSeq: before });
    expect(unknown.stderr).toMatch(/^error: unexpected argument '--direct' found/);
    const malformed = await facts('scx_rusty --slice-us-underutil abc', signal);
    expect(malformed).toMatchObject({ exitCode: 2, state: 'disabled', enableSeq: before });
    expect(malformed.stderr).toMatch(/^error: invalid value 'abc' for '--slice-us-underutil/);
  });

  it('Rust schedulers check their arguments with --version and attach nothing', async ({ signal }) => {
    const checked = await facts('scx_rusty --slice-us-underutil 5000 -k --version', signal);
    expect(checked).toMatchObject({ exitCode: 0, state: 'disabled' });
    expect(checked.stdout).toMatch(/^scx_rusty: 1\.1\.\d+ x86_64-unknown-linux-gnu\n$/);
  });

  it.for(['scx_simple', 'scx_qmap'])('%s refuses arguments with status 1 and its usage', async (name, { signal }) => {
    const refused = await facts(`${name} -x`, signal);
    expect(refused).toMatchObject({ exitCode: 1, state: 'disabled' });
    expect(refused.stderr).toMatch(new RegExp(`^${name}: invalid option -- 'x'\n[\\s\\S]*Usage: ${name} `));
  });

  it.for([
    ['scx_rusty', /^Error: another sched_ext scheduler is already running$/m],
    ['scx_central', /\(Device or resource busy\)\nFailed to attach struct_ops$/m],
  ] as const)('%s ends with status 1 when another is attached, which stays', async ([name, message], { signal }) => {
    const { exitCode, stderr, during } = await facts(`${name} beside scx_simple`, signal);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(during).toMatchObject({ state: 'enabled', ops: 'simple' });
  });

  it('counted every scheduler that was enabled, and none that was refused', async ({ signal }) => {
    expect(await facts('end', signal)).toMatchObject({ state: 'disabled', enableSeq: 10, ops: null });
  });
});

describeInGuest('ends of real schedulers', () => {
  const facts = factsOf('e2e/vm/ends.guest.mjs');

  it('an error in the BPF part: C examples dump, say so and end with 0', async ({ signal }) => {
    const found = await facts('error in the BPF part', signal);
    expect(found).toMatchObject({ exitCode: 0, signal: null, hasDump: true, isDisabled: true });
    expect(found.exitLine).toMatch(/^EXIT: scx_bpf_error \(.*test triggering error\) on CPU \d$/);
  });

  it('a stalled task: the watchdog of scx_qmap needs 5 s or more', async ({ signal }) => {
    const found = await facts('stalled task', signal);
    expect(found).toMatchObject({ exitCode: 0, signal: null, hasDump: true, isDisabled: true });
    const [, seconds] = /^EXIT: runnable task stall \(.+\[\d+\] failed to run for ([\d.]+)s\) on CPU \d$/.exec(
      String(found.exitLine),
    ) ?? ['', ''];
    expect(Number(seconds), String(found.exitLine)).toBeGreaterThanOrEqual(5);
  });

  it('SIGTERM detaches as SIGINT does', async ({ signal }) => {
    const found = await facts('SIGTERM to scx_rusty', signal);
    expect(found).toMatchObject({ exitCode: 0, signal: null, exitLine: NORMAL_END, isDisabled: true });
  });

  it.for(['scx_rusty', 'scx_qmap'])('SIGKILL to %s: the kernel detaches it', async (name, { signal }) => {
    const found = await facts(`SIGKILL to ${name}`, signal);
    expect(found).toMatchObject({ exitCode: null, signal: 'SIGKILL', exitLine: null, isDisabled: true });
  });

  it('sysrq-S is an error to Rust schedulers and none to C examples', async ({ signal }) => {
    const line = 'EXIT: disabled by sysrq-S';
    const rust = await facts('sysrq-S under scx_rusty', signal);
    expect(rust).toMatchObject({ exitCode: 1, exitLine: `Error: ${line}`, isDisabled: true });
    const c = await facts('sysrq-S under scx_simple', signal);
    expect(c).toMatchObject({ exitCode: 0, exitLine: line, isDisabled: true });
  });

  it('a CPU that goes or comes: scx_simple is enabled again, and keeps its pid', async ({ signal }) => {
    const { attached, after, exitCode, isDisabled } = await facts('CPU hotplug under scx_simple', signal);
    expect(attached?.enabledSince).toBe(1);
    const again = { isRestarted: true, enabledSince: 1, isSamePid: true, ops: 'simple' };
    expect(after).toEqual([
      { cpus: '0', ...again },
      { cpus: '0-1', ...again },
    ]);
    expect({ exitCode, isDisabled }).toEqual({ exitCode: 0, isDisabled: true });
  });

  it('a CPU that goes: scx_rusty is enabled again, and keeps its pid', async ({ signal }) => {
    const [gone] = (await facts('CPU hotplug under scx_rusty', signal)).after;
    expect(gone).toMatchObject({ cpus: '0', isRestarted: true, enabledSince: 1, isSamePid: true });
  });

  it('a CPU that comes: scx_rusty 1.1.4 fails on it', async ({ signal }) => {
    const { after, exitCode, exitLine, isDisabled } = await facts('CPU hotplug under scx_rusty', signal);
    expect(after[1]).toMatchObject({ cpus: '0-1', isRestarted: false, isSamePid: false, ops: null });
    expect({ exitCode, isDisabled }).toEqual({ exitCode: 1, isDisabled: true });
    expect(exitLine).toMatch(/^Error: EXIT: scx_bpf_error \(.*Invalid dom ID\)/);
  });

  it('a scheduler is found by its name and can be stopped', async ({ signal }) => {
    const found = await facts('killed by name', signal);
    expect(found).toMatchObject({ killed: 1, isGone: true, exitCode: 0, exitLine: NORMAL_END, isDisabled: true });
  });

  it('the built command starts there', async ({ signal }) => {
    const { exitCode, stdout, stderr } = await facts('schedtuna --version', signal);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^schedtuna\/\d+\.\d+\.\d+ linux-x64 node-v22/);
  });

  it('a small benchmark for other tests runs', async ({ signal }) => {
    expect(await facts('benchmark', signal)).toMatchObject({ exitCode: 0, stdout: 'trips 3000\n' });
  });
});
