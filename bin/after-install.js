// oclif hook after `plugins install`: a plugin that cannot be used is named at once, not when it is first asked for.
export default async function ({ config }) {
  const { afterInstall } = await import('@schedtuna/core/commands');
  for (const line of await afterInstall(config.plugins.values())) this.warn(line);
}
