// Which runs of the search were of a configuration that had been tried before.
import type { EpisodeRow } from './episodes.js';

/** Numbers of these episodes. */
export function repeatedEpisodes(rows: readonly EpisodeRow[]): ReadonlySet<number> {
  const keys = rows.map(({ configuration }) => JSON.stringify(Object.entries(configuration).sort()));
  return new Set(rows.filter((_, i) => keys.indexOf(keys[i]) < i).map(({ episode }) => episode));
}
