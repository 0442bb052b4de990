import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunningAgent } from '../../dist/experiment/agent/checked-agent.js';
import { startAgent } from '../../dist/experiment/agent/start.js';
import scheduler from '../fixtures/synthetic-scheduler.mjs';

const settings = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, episodes: 10, useGpu: true };

async function withAgent<T>(name: string, work: (agent: RunningAgent) => Promise<T>, answerMs = 10_000): Promise<T> {
  const module = fileURLToPath(new URL(`../fixtures/agents/${name}.mjs`, import.meta.url));
  const job = { module, parameters: scheduler.parameters, constraints: [], seed: 1, options: {}, settings };
  const agent = await startAgent(name, job, { answerMs }, () => {});
  try {
    await agent.observe({
      configuration: { fast: false, level: 5, mode: 'a' },
      episode: 0,
      status: 'completed',
      score: 0,
      standardError: 0.01,
      reward: 0,
      metrics: {},
    });
    return await work(agent);
  } finally {
    await agent.stop();
  }
}

describe('an agent in its thread', () => {
  it('answers', async () => {
    const suggestion = await withAgent('walker', (agent) => agent.suggest());
    expect(suggestion).toMatchObject({ configuration: { level: expect.any(Number) }, reason: expect.any(String) });
  });

  it.each([
    ['throws', 'ST_AGENT_FAILED', 'no idea'],
    ['outside', 'ST_AGENT_INVALID', 'level must be a whole number from 0 to 10, not 11'],
    ['repeats', 'ST_AGENT_INVALID', 'already measured'],
    ['shapeless', 'ST_AGENT_INVALID', 'suggested 7'],
    ['exits', 'ST_AGENT_FAILED', 'thread ended'],
  ])('that %s is %s', async (name, code, message) => {
    await expect(withAgent(name, (agent) => agent.suggest())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('that hangs is ended after its time', async () => {
    await expect(withAgent('hangs', (agent) => agent.suggest(), 300)).rejects.toMatchObject({
      code: 'ST_AGENT_TIMEOUT',
    });
  });

  it('that returns NaN is refused', async () => {
    const observation = {
      configuration: { fast: true, level: 8, mode: 'a' },
      episode: 1,
      status: 'failed',
      class: 'benchmark_failed',
    } as const;
    await expect(withAgent('nan', (agent) => agent.observe(observation))).rejects.toMatchObject({
      code: 'ST_AGENT_INVALID',
      message: expect.stringContaining('policyLoss = NaN'),
    });
  });
});
