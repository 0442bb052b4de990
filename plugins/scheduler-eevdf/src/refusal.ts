// Why a command was not started.

export class Refusal extends Error {
  /** 125: attributes refused or ignored; 126: cannot be executed; 127: not found; as nice(1) and shells have it. */
  readonly exitCode: 125 | 126 | 127;

  constructor(message: string, exitCode: 125 | 126 | 127 = 125) {
    super(message);
    this.name = 'Refusal';
    this.exitCode = exitCode;
  }
}
