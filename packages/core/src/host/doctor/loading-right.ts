// Whether an ordinary user may load the BPF scheduler of one program, in words.
import type { Host } from '@schedtuna/sdk';
import { loadingRights } from '../sched-ext/loading-rights.js';
import { type SudoPermission, sudoPermission } from './sudo-permission.js';

export interface LoadingRight {
  readonly isEnough: boolean;
  /** Without a subject: `sudo asks for a password`. */
  readonly sentence: string;
}

const SUDO: Readonly<Record<SudoPermission, string>> = {
  free: 'sudo starts it without a password, but not the kill that would end it',
  password: 'sudo asks for a password, which a tuner cannot type',
  refused: 'sudo does not start it for this user, or would have to ask',
  absent: 'only root may load it, and there is no sudo',
};

/** `binary`: absolute path. Asks what a run would ask; starts nothing with privileges. */
export async function loadingRight(host: Host, binary: string): Promise<LoadingRight> {
  const by = await loadingRights(host, binary).then(
    (rights) => rights.by,
    () => undefined,
  );
  if (by === undefined) return { isEnough: false, sentence: SUDO[await sudoPermission(host, binary)] };
  return { isEnough: true, sentence: by === 'sudo' ? 'sudo starts it without a password' : `${by} allow to load it` };
}
