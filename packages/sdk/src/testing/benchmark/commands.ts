// The programs that a benchmark wants started.
import type { Background } from '../../benchmark.js';
import type { Command } from '../../command.js';
import { claim, claimEqual, claimNone } from '../claim.js';
import { schemaProblems } from '../schema-problems.js';

const commandSchema = {
  type: 'object',
  required: ['file', 'args'],
  additionalProperties: false,
  properties: {
    file: { type: 'string', minLength: 1 },
    args: { type: 'array', items: { type: 'string' } },
    env: { type: 'object', additionalProperties: { type: 'string' } },
    cwd: { type: 'string', minLength: 1 },
  },
} as const;

export function checkCommand(command: () => Command, what: string): void {
  const first = structuredClone(command());
  claimNone(schemaProblems(commandSchema, first, what), `${what} is not a command:`);
  claimEqual(command(), first, `${what} must be the same for every run: otherwise runs cannot be compared`);
}

export function checkBackground(background: () => readonly Background[]): void {
  const first = structuredClone(background());
  claim(Array.isArray(first), 'background must return a list');
  first.forEach(({ command, readyWithinMs }, i) => {
    checkCommand(() => background()[i].command, `background[${i}].command`);
    claim(
      readyWithinMs === undefined || readyWithinMs > 0,
      `background[${i}].readyWithinMs must be above 0, not ${readyWithinMs}`,
    );
    claim(command.file !== '', `background[${i}] needs a program`);
  });
  claimEqual(background(), first, 'background must be the same for every run');
}
