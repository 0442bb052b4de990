import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendName } from '@schedtuna/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackend } from '../../dist/experiment/agent/check-backend.js';
import { optimize } from '../../dist/experiment/optimize.js';
import { createWorkplace, type Workplace } from './synthetic.js';

let place: Workplace;
beforeAll(() => {
  place = createWorkplace();
});
afterAll(() => place.remove());

async function check(name: string, backend?: BackendName, useGpu = true): Promise<string[]> {
  const lines: string[] = [];
  const agent = await place.services.registry.load('agents', name);
  await checkBackend(agent, { useGpu, ...(backend ? { backend } : {}) }, (line) => lines.push(line));
  return lines;
}

describe('a backend that is asked for', () => {
  it('is accepted where it runs', async () => {
    expect(await check('chooser', 'cpu')).toEqual([]);
  });

  it('is refused with what the agent says, and what to do', async () => {
    await expect(check('chooser', 'wasm')).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
      message: 'agent chooser cannot compute on wasm: it is not there',
      hint: 'Put it there',
    });
  });

  it('changes nothing for an agent without a choice, which is said', async () => {
    expect(await check('walker', 'cpu')).toEqual([
      'agent walker has no backends to choose from: --backend cpu changes nothing',
    ]);
  });

  it.each([
    ['throws', 'tensorflow-gpu', /failed: the driver is gone/],
    ['ends its thread', 'tensorflow', /failed: its thread ended/],
  ] as const)('is the fault of an agent that %s', async (_, backend, message) => {
    await expect(check('chooser', backend)).rejects.toMatchObject({
      code: 'ST_AGENT_FAILED',
      message: expect.stringMatching(message),
    });
  });

  it('cannot be a GPU that --no-gpu forbids; the same library on the CPU can', async () => {
    await expect(check('walker', 'tensorflow-gpu', false)).rejects.toMatchObject({ code: 'ST_USAGE' });
    await expect(check('walker', 'tensorflow', false)).resolves.toHaveLength(1);
  });

  it('is not looked for where none is named', async () => {
    expect(await check('chooser')).toEqual([]);
  });
});

describe('an experiment', () => {
  const options = (backend: BackendName) =>
    place.options({
      algorithm: 'chooser',
      experimentName: backend,
      episodes: 1,
      baselineRuns: 1,
      confirmRuns: 1,
      backend,
    });

  it('hands the backend to its agent and keeps it in the journal', async () => {
    await optimize(place.services, options('cpu'), place.watch());
    expect(place.journal('cpu')[0]).toMatchObject({ options: { backend: 'cpu' } });
  });

  it('does not begin, and leaves no directory, where the backend cannot be had', async () => {
    await expect(optimize(place.services, options('wasm'), place.watch())).rejects.toMatchObject({
      code: 'ST_UNSUPPORTED',
    });
    expect(existsSync(join(place.folder, 'wasm'))).toBe(false);
  });
});
