// Writes oclif.manifest.json, so that help and completion import no command: after every build, never committed.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true, type: 'core' });
await plugin.load();
const path = join(root, 'oclif.manifest.json');
writeFileSync(`${path}.tmp`, `${JSON.stringify(plugin.manifest)}\n`);
renameSync(`${path}.tmp`, path);
