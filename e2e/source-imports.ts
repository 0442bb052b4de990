// Reads which modules a package's sources import, and which of these imports vanish when types are removed.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface SourceImport {
  /** Importing file, relative to the repository. */
  readonly file: string;
  /** Package name, or the imported file relative to the repository. */
  readonly target: string;
  readonly isRelative: boolean;
  /** `import type`: with verbatimModuleSyntax the only form that leaves nothing behind. */
  readonly isTypeOnly: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /(typeof\s+)?\bimport\(\s*'([^']+)'\s*\)/g;

/** Every import in `folder`/src. */
export function importsOf(folder: string): SourceImport[] {
  const files = readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOfText(join(folder, 'src', file), readFileSync(join(root, folder, 'src', file), 'utf8')));
}

export function importsOfText(file: string, text: string): SourceImport[] {
  return [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)].map(([, type, specifier]) => {
    const isRelative = specifier.startsWith('.');
    const target = isRelative ? posix.normalize(posix.join(dirname(file), specifier)) : packageName(specifier);
    return { file, target, isRelative, isTypeOnly: type !== undefined };
  });
}

/** Folders below `parent` that hold a package, relative to the repository. */
export function packagesIn(parent: string): string[] {
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => relative(root, join(root, parent, name)));
}

export function packageJson(folder: string): Record<string, Record<string, string> | undefined> {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
