import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSchedulerWatch, type SchedulerWatch } from '../../../src/host/guard/scheduler-watch.js';
import { createFakeKernel, type FakeKernel } from '../sched-ext/fake-kernel.js';

const OURS = { ops: 'rusty_1.1.4', enableSeq: 1 };
const SELDOM = 60_000;

describe('createSchedulerWatch', () => {
  let kernel: FakeKernel;
  let watch: SchedulerWatch;
  beforeEach(() => {
    kernel = createFakeKernel();
    kernel.load(OURS.ops);
    watch = createSchedulerWatch(kernel.root);
  });
  afterEach(() => {
    watch.enter('detach'); // ends its timer
    kernel.remove();
  });

  it('is content as long as the scheduler is there', async () => {
    watch.expect(OURS, 2);
    watch.enter('benchmark');
    await sleep(30);
    watch.check();
    expect(watch.deviation()).toBeUndefined();
  });

  it('remembers what was wrong first, and when', async () => {
    watch.enter('settle');
    watch.expect(OURS, SELDOM);
    kernel.unload();
    watch.check();
    watch.enter('benchmark');
    kernel.load('lavd');
    watch.check();
    watch.processEnded();
    watch.deviate({ kind: 'killed' });
    expect(watch.deviation()).toEqual({
      ...{ kind: 'changed', stage: 'settle' },
      found: { state: 'disabled', enableSeq: 1, switchAll: true },
    });
    await watch.deviated;
  });

  it('looks by itself', async () => {
    watch.enter('benchmark');
    watch.expect(OURS, 5);
    kernel.unload();
    await watch.deviated;
    expect(watch.deviation()).toMatchObject({ kind: 'changed', stage: 'benchmark' });
  });

  it('sees that the same scheduler was loaded again in between', () => {
    watch.expect(OURS, SELDOM);
    kernel.unload();
    kernel.load(OURS.ops);
    watch.check();
    expect(watch.deviation()).toMatchObject({ kind: 'changed', found: { ops: OURS.ops, enableSeq: 2 } });
  });

  it('expects nothing before it was attached, nor of a scheduler that is asked to leave', () => {
    kernel.unload();
    watch.check();
    watch.enter('detach');
    watch.expect(OURS, SELDOM);
    watch.check();
    watch.processEnded();
    expect(watch.deviation()).toBeUndefined();
  });

  it('notes an end that nobody asked for', () => {
    watch.enter('attach');
    watch.processEnded();
    expect(watch.deviation()).toMatchObject({ kind: 'ended', stage: 'attach', found: { ops: OURS.ops } });
  });
});
