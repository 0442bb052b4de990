// An experiment belongs to one machine and kernel: elsewhere it is neither tested nor resumed, unless somebody insists.
import { type Host, SchedtunaError } from '@schedtuna/sdk';
import { fingerprint } from '../host/fingerprint.js';
import { type MachineDifferences, machineDifferences } from '../host/other-machine.js';
import type { ExperimentRecord, JournalRecord, SessionRecord } from './records.js';

export interface MachinePolicy {
  readonly purpose: 'test' | 'resume';
  /** Goes on although machine or kernel is another one. */
  readonly force: boolean;
}

const HINTS: Readonly<Record<MachinePolicy['purpose'], string>> = {
  test: 'Use --force to test it here all the same; the verdict is then about this machine.',
  resume:
    'Runs of two machines or kernels cannot be compared. Resume it where it began, start a new experiment here, ' +
    'or use --force to mix them all the same.',
};

/** Throws ST_OTHER_MACHINE. What it returns as `other` was forced. */
export async function checkMachine(
  host: Host,
  experiment: ExperimentRecord,
  { purpose, force }: MachinePolicy,
): Promise<MachineDifferences> {
  const found = machineDifferences(experiment.host, await fingerprint(host));
  if (found.other.length === 0 || force) return found;
  throw new SchedtunaError(
    'ST_OTHER_MACHINE',
    `${experiment.name} was measured on another machine or kernel: ${found.other.join('; ')}`,
    { hint: HINTS[purpose] },
  );
}

/** What a session record says about differences that were forced. */
export function forcedPart(differences: readonly string[]): Pick<SessionRecord, 'forced' | 'differences'> {
  return differences.length === 0 ? {} : { forced: true, differences };
}

/** What a verdict on runs of this machine must say. */
export function caveatOfTest(differences: readonly string[]): { readonly caveat?: string } {
  if (differences.length === 0) return {};
  return { caveat: `not on the machine and kernel of the search: ${differences.join('; ')}` };
}

/** What a verdict must say when the experiment went on elsewhere. */
export function caveatOfMixture(records: readonly JournalRecord[]): { readonly caveat?: string } {
  const forced = records.flatMap((record) =>
    record.type === 'session' && record.event === 'resumed' && record.forced ? (record.differences ?? []) : [],
  );
  if (forced.length === 0) return {};
  return { caveat: `runs of different machines or kernels are mixed: ${[...new Set(forced)].join('; ')}` };
}
