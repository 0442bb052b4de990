// An experiment that goes on, or is tested, on another machine or kernel.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optimize } from '../../dist/experiment/optimize.js';
import { resume } from '../../dist/experiment/resume.js';
import { testExperiment } from '../../dist/experiment/test-experiment.js';
import { createWorkplace, type Workplace } from './synthetic.js';

describe('an experiment on another machine or kernel', () => {
  let place: Workplace;
  beforeEach(() => {
    place = createWorkplace();
  });
  afterEach(() => place.remove());
  const reference = () => ({ experiment: 'one', resultsDir: place.folder });

  const elsewhere = () => ({
    ...place.services,
    host: { ...place.services.host, kernelRelease: '9.9.9-other', cpus: 99 },
  });
  const differences = [
    expect.stringMatching(/^number of CPUs was \d+, is 99$/),
    expect.stringMatching(/^kernel was \S+, is 9\.9\.9-other$/),
  ];

  it('is tested only when that is forced, and the verdict says so', async () => {
    await optimize(place.services, place.options(), place.watch());
    const lines = place.journal().length;
    await expect(testExperiment(elsewhere(), { ...reference(), runs: 6 }, place.watch())).rejects.toMatchObject({
      code: 'ST_OTHER_MACHINE',
      exitCode: 9,
      message: expect.stringMatching(
        /^one was measured .*: number of CPUs was \d+, is 99; kernel was .*, is 9\.9\.9-other$/,
      ),
      hint: expect.stringContaining('--force'),
    });
    expect(place.journal()).toHaveLength(lines);
    const forced = { ...reference(), runs: 6, force: true };
    const { verdict } = await testExperiment(elsewhere(), forced, place.watch());
    expect(verdict).toMatchObject({ conclusion: 'better', caveat: expect.stringContaining('is 9.9.9-other') });
    const session = place.journal().find((record) => record.type === 'session' && record.event === 'test');
    expect(session).toMatchObject({ forced: true, differences });
    const log = readFileSync(join(place.folder, 'one', 'experiment.log'), 'utf8');
    expect(log).toMatch(/better: .*; not on the machine and kernel of the search: number of CPUs/);
    const back = await testExperiment(place.services, { ...forced, force: true }, place.watch());
    expect(back.verdict).not.toHaveProperty('caveat');
  });

  it('is resumed only when that is forced, and the verdict says that runs are mixed', async () => {
    const uncut = await optimize(place.services, place.options(), place.watch());
    const path = join(place.folder, 'one', 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const kept = lines.findIndex((line) => line.includes('"type":"finalists"'));
    writeFileSync(
      path,
      lines
        .slice(0, kept)
        .map((line) => `${line}\n`)
        .join(''),
    );
    await expect(resume(elsewhere(), reference(), place.watch())).rejects.toMatchObject({ code: 'ST_OTHER_MACHINE' });
    expect(place.journal()).toHaveLength(kept);
    const { verdict, bestConfiguration } = await resume(elsewhere(), { ...reference(), force: true }, place.watch());
    expect(bestConfiguration).toEqual(uncut.bestConfiguration);
    expect(verdict?.caveat).toMatch(/^runs of different machines or kernels are mixed: number of CPUs was/);
    expect(place.journal()[kept]).toMatchObject({ type: 'session', event: 'resumed', forced: true, differences });
  });

  it('is believed to be the same with another governor, which it only warns of', async () => {
    await optimize(place.services, place.options(), place.watch());
    const path = join(place.folder, 'one', 'journal.jsonl');
    const [first, ...rest] = readFileSync(path, 'utf8').split('\n');
    const experiment = JSON.parse(first);
    writeFileSync(
      path,
      [JSON.stringify({ ...experiment, host: { ...experiment.host, governor: 'other' } }), ...rest].join('\n'),
    );
    const { verdict } = await testExperiment(place.services, { ...reference(), runs: 1 }, place.watch());
    expect(verdict).not.toHaveProperty('caveat');
    const warnings = place.events.flatMap((event) =>
      event.type === 'notice' && event.level === 'warning' ? [event.message] : [],
    );
    expect(warnings).toContainEqual(expect.stringMatching(/: governor was other, is \w+$/));
    expect(warnings).toContainEqual(expect.stringMatching(/^1 pair cannot prove anything, .* at least 6 /));
  });
});
