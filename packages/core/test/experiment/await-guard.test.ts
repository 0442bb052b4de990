import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awaitGuard } from '../../src/experiment/await-guard.js';
import { GUARD_LOCK } from '../../src/host/guard/armed.js';
import { isRunning, processId } from '../../src/host/guard/signal-scheduler.js';

describe('awaitGuard', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-await-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const leave = (lock: unknown) =>
    writeFileSync(join(folder, GUARD_LOCK), typeof lock === 'string' ? lock : JSON.stringify(lock));

  it('waits for nothing where no guard was, or it is gone', async () => {
    await awaitGuard(folder, 0);
    leave({ pid: 2 ** 22 + 1, startTime: 5 });
    await awaitGuard(folder, 0);
    leave({ pid: process.pid, startTime: processId(process.pid).startTime + 1 }); // its pid is another's now
    await awaitGuard(folder, 0);
    for (const text of ['', '{"pid":', 'null', '"x"', '{"pid":"7"}']) {
      leave(text);
      await awaitGuard(folder, 0);
    }
  });

  it('waits until the guard has done its work', async () => {
    const guard = spawn('sleep', ['0.4'], { stdio: 'ignore' });
    await once(guard, 'spawn');
    const id = processId(guard.pid as number);
    leave(id);
    await awaitGuard(folder);
    expect(isRunning(id)).toBe(false);
  });

  it('gives up on one that does not come to an end', async () => {
    leave(processId(process.pid));
    await expect(awaitGuard(folder, 60)).rejects.toMatchObject({
      code: 'ST_EXPERIMENT_LOCKED',
      message: `process ${process.pid}, a guard of schedtuna, is still cleaning up ${folder}`,
      hint: expect.stringContaining('schedtuna cleanup'),
    });
  });
});
