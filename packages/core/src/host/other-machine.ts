// Whether this is the machine, under the kernel, that a fingerprint was taken of.
import type { Fingerprint } from './fingerprint.js';

export interface MachineDifferences {
  /** Runs from here say nothing about the machine of the fingerprint: `kernel was 6.12.1, is 6.18.2`. */
  readonly other: readonly string[];
  /** The same machine with another setting. */
  readonly changed: readonly string[];
}

/**
 * CPU model, number of CPUs, architecture, kernel, memory and whether it is virtual make a machine; the frequency governor is
 * a setting that both sides of a comparison share. What an older journal does not say is not compared.
 */
export function machineDifferences(recorded: Fingerprint, now: Fingerprint): MachineDifferences {
  const differing = (Object.keys(recorded) as (keyof Fingerprint)[]).filter((key) =>
    key === 'memoryMb' ? isOtherMemory(recorded.memoryMb, now.memoryMb) : recorded[key] !== now[key],
  );
  const said = (keys: readonly (keyof Fingerprint)[]) =>
    keys.map((key) => `${NAMES[key] ?? key} was ${shown(key, recorded)}, is ${shown(key, now)}`);
  return {
    other: said(differing.filter((key) => key !== 'governor')),
    changed: said([...differing.filter((key) => key === 'governor'), ...appeared(recorded, now)]),
  };
}

const NAMES: Readonly<Partial<Record<keyof Fingerprint, string>>> = {
  cpus: 'number of CPUs',
  arch: 'architecture',
  memoryMb: 'memory',
  virtualMachine: 'virtual machine',
};

/** What kernel and firmware keep for themselves differs between boots by tens of MB; no memory module is that small. */
const MEMORY_SHARE = 0.01;
const MEMORY_MB = 64;

function isOtherMemory(recorded: number, now: number): boolean {
  return Math.abs(recorded - now) > Math.max(MEMORY_MB, MEMORY_SHARE * recorded);
}

/** A governor that the machine did not have. */
function appeared(recorded: Fingerprint, now: Fingerprint): (keyof Fingerprint)[] {
  return recorded.governor === undefined && now.governor !== undefined ? ['governor'] : [];
}

function shown(key: keyof Fingerprint, { [key]: value }: Fingerprint): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return key === 'memoryMb' ? `${value} MB` : String(value);
}
