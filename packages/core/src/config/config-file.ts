// Finds and reads a configuration file.
import { resolve } from 'node:path';
// Not the package's entry: that one first runs .config/config.js of the working directory, whoever wrote it.
import { Explorer } from 'cosmiconfig/dist/Explorer.js';
import { type FileValues, parseConfig } from './parse-config.js';
import { readTrustedFile } from './read-trusted-file.js';

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

/** The file named `path`, else the first found in `directory`; nothing when there is none. Throws ST_CONFIG_…. */
export async function readConfigFile(path: string | undefined, directory: string): Promise<FileValues> {
  const file = path === undefined ? await find(directory) : resolve(directory, path);
  const trust = { isNamed: path !== undefined, option: '--config', kind: 'YAML or JSON' };
  return file === undefined ? {} : parseConfig(await readTrustedFile(file, trust), file);
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
