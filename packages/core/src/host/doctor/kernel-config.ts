// The options that the running kernel was built with, and whether the library of BPF schedulers finds them.
import type { Host } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';

export interface KernelConfig {
  /** File that was found. */
  readonly file: string;
  /** Lines such as `CONFIG_BPF=y`; undefined when the file could not be read as text. */
  readonly text?: string;
  /** libbpf looks into /boot and /proc only (bpf_object__read_kconfig_file in libbpf.c). */
  readonly isSeenByLibbpf: boolean;
}

/** Undefined where there is none. */
export async function kernelConfig(host: Host): Promise<KernelConfig | undefined> {
  const boot = await plain(host, `/boot/config-${host.kernelRelease}`, true);
  return boot ?? (await compressed(host)) ?? (await besideModules(host));
}

/** True when the option is built in. */
export function isBuiltIn(config: string, option: string): boolean {
  return new RegExp(`^${option}=y$`, 'm').test(config);
}

async function plain(host: Host, file: string, isSeenByLibbpf: boolean): Promise<KernelConfig | undefined> {
  const text = await host.readFile(file);
  if (text === undefined) return undefined;
  return /^CONFIG_\w+=/m.test(text) ? { file, text, isSeenByLibbpf } : { file, isSeenByLibbpf };
}

/** CONFIG_IKCONFIG_PROC; libbpf can read it even where zcat cannot be run. */
async function compressed(host: Host): Promise<KernelConfig | undefined> {
  const file = '/proc/config.gz';
  const output = await askProgram(host, 'zcat', [file]);
  if (output?.exitCode === 0 && /^CONFIG_\w+=/m.test(output.stdout)) {
    return { file, text: output.stdout, isSeenByLibbpf: true };
  }
  return (await host.readFile(file)) === undefined ? undefined : { file, isSeenByLibbpf: true };
}

/** Where Fedora keeps it, and where the headers of a kernel do. */
async function besideModules(host: Host): Promise<KernelConfig | undefined> {
  const modules = `/lib/modules/${host.kernelRelease}`;
  return (await plain(host, `${modules}/config`, false)) ?? (await plain(host, `${modules}/build/.config`, false));
}
