// In the guest: what the harness gives a script, and a file for the host.
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { report } from './guest/report.mjs';

const [, , share, exitCode] = process.argv;
writeFileSync(`${share}/from-the-guest`, 'written in the guest');
report({
  node: Number(process.versions.node.split('.')[0]),
  user: process.getuid(),
  variable: process.env.SCHEDTUNA_TEST,
  seesHostsTemporaryFiles: existsSync(`${share}.host`),
  isRepositoryWritable: isWritable('package.json'),
});
console.error('said on standard error');
process.exit(Number(exitCode));

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
