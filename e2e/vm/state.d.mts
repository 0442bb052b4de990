export interface MachineState {
  /** Why the virtual machine cannot be used; absent where it can. */
  readonly reason?: string;
  /** Version of the guest's kernel, as Debian writes it: `7.2.13-1`. */
  readonly kernel?: string;
  /** Schedulers and benchmarks that the guest has in PATH. */
  readonly programs?: readonly string[];
  /** Of the boot of this machine in which the guest was seen to boot. */
  readonly bootId?: string;
}

/** Never throws: what cannot be read is a reason. */
export function readState(): MachineState;

export function writeState(state: MachineState): void;
