// Installed packages that cannot be used, one line each.
import type { BrokenPlugin } from '../plugins/registry.js';

export function brokenPluginLines(broken: readonly BrokenPlugin[]): string[] {
  return broken.map((plugin) => `not usable: ${plugin.package}@${plugin.version} (${plugin.path}): ${plugin.reason}`);
}
