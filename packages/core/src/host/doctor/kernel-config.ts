// The options that the running kernel was built with, where distributions keep them.
import type { Host } from '@schedtuna/sdk';

/** Undefined where neither /boot nor /proc has them. */
export async function kernelConfig(host: Host): Promise<string | undefined> {
  const inBoot = await host.readFile(`/boot/config-${host.kernelRelease}`);
  if (inBoot !== undefined) return inBoot;
  const zcat = await host.which('zcat');
  if (zcat === undefined) return undefined;
  const output = await host.run({ file: zcat, args: ['/proc/config.gz'] }).catch(() => undefined);
  return output?.exitCode === 0 ? output.stdout : undefined;
}
