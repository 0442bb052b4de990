// Makes a fresh clone ready to run: installs when the lockfile changed, builds what changed. Plain Node.js 20, silent unless something fails.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.schedtuna-setup');

install();
build();

function install() {
  // Other platforms and other Node.js majors install other packages.
  const lockfile = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lockfile).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true }); // an installation that fails leaves neither the old nor the new packages
  console.error('Installing packages (only when the lockfile has changed) …');
  // Not `npm ci`: it refuses a lockfile written where packages of other platforms could not be seen.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

function build() {
  const compiler = join(modules, '.bin', 'tsc');
  run(compiler, ['-b']);
  for (const script of ['wasm.mjs', 'manifest.mjs']) run('node', [join(root, 'scripts', script)]);
}

/** With the workspace's own Node.js first in PATH; output only of what failed. */
function run(file, args) {
  const PATH = `${join(modules, '.bin')}${delimiter}${process.env.PATH}`;
  const result = spawnSync(file, args, { cwd: root, encoding: 'utf8', env: { ...process.env, PATH } });
  if (result.status === 0) return;
  console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`.trim());
  const reason = result.error ? result.error.message : `exit status ${result.status ?? result.signal}`;
  console.error(`Setup failed: ${file} ${args.join(' ')}: ${reason}`);
  process.exit(1);
}
