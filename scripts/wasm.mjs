// Compiles the SIMD kernel of the critics, packages/rl/wasm, to packages/rl/dist/critics.wasm, when its sources or the lockfile, which
// pins the compiler, have changed: after every build and before every test run; never committed.
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'packages', 'rl', 'wasm');
const target = join(root, 'packages', 'rl', 'dist', 'critics.wasm');

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile();

/** Vitest calls it, as its globalSetup. */
export default async function compile() {
  const inputs = readdirSync(sources).map((name) => join(sources, name));
  const newest = Math.max(...[...inputs, join(root, 'package-lock.json')].map(changedAt));
  if (changedAt(target) > newest) return;
  const { default: compiler } = await import('assemblyscript/asc');
  mkdirSync(join(target, '..'), { recursive: true });
  const temporary = `${target}.${process.pid}.tmp`;
  // Without a runtime and without assertions nothing is imported: the module is memory and arithmetic.
  const options = ['-O3', '--converge', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--use', 'abort='];
  const { error, stderr } = await compiler.main([join(sources, 'index.ts'), '--outFile', temporary, ...options]);
  if (error) throw new Error(`packages/rl/wasm does not compile: ${stderr.toString()}`);
  renameSync(temporary, target);
}

/** 0 where there is no file. */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
