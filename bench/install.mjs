// What users of the published package get: packs every workspace, installs the packages in an empty folder, starts the command.
//   npm run bench:install [-- --json FILE]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './figures.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'schedtuna-install-'));
const run = (file, args, cwd) => execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
try {
  run('npm', ['pack', '--workspaces', '--include-workspace-root', '--pack-destination', folder], root);
  const packages = readdirSync(folder).map((file) => join(folder, file));
  const user = mkdtempSync(join(folder, 'user-'));
  writeFileSync(join(user, 'package.json'), '{ "private": true }');
  const started = performance.now();
  run('npm', ['install', '--no-audit', '--no-fund', '--omit=dev', ...packages], user);
  const seconds = (performance.now() - started) / 1000;
  const bin = join(user, 'node_modules', 'schedtuna', 'bin', 'run.js');
  const { schedulers } = JSON.parse(run(process.execPath, [bin, 'schedulers', '--json'], user));
  if (!schedulers.some(({ name }) => name === 'eevdf'))
    throw new Error('the installed command does not find its plugins');
  const megabytes = Number(run('du', ['-sm', join(user, 'node_modules')], user).split('\t')[0]);
  print({ install_mb: megabytes, install_seconds: seconds });
} finally {
  rmSync(folder, { recursive: true });
}
