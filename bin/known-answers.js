// Answers to --version and --help without loading oclif: the version from package.json, the help as it was printed last time.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, dataDirectory } from './user-directories.js';

const packageFile = new URL('../package.json', import.meta.url);
const manifest = new URL('../oclif.manifest.json', import.meta.url);
const remembered = join(cacheDirectory, 'help.json');

/** The text that oclif would print, or undefined when only oclif knows. */
export function knownAnswer(argv) {
  try {
    if (argv.length === 1 && argv[0] === '--version') return userAgent();
    if (!isHelp(argv)) return undefined;
    const { key, text } = JSON.parse(readFileSync(remembered, 'utf8'));
    return key === keyOf() ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Runs `print`; what it writes to stdout is remembered when it is the help that `argv` asks for. */
export async function remembering(argv, print) {
  const key = isHelp(argv) ? keyOf() : undefined;
  if (key === undefined) return print();
  const write = process.stdout.write;
  const chunks = [];
  process.stdout.write = function (chunk, ...rest) {
    chunks.push(String(chunk));
    return write.call(this, chunk, ...rest);
  };
  try {
    await print();
  } finally {
    process.stdout.write = write;
  }
  try {
    mkdirSync(cacheDirectory, { recursive: true });
    writeFileSync(`${remembered}.${process.pid}`, JSON.stringify({ key, text: chunks.join('') }));
    renameSync(`${remembered}.${process.pid}`, remembered);
  } catch {
    // without a cache directory help is slower, nothing else
  }
}

function isHelp(argv) {
  return argv.length === 0 || (argv.length === 1 && argv[0] === '--help');
}

function userAgent() {
  const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`;
}

/** Everything that the help depends on; undefined when linked plugins, which change without notice, are part of it. */
function keyOf() {
  const plugins = installedPlugins();
  if (plugins.includes('"link"')) return undefined;
  const { NO_COLOR, FORCE_COLOR, TERM, COLORTERM, OCLIF_COLUMNS } = process.env;
  const { isTTY, columns } = process.stdout;
  const look = [isTTY, columns, process.stderr.isTTY, NO_COLOR, FORCE_COLOR, TERM, COLORTERM, OCLIF_COLUMNS];
  return JSON.stringify([userAgent(), statSync(manifest).mtimeMs, manifest.pathname, look.map(String), plugins]);
}

function installedPlugins() {
  try {
    return readFileSync(join(dataDirectory, 'package.json'), 'utf8');
  } catch {
    return '';
  }
}
