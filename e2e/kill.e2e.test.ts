// kill -9 of the tuner at random moments: nothing is lost, nothing is left behind, and the decisions stay the same.
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, processesWith, type Sandbox } from './sandbox.js';

const KILLS = 20;
/** So many may hit a tuner that has not begun. */
const EARLY_KILLS = 3;
const OPTIONS = [
  '--scheduler',
  'synthetic',
  '--benchmark',
  'synthetic',
  '--agent',
  'sac',
  '--episodes',
  '10',
  '--confirm-runs',
  '8',
  '--ablation-runs',
  '0',
  '--seed',
  '11',
];

interface Line {
  readonly type: string;
  readonly phase?: string;
  readonly outcome?: { readonly status: string };
  readonly configuration?: unknown;
  readonly [key: string]: unknown;
}

describe('kill -9', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = createSandbox();
    await sandbox.linkSynthetic();
  });
  afterAll(() => sandbox.remove());

  const lines = (name: string): Line[] => {
    const path = join(sandbox.folder, 'results', name, 'journal.jsonl');
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  const decisions = (name: string): unknown[] =>
    lines(name).flatMap((line): unknown[] => {
      const { type, phase, episode, block, arm, configuration, reason, configurations } = line;
      if (type === 'trial') return [{ phase, episode, block, arm, configuration, reason }];
      return type === 'finalists' ? [{ configurations }] : [];
    });
  const options = (name: string) => [
    ...['optimize', ...OPTIONS, '--experiment-name', name],
    ...[
      '--benchmark-options',
      `counter=${join(sandbox.folder, `${name}.counter`)}`,
      '--benchmark-options',
      'sleepMs=60',
    ],
  ];

  it(`${KILLS} times, then resume, ends as if nothing had happened`, async () => {
    const uncut = await sandbox.run(options('uncut'));
    expect(uncut.exitCode, String(uncut.stderr)).toBe(0);

    const random = mulberry(2026);
    let finished = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const isNew = lines('killed').length === 0;
      matchCounter('killed');
      const tuner = sandbox.start(isNew ? options('killed') : ['resume', 'killed']);
      const exited = once(tuner, 'exit');
      if (isNew && kill >= EARLY_KILLS) await until(() => lines('killed').length > 0); // a busy machine starts slowly
      await sleep(300 + random() * 900);
      tuner.kill('SIGKILL');
      await exited;
      await sleep(2000);
      expect(processesWith(sandbox.folder), `after kill ${kill}`).toEqual([]);
      const kept = lines('killed').filter(({ type, outcome }) => type === 'trial' && outcome?.status !== 'void').length;
      expect(kept).toBeGreaterThanOrEqual(finished);
      finished = kept;
    }
    matchCounter('killed');
    const resumed = await sandbox.run(['resume', 'killed', '--json']);
    expect(resumed.exitCode, String(resumed.stderr)).toBe(0);
    expect(decisions('killed')).toEqual(decisions('uncut'));
  }, 240_000);

  /** The synthetic benchmark's noise depends on how many runs it counted: a run that was killed must not count. */
  function matchCounter(name: string): void {
    const counted = lines(name).filter(
      ({ type, outcome }) => type === 'trial' && outcome?.status === 'completed',
    ).length;
    writeFileSync(join(sandbox.folder, `${name}.counter`), '.'.repeat(counted));
  }
});

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition() && Date.now() < end; ) await sleep(20);
}

/** mulberry32 by T. Ettinger (2017, public domain). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
