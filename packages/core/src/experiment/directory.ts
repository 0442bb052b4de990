// Where an experiment lives: its name and its directory.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import type { Options } from '../config/options.js';
import { JOURNAL } from './journal.js';

/** The original's default: {scheduler}_{algorithm}_{episodes}ep_{YYYYMMDD_HHMMSS}, local time. */
export function defaultName({ schedulerName, algorithm, episodes }: Options, now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${schedulerName}_${algorithm}_${episodes}ep_${day}_${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

/** The default name, or with _2, _3 … behind it when experiments began in the same second. */
export function freeName(options: Options, now: Date): string {
  const name = defaultName(options, now);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!existsSync(resolve(options.resultsDir, candidate))) return candidate;
  }
}

/** Creates results/NAME. Throws ST_EXPERIMENT_NAME, ST_EXPERIMENT_EXISTS or ST_RESULTS_DIR. */
export function createDirectory(resultsDir: string, name: string): string {
  checkName(name);
  const directory = resolve(resultsDir, name);
  try {
    mkdirSync(resolve(resultsDir), { recursive: true });
    mkdirSync(directory);
    return directory;
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(directory);
    if (exists && !existsSync(join(directory, JOURNAL)) && readdirSync(directory).every(isLeftOver)) return directory;
    if (exists) {
      throw new SchedtunaError('ST_EXPERIMENT_EXISTS', `an experiment named ${name} exists in ${resolve(resultsDir)}`, {
        hint: `Choose another --experiment-name, or go on with it: schedtuna resume ${name}`,
      });
    }
    throw new SchedtunaError('ST_RESULTS_DIR', `cannot create ${directory}: ${(cause as Error).message}`, {
      hint: 'Choose a directory that you can write with --results-dir.',
      cause,
    });
  }
}

/** Of a start that died before its first line. */
function isLeftOver(file: string): boolean {
  return file === 'experiment.log' || file.startsWith('lock');
}

/** NAME in the results directory, or a path. Throws ST_EXPERIMENT_MISSING. */
export function findDirectory(resultsDir: string, experiment: string): string {
  const candidates = [join(resolve(resultsDir), experiment), resolve(experiment)];
  const found = (isAbsolute(experiment) ? [experiment] : candidates).find((path) => existsSync(join(path, JOURNAL)));
  if (found) return found;
  throw new SchedtunaError('ST_EXPERIMENT_MISSING', `there is no experiment ${experiment} in ${resolve(resultsDir)}`, {
    hint: 'Name an experiment in the results directory (--results-dir), or give its path.',
  });
}

function checkName(name: string): void {
  const wrong =
    /[/\\\0]/.test(name) || name === '.' || name === '..' || name.trim() === '' || Buffer.byteLength(name) > 200;
  if (!wrong) return;
  throw new SchedtunaError('ST_EXPERIMENT_NAME', `${JSON.stringify(name)} cannot be the name of an experiment`, {
    hint: 'Use a plain directory name without slashes, not . or .., of at most 200 bytes.',
  });
}
