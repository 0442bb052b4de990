// Randomised faults around runs under a sched_ext scheduler: a fake kernel and a scheduler that misbehaves on command.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../src/host/guard/messages.js';
import { startRun } from '../../../src/host/guard/run.js';
import { isRunning, type ProcessId } from '../../../src/host/guard/signal-scheduler.js';
import { members, statOf } from '../../../src/host/guard/sweep.js';
import { until } from '../../../src/host/guard/until.js';
import { outcomeOf } from '../../../src/trial/outcome-of.js';
import type { TrialSetup } from '../../../src/trial/trial-setup.js';
import { createFakeKernel, FAKE_BENCHMARK, FAKE_SCHEDULER, OPS } from './fake-kernel.js';
import { BENCHMARK_MS, type Scenario, scenario } from './scenarios.js';

const LIMITS = { free: 10_000, attach: 10_000, settle: 10, watch: 15, grace: 10_000, gone: 10_000 };
/** A process that was killed needs a CPU to die. */
const DYING_MS = 3000;
const BATCH = 20;
const BATCHES = 50;

const setup = {
  benchmark: { parse: ({ stdout }: { stdout: string }) => ({ speed: [Number(/^speed: (\d+)$/m.exec(stdout)?.[1])] }) },
  metrics: { speed: { unit: '', direction: 'maximize' }, execution_time: { unit: 's', direction: 'minimize' } },
  timeoutMs: 10_000,
} as unknown as TrialSetup;

interface Played {
  readonly outcome: Outcome;
  /** Who was scheduling, as the benchmark saw it every few milliseconds. */
  readonly seen: readonly string[];
  readonly seqBefore: number;
  readonly leftBehind: readonly string[];
  readonly stateAfter: string | undefined;
}

async function play({ steps, limits = {}, occupied, stop, isStuck, benchmark = {} }: Scenario): Promise<Played> {
  const kernel = createFakeKernel();
  const saw = join(kernel.root, 'seen');
  let started: ProcessId | undefined;
  try {
    if (occupied) kernel.load('bpfland_1.1.4');
    if (occupied?.leavesAfterMs !== undefined) setTimeout(() => kernel.unload(), occupied.leavesAfterMs);
    const seqBefore = Number(kernel.read('enable_seq'));
    const request: RunRequest = {
      scheduler: {
        command: { file: 'perl', args: [FAKE_SCHEDULER, kernel.root, ...steps] },
        ...{ opsName: 'rusty', root: kernel.root, limits: { ...LIMITS, ...limits } },
      },
      command: {
        file: 'perl',
        args: [
          FAKE_BENCHMARK,
          kernel.root,
          saw,
          String(benchmark.lengthMs ?? BENCHMARK_MS),
          String(benchmark.status ?? 0),
        ],
      },
      background: [],
      timeoutMs: benchmark.timeoutMs ?? 10_000,
      outputLimit: 10_000,
    };
    const everything = { session: -1, marker: randomUUID(), spare: process.pid };
    const run = startRun(request, everything, (scheduler) => {
      started = scheduler;
      if (!isStuck) kernel.follow(scheduler.pid, OPS);
    });
    if (stop) setTimeout(() => run.stop(stop.how), stop.afterMs);
    const result = await run.result;
    const left = () => [
      ...(started && isRunning(started) ? ['the scheduler'] : []),
      ...(started ? processesOfSession(started.pid) : []).map((pid) => `process ${pid} of the scheduler`),
      ...members(everything).map((pid) => `process ${pid} of the benchmark`),
    ];
    await until(() => left().length === 0, DYING_MS);
    return {
      outcome: outcomeOf(setup, request, result),
      seen: seenIn(saw),
      seqBefore,
      leftBehind: left(),
      stateAfter: kernel.read('root/ops') === undefined ? kernel.read('state') : `${kernel.read('root/ops')} loaded`,
    };
  } finally {
    kernel.remove();
  }
}

function processesOfSession(session: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const stat = statOf(pid);
    return stat?.session === session && stat.state !== 'Z';
  });
}

function seenIn(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('speed'));
  } catch {
    return [];
  }
}

function problemsOf(scenario: Scenario, { outcome, seen, seqBefore, leftBehind, stateAfter }: Played): string[] {
  const found = outcome.status === 'completed' ? 'completed' : `${outcome.status}/${outcome.class}`;
  const right = `${seqBefore + 1} enabled ${OPS}`;
  const wrong = seen.find((line) => line !== right);
  const isFree = stateAfter === 'disabled' || /^(?:lavd|rusty2|bpfland)/.test(stateAfter ?? '') || scenario.isStuck;
  return [
    ...(scenario.allowed.includes(found)
      ? []
      : [`is ${found} (${outcome.status === 'completed' ? '' : outcome.message})`]),
    ...(found === 'completed' && wrong !== undefined ? [`completed although the benchmark saw ${wrong}`] : []),
    ...(found === 'completed' && seen.length < 2 ? ['completed although there was no benchmark'] : []),
    ...leftBehind.map((what) => `left ${what} behind`),
    ...(isFree ? [] : [`left sched_ext ${stateAfter}`]),
  ];
}

describe('runs under a sched_ext scheduler', () => {
  it(`never count when it was not there, and leave nothing behind, in ${BATCH * BATCHES} scenarios`, async () => {
    const counts = new Map<string, number>();
    const batch = fc.array(scenario, { minLength: BATCH, maxLength: BATCH });
    await fc.assert(
      fc.asyncProperty(batch, async (scenarios) => {
        const played = await Promise.all(scenarios.map(play));
        const problems = scenarios.flatMap((one, i) =>
          problemsOf(one, played[i]).map((problem) => `${one.name}: ${problem}`),
        );
        for (const { outcome } of played) {
          const key = outcome.status === 'completed' ? outcome.status : outcome.class;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        expect(problems).toEqual([]);
      }),
      { numRuns: BATCHES, endOnFailure: true },
    );
    expect(Object.fromEntries(counts)).toMatchObject({ completed: expect.any(Number), evicted: expect.any(Number) });
  }, 300_000); // half a minute on two quiet cores
});
