// What the networks of an agent are computed with, and why one of these runs on a machine and another does not.

/** `tensorflow` and `tensorflow-gpu` are native libraries that are installed beside schedtuna; the others come with it. */
export const BACKEND_NAMES = ['wasm', 'cpu', 'tensorflow', 'tensorflow-gpu'] as const;

export type BackendName = (typeof BACKEND_NAMES)[number];

export interface BackendState {
  readonly name: BackendName;
  /** `idle`: the settings prefer another one, which says nothing about whether this one would start. */
  readonly state: 'runs' | 'idle' | 'unavailable';
  /** One line. */
  readonly reason: string;
  /** What would make an unavailable one run, in one sentence. */
  readonly remedy?: string;
}
