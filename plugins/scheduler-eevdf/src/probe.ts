// What of this scheduler works on this machine: tried, not guessed.
import type { Host, Probe } from '@schedtuna/sdk';

const SLICES = ['slice_us', 'background_slice_us'] as const;
/** Any value but the default of common kernels. */
const TRIED_SLICE_US = 7300;

export async function probe(host: Host, launcher: string): Promise<Probe> {
  if (host.platform !== 'linux') return { usable: false, reason: `it needs Linux, this is ${host.platform}` };
  const check = async (sliceUs: number) => {
    const args = [launcher, '--slice-us', String(sliceUs), '--policy', 'other', '--nice', '0', '--check'];
    return host.run({ file: process.execPath, args });
  };
  try {
    const plain = await check(0);
    if (plain.exitCode !== 0) return { usable: false, reason: reasonOf(plain.stderr) };
    const custom = await check(TRIED_SLICE_US);
    const facts = { kernel: host.kernelRelease, default_slice_us: String(JSON.parse(plain.stdout).sliceUs) };
    if (custom.exitCode === 0) return { usable: true, facts };
    const reason = reasonOf(custom.stderr);
    return { usable: true, unavailable: Object.fromEntries(SLICES.map((name) => [name, reason])), facts };
  } catch (error) {
    return { usable: false, reason: `its launcher does not run: ${(error as Error).message}` };
  }
}

function reasonOf(stderr: string): string {
  return (
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^schedtuna launcher: /, '') || 'its launcher failed without a word'
  );
}
