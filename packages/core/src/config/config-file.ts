// Finds and reads a configuration file.
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isSchedtunaError, SchedtunaError } from '@schedtuna/sdk';
// Not the package's entry: that one first runs .config/config.js of the working directory, whoever wrote it.
import { Explorer } from 'cosmiconfig/dist/Explorer.js';
import { type FileValues, parseConfig } from './parse-config.js';

export type { FileValues };

// Its declaration file says nothing about this class.
declare module 'cosmiconfig/dist/Explorer.js' {
  export class Explorer {
    constructor(options: object);
    search(from: string): Promise<{ readonly filepath: string } | null>;
  }
}

/** Plain data only: a configuration that is a program would run before anybody agreed to it. */
const SEARCHED = ['schedtuna.config.yaml', 'schedtuna.config.yml', 'schedtuna.config.json', '.schedtunarc'].concat(
  ['.yaml', '.yml', '.json'].map((extension) => `.schedtunarc${extension}`),
);
const MOST_BYTES = 1_000_000;

/** The file named `path`, else the first found in `directory`; nothing when there is none. Throws ST_CONFIG_…. */
export async function readConfigFile(path: string | undefined, directory: string): Promise<FileValues> {
  const file = path === undefined ? await find(directory) : resolve(directory, path);
  return file === undefined ? {} : parseConfig(await read(file, path !== undefined), file);
}

async function find(directory: string): Promise<string | undefined> {
  const asText = (_: string, content: string) => content;
  const explorer = new Explorer({
    moduleName: 'schedtuna',
    searchPlaces: SEARCHED,
    loaders: { '.yaml': asText, '.yml': asText, '.json': asText, noExt: asText },
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: true,
    mergeImportArrays: false,
    mergeSearchPlaces: false,
    cache: false,
    transform: (result: unknown) => result,
    metaConfigFilePath: null,
  });
  return (await explorer.search(directory))?.filepath;
}

async function read(file: string, isNamed: boolean): Promise<string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('it is not a file');
    if (stat.size > MOST_BYTES) throw new Error(`it has ${stat.size} bytes, ${MOST_BYTES} are allowed`);
    refuseForeign(file, stat, isNamed);
    return await handle.readFile('utf8');
  } catch (cause) {
    if (isSchedtunaError(cause)) throw cause;
    throw new SchedtunaError('ST_CONFIG_FILE', `cannot read ${file}: ${(cause as Error).message}`, {
      hint: 'Name a YAML or JSON file with --config.',
      cause,
    });
  } finally {
    await handle?.close();
  }
}

/** Whoever can write a file that root reads decides what root runs. A file that was merely found must also be root's own. */
function refuseForeign(file: string, { mode, uid }: { mode: number; uid: number }, isNamed: boolean): void {
  if (process.getuid?.() !== 0) return;
  const isOwn = isNamed || uid === 0 || uid === Number(process.env.SUDO_UID);
  if (isOwn && (mode & 0o022) === 0) return;
  throw new SchedtunaError('ST_CONFIG_FILE', `${file} can be written by others; as root it is not trusted`, {
    hint: isOwn ? `chmod go-w ${file}` : `chown root ${file}, or name it with --config after reading it.`,
  });
}
