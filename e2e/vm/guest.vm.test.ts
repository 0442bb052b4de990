// The harness itself: what goes into a guest, what comes out, and that nothing of it stays behind.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { processesWith } from '../sandbox.js';
import { guestResults, inGuest } from './guest.js';
import { describeInGuest } from './machine.js';

describeInGuest('a guest', () => {
  let share: string;
  beforeEach(() => {
    share = mkdtempSync(join(tmpdir(), 'schedtuna-vm-test-'));
    vi.stubEnv('SCHEDTUNA_VM_MARKER', share); // of all processes that run.sh starts on the host
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const path of [share, `${share}.host`]) rmSync(path, { recursive: true, force: true });
  });

  it('gets arguments, environment and a share, and gives back output and exit status', async ({ signal }) => {
    writeFileSync(`${share}.host`, '');
    const { exitCode, stdout, stderr } = await inGuest('e2e/vm/echo.guest.mjs', {
      share,
      args: [share, '3'],
      env: { SCHEDTUNA_TEST: "a 'value' with $HOME" },
      signal,
    });
    expect(exitCode, stderr).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      node: 22,
      user: 0,
      variable: "a 'value' with $HOME",
      seesHostsTemporaryFiles: false,
      isRepositoryWritable: false,
    });
    expect(stderr).toBe('said on standard error');
    expect(readFileSync(join(share, 'from-the-guest'), 'utf8')).toBe('written in the guest');
    expect(processesWith(share)).toEqual([]);
  });

  it('says what a script that fails has said', async ({ signal }) => {
    await expect(guestResults('e2e/vm/missing.guest.mjs', { signal })).rejects.toThrow(
      /^e2e\/vm\/missing\.guest\.mjs ended with 1 in the guest:[\s\S]*Cannot find module/,
    );
  });

  it('is ended when its time is over', async ({ signal }) => {
    const { exitCode, stderr } = await inGuest('e2e/vm/endless.guest.mjs', { timeoutSeconds: 12, signal });
    expect({ exitCode, stderr }).toEqual({ exitCode: 124, stderr: 'run.sh: timeout after 12 s' });
    expect(processesWith(share)).toEqual([]);
  });

  it('is ended when it prints too much', async ({ signal }) => {
    await expect(inGuest('e2e/vm/flood.guest.mjs', { signal })).rejects.toThrow(
      /^e2e.vm.flood.* printed more than 8000000 bytes$/,
    );
    expect(processesWith(share)).toEqual([]);
  });

  it('is ended when the test is', async () => {
    const controller = new AbortController();
    const ended = inGuest('e2e/vm/endless.guest.mjs', { signal: controller.signal });
    ended.catch(() => {}); // it is awaited below
    await vi.waitUntil(() => processesWith(share).length > 4, { timeout: 20_000 });
    await sleep(2000);
    controller.abort();
    await expect(ended).rejects.toThrow(/was ended with its test$/);
    expect(processesWith(share)).toEqual([]);
  });
});
