// The house rules: who may import whom, between packages and between the rooms of the core.
import { describe, expect, it } from 'vitest';
import { importsOf, importsOfText, packageJson, packagesIn, type SourceImport } from './source-imports.js';

const SDK = '@schedtuna/sdk';
const RL = '@schedtuna/rl';

/**
 * Rooms of packages/core/src from the bottom up: `imports` are rooms further down; of rooms in `types` only types may be
 * used, so that no room runs code of a higher one.
 */
const ROOMS: readonly {
  readonly room: string;
  readonly imports: readonly string[];
  readonly types?: readonly string[];
}[] = [
  { room: 'stats', imports: [] },
  { room: 'config', imports: [] },
  { room: 'space', imports: ['config'] },
  { room: 'plugins', imports: ['config'] },
  { room: 'host', imports: ['space'], types: ['plugins'] },
  { room: 'trial', imports: ['config', 'host', 'stats'] },
  { room: 'confirm', imports: ['stats', 'trial'] },
  { room: 'report', imports: ['config', 'stats', 'trial', 'confirm'], types: ['experiment'] },
  { room: 'experiment', imports: ['stats', 'config', 'space', 'plugins', 'host', 'trial', 'confirm', 'report'] },
  { room: 'simulate', imports: ['stats', 'config', 'plugins', 'report', 'experiment'], types: ['confirm'] },
  { room: 'container', imports: ['config', 'plugins', 'host', 'experiment', 'simulate'], types: ['report'] },
  {
    room: 'commands',
    imports: ['config', 'report', 'simulate', 'container'],
    types: ['plugins', 'host', 'experiment'],
  },
  { room: 'api', imports: ['config', 'container'], types: ['experiment'] },
  { room: 'index', imports: ['api'], types: ['config', 'confirm', 'experiment'] },
];

describe('packages', () => {
  it('sdk depends on nothing', () => {
    expect(packageJson('packages/sdk').dependencies ?? {}).toEqual({});
    expect(strangers('packages/sdk', () => false)).toEqual([]);
  });

  it('rl depends on the sdk and TensorFlow.js', () => {
    expect(strangers('packages/rl', ({ target }) => target === SDK || target.startsWith('@tensorflow/'))).toEqual([]);
  });

  it('core knows the sdk and no plugin', () => {
    const own = strangers('packages/core', ({ target }) => target === SDK || !target.startsWith('@schedtuna/'));
    expect(own).toEqual([]);
    expect(
      Object.keys(packageJson('packages/core').dependencies ?? {}).filter((name) => name.startsWith('@schedtuna/')),
    ).toEqual([SDK]);
  });

  it.each(packagesIn('plugins'))('%s uses types of the sdk only, and the rl parts if it is an agent', (folder) => {
    const isAllowed = ({ target, isTypeOnly }: SourceImport) => {
      if (target === SDK) return isTypeOnly;
      return target === RL ? folder.startsWith('plugins/agent-') : !target.startsWith('@schedtuna/');
    };
    expect(strangers(folder, isAllowed)).toEqual([]);
  });

  it.each([...packagesIn('packages'), ...packagesIn('plugins')])(
    '%s declares every package that it imports',
    (folder) => {
      const { dependencies, optionalDependencies, peerDependencies } = packageJson(folder);
      const declared = { ...dependencies, ...optionalDependencies, ...peerDependencies };
      expect(strangers(folder, ({ target }) => target in declared)).toEqual([]);
    },
  );

  it.each([...packagesIn('packages'), ...packagesIn('plugins')])('%s stays inside its own folder', (folder) => {
    const outside = importsOf(folder).filter(
      ({ isRelative, target }) => isRelative && !target.startsWith(`${folder}/src/`),
    );
    expect(outside.map(shown)).toEqual([]);
  });
});

describe('rooms of the core', () => {
  const imports = importsOf('packages/core').filter(({ isRelative }) => isRelative);

  it('are all in the table', () => {
    expect(
      [...new Set(imports.map(({ file }) => roomOf(file)))].filter(
        (room) => !ROOMS.some((known) => known.room === room),
      ),
    ).toEqual([]);
  });

  it('import rooms further down only', () => {
    ROOMS.forEach(({ room, imports: used }, i) => {
      const below = ROOMS.slice(0, i).map((lower) => lower.room);
      expect(
        used.filter((name) => !below.includes(name)),
        room,
      ).toEqual([]);
    });
  });

  it.each(ROOMS)('$room keeps to the table', ({ room, imports: allowed, types = [] }) => {
    const crossing = imports.filter(({ file, target }) => roomOf(file) === room && roomOf(target) !== room);
    const wrong = crossing.filter(({ target, isTypeOnly }) => {
      const other = roomOf(target);
      return !allowed.includes(other) && !(isTypeOnly && types.includes(other));
    });
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('the reader of imports', () => {
  it('sees every form of import', () => {
    const text = [
      "import type { A } from '@schedtuna/sdk';",
      "import { type B } from '@schedtuna/sdk/testing';",
      "import {\n  c,\n  d,\n} from './c.js';",
      "export * from '../e.js';",
      "export type { F } from './f.js';",
      "import 'reflect-metadata/lite';",
      "const { g } = await import('./g.js');",
      "let h: typeof import('node:fs');",
    ].join('\n');
    const found = importsOfText('packages/core/src/room/a.ts', text).map(({ target, isTypeOnly }) => [
      target,
      isTypeOnly,
    ]);
    expect(found).toEqual([
      ['@schedtuna/sdk', true],
      ['@schedtuna/sdk', false],
      ['packages/core/src/room/c.js', false],
      ['packages/core/src/e.js', false],
      ['packages/core/src/room/f.js', true],
      ['reflect-metadata', false],
      ['packages/core/src/room/g.js', false],
      ['node:fs', true],
    ]);
  });
});

/** Imports of packages other than Node's own that are not allowed. */
function strangers(folder: string, isAllowed: (found: SourceImport) => boolean): string[] {
  const packages = importsOf(folder).filter(({ isRelative, target }) => !isRelative && !target.startsWith('node:'));
  return packages.filter((found) => !isAllowed(found)).map(shown);
}

function roomOf(file: string): string {
  return file.split('/')[3].replace(/\.[jt]s$/, '');
}

function shown({ file, target }: SourceImport): string {
  return `${file} → ${target}`;
}
