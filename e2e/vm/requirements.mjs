// What a machine must have before the virtual machine can be set up.
import { spawnSync } from 'node:child_process';

const RUST = [1, 91];

/** A sentence, or undefined when setup.sh can be tried. `toBuild` are the Rust schedulers that are not there yet. */
export function whatIsMissing(toBuild) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `the virtual machine needs Linux on x86_64; this is ${process.platform} on ${process.arch}`;
  }
  if (process.getuid() !== 0) return 'the virtual machine needs root, for virtiofsd and for apt-get';
  if (outputOf('apt-get', ['--version']) === undefined) return 'the virtual machine needs apt-get of Debian';
  return toBuild.length > 0 ? whatRustIsMissing(toBuild) : undefined;
}

function whatRustIsMissing(toBuild) {
  const [, major, minor] = /^cargo (\d+)\.(\d+)/.exec(outputOf('cargo', ['--version']) ?? '') ?? [];
  const [leastMajor, leastMinor] = RUST;
  const wanted = `Rust ${leastMajor}.${leastMinor} or newer is needed to build ${toBuild.join(', ')}`;
  if (major === undefined) return `${wanted}; cargo was not found`;
  const isOld = Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor);
  return isOld ? `${wanted}; this is ${major}.${minor}` : undefined;
}

function outputOf(file, args) {
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
