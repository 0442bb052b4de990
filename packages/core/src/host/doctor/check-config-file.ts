// The file with the kernel's build options: some BPF schedulers ask for options while they are loaded.
import type { Host } from '@schedtuna/sdk';
import { hasSchedExt } from './has-sched-ext.js';
import { kernelConfig } from './kernel-config.js';
import type { Finding } from './report.js';

const name = 'config_file';

export async function checkConfigFile(host: Host): Promise<readonly Finding[]> {
  const config = await kernelConfig(host);
  if (config?.isSeenByLibbpf) {
    if (config.text !== undefined || config.file === '/proc/config.gz') {
      return [
        { name, status: 'ok', message: `BPF schedulers can read the kernel's build options from ${config.file}` },
      ];
    }
    return missing(host, `${config.file} has no build options in it`);
  }
  const elsewhere = config ? `; ${config.file} has them, where they are not looked for` : '';
  const wanted = `/boot/config-${host.kernelRelease} nor /proc/config.gz`;
  return missing(
    host,
    `the kernel's build options cannot be read: neither ${wanted} is there for this user${elsewhere}`,
    config?.file,
  );
}

async function missing(host: Host, message: string, source?: string): Promise<readonly Finding[]> {
  if (!(await hasSchedExt(host))) return [{ name, status: 'info', message }];
  const target = `/boot/config-${host.kernelRelease}`;
  const fix = source
    ? `sudo cp ${source} ${target}`
    : `sudo modprobe configs, or put the kernel's configuration at ${target} (its package has it).`;
  // Their BPF programs use `extern … __kconfig`, which libbpf fills in from that file.
  return [
    { name, status: 'warning', message: `${message}; scx_bpfland and scx_flash cannot be loaded without them`, fix },
  ];
}
