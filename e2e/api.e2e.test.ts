// The TypeScript API as a program uses it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../packages/core/dist/api.js';

const PROGRAM = `${process.execPath} -e 'console.log("speed:", 100 + Math.random(), "latency:", 5)'`;
const metric = (name: string, direction: string, unit = '') => ({
  [name]: { pattern: `${name}: (\\S+)`, direction, unit },
});

describe('the API', () => {
  let folder: string;
  let api: Api;
  const options = (more: object) => ({
    ...{ benchmark: 'command', benchmarkCmd: PROGRAM, algorithm: 'random', seed: 1, resultsDir: folder },
    ...{ episodes: 3, baselineRuns: 1, ablationRuns: 0, confirmRuns: 2, maxForeignCpus: 4096 },
    benchmarkOptions: { metrics: { ...metric('speed', 'maximize'), ...metric('latency', 'minimize', 'ms') } },
    ...more,
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-api-'));
    api = (await import('../bin/index.js' as string)) as Api;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes weights, guards with units, and switches of the protocol', async () => {
    const heard: string[] = [];
    const onEvent = ({ type }: { readonly type: string }) => heard.push(type);
    const more = { racing: false, earlyStop: false, objective: { speed: 2, latency: 1 }, guards: ['latency <= 9 ms'] };
    const summary = await api.optimizeScheduler(options({ ...more, experimentName: 'one' }), { onEvent });
    expect(summary).toMatchObject({ objective: 'speed^2 latency^1', episodes: 3 });
    expect(heard).toContain('episode');
  }, 60_000);

  it.each([
    [{ testRuns: 0 }, 'ST_CONFIG_VALUE', /^testRuns must be a whole number from 1 to 1000, not 0$/],
    [{ testRuns: 'ten' }, 'ST_CONFIG_VALUE', /^testRuns .* not "ten"$/],
    [{ force: 'yes' }, 'ST_CONFIG_VALUE', /^force must be true or false, not "yes"$/],
    [{ testRun: 3 }, 'ST_CONFIG_KEY', /^testRun is unknown; did you mean testRuns\?$/],
  ])('refuses a test with %j before it looks for the experiment', async (given, code, message) => {
    const optimizer = new api.SchedulerOptimizer(options({}));
    await expect(optimizer.test('nowhere', given as never)).rejects.toMatchObject({
      ...{ code, message: expect.stringMatching(message) },
    });
  });
});
