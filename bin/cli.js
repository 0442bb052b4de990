// Hands over to oclif; only what every command needs is imported here.
import { flush } from '@oclif/core/flush';
import { handle } from '@oclif/core/handle';
import { run as runCommand } from '@oclif/core/run';

export async function run(argv, url) {
  try {
    await runCommand(argv, url);
    await flush();
  } catch (error) {
    await handle(error);
  }
}
