// The benchmark of wake-up latency, on which tests of whole experiments build: a flag of scx_rusty that shows.
import { expect, it } from 'vitest';
import { guestResults } from './guest.js';
import { describeInGuest } from './machine.js';

interface Facts {
  readonly isAttached?: boolean;
  readonly exitCode?: number;
  readonly wake_p99_us?: number;
  readonly status?: number;
}

describeInGuest('wakebench', () => {
  // Of a clock that counts instructions, in one guest: seen were 17,500 µs (cv 3 %) against 6,100 µs (cv 7 %).
  it('sees that short slices let sleepers run sooner under scx_rusty', async ({ signal }) => {
    const found = await guestResults<Facts>('e2e/vm/wakebench.guest.mjs', { deterministic: true, signal });
    const [long, short, refused] = found;
    const fields = ['wake_mean_us', 'wake_p99_us', 'wake_max_us', 'work_per_s', 'wakes', 'seconds'];
    for (const facts of [long, short]) {
      expect(facts).toMatchObject({ isAttached: true, exitCode: 0 });
      expect(facts).toMatchObject(Object.fromEntries(fields.map((name) => [name, expect.any(Number)])));
    }
    expect(Number(short.wake_p99_us) / Number(long.wake_p99_us)).toBeLessThan(0.7);
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^usage: wakebench /) });
  });
});
