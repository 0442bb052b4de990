import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runOnThreads } from '../../dist/simulate/run-on-threads.js';
import type { Job, Player } from '../../src/simulate/thread-messages.js';
import { tableOf } from './tables.js';

const tables = [tableOf('encoder'), tableOf('server')];

function player(name: string): Player {
  const module = fileURLToPath(new URL(`../fixtures/agents/${name}.mjs`, import.meta.url));
  return { label: name, name, package: 'fixture', version: '1.0.0', module, options: {} };
}

const jobs: readonly Job[] = [0, 1].flatMap((table) =>
  [0, 0.05].flatMap((noise) => [1, 2].map((seed) => ({ player: 0, table, noise, seed }))),
);

async function runWith(name: string, threads: number, answerMs = 20_000, budget = 8) {
  const arena = { tables, players: [player(name)], budget };
  let count = 0;
  const records = await runOnThreads(arena, jobs, { threads, answerMs }, () => count++);
  return { records, count };
}

describe('runs on threads', () => {
  it('come in the order of the jobs, the same on one thread and on three', async () => {
    const [one, three] = [await runWith('drawer', 1), await runWith('drawer', 3)];
    expect(one.count).toBe(jobs.length);
    expect(one.records.map(({ space, noise, seed }) => ({ space, noise, seed }))).toEqual(
      jobs.map(({ table, noise, seed }) => ({ space: tables[table].name, noise, seed })),
    );
    const regrets = ({ records }: typeof one) =>
      records.map(({ regret, top1, fails, dups }) => [regret, top1, fails, dups]);
    expect(regrets(three)).toEqual(regrets(one));
    for (const { regret, cpu_seconds } of one.records) {
      expect(regret).toHaveLength(8);
      expect(cpu_seconds).toBeGreaterThan(0);
    }
  });

  it.each([
    ['throws', 'ST_AGENT_FAILED', /^agent throws failed: no idea \(table encoder, noise 0, seed [12]\)$/],
    ['outside', 'ST_AGENT_INVALID', /^agent outside suggested a configuration that is not allowed: .*seed [12]\)$/],
    ['exits', 'ST_AGENT_FAILED', /^agent exits failed: its thread ended \(/],
  ])('end with the first agent that %s', async (name, code, message) => {
    await expect(runWith(name, 2)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('end when an agent does not answer', async () => {
    await expect(runWith('hangs', 2, 1000)).rejects.toMatchObject({
      code: 'ST_AGENT_TIMEOUT',
      message: expect.stringMatching(/^agent hangs did not answer within 1 s \(table encoder, noise 0, seed [12]\)$/),
    });
  });
});
