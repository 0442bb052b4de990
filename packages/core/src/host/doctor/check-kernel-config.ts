// Options that the kernel must have been built with for BPF schedulers.
import type { Host } from '@schedtuna/sdk';
import { hasSchedExt } from './has-sched-ext.js';
import { isBuiltIn, kernelConfig } from './kernel-config.js';
import type { Finding } from './report.js';

/** The first depends on the others; kernel/Kconfig.preempt. */
const OPTIONS = ['CONFIG_SCHED_CLASS_EXT', 'CONFIG_BPF_SYSCALL', 'CONFIG_BPF_JIT', 'CONFIG_DEBUG_INFO_BTF'];

const name = 'kernel_config';

/** Nothing to say where the options are not known: `config_file` says that. */
export async function checkKernelConfig(host: Host): Promise<readonly Finding[]> {
  const config = await kernelConfig(host);
  if (config?.text === undefined) return [];
  const { file, text } = config;
  const missing = OPTIONS.filter((option) => !isBuiltIn(text, option));
  if (missing.length === 0) {
    return [{ name, status: 'ok', message: `the kernel was built with ${OPTIONS.join(', ')}` }];
  }
  if (await hasSchedExt(host)) {
    const message = `${file} says that the kernel was built without ${missing.join(', ')}, yet it has sched_ext: the file is not this kernel's`;
    const fix = `Put the configuration of this kernel at /boot/config-${host.kernelRelease}.`;
    return [{ name, status: 'warning', message, fix }];
  }
  const message = `the kernel was built without ${missing.join(', ')}, which BPF schedulers need`;
  const fix = 'To tune BPF schedulers, boot Linux 6.12 or newer that was built with these options (=y).';
  return [{ name, status: 'info', message, fix }];
}
