// Entry of the launcher: sets scheduling attributes on itself, checks that they hold, then becomes the command.
import { writeSync } from 'node:fs';
import { apply } from './apply.js';
import { parseArguments, type Request } from './arguments.js';
import { readAttributes } from './attributes.js';
import { check } from './check.js';
import { execute } from './execute.js';
import { Refusal } from './refusal.js';

// Standard streams are written directly: touching process.stdout would make them non-blocking for the command.
try {
  run(parseArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  writeSync(2, `schedtuna eevdf launcher: ${error.message}\n`);
  process.exitCode = error.exitCode;
}

function run(request: Request): void {
  switch (request.kind) {
    case 'usage':
      throw new Refusal(request.message);
    case 'check':
      writeSync(1, `${JSON.stringify(check())}\n`);
      return;
    case 'launch':
      apply(request.settings, readAttributes());
      execute(request.file, request.args);
  }
}
