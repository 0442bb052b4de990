// The report as one page that needs nothing else: no network, no script, works from a file and in print.
import type { JournalRecord } from '../../experiment/records.js';
import { type Digest, digestOf } from '../digest.js';
import { environmentSection } from './environment-section.js';
import { html, type Markup, toText, trusted } from './markup.js';
import { noiseSection } from './noise-section.js';
import { reproduceSection } from './reproduce-section.js';
import { searchSection } from './search-section.js';
import { STYLE } from './style.js';
import { trialsSection } from './trials-section.js';
import { verdictSection } from './verdict-section.js';

/** For any journal that can be read, also of an experiment that is not over. */
export async function reportPage(records: readonly JournalRecord[]): Promise<string> {
  const digest = digestOf(records);
  return `<!doctype html>\n${toText(html`<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${digest.experiment.name} – schedtuna</title>
<style>${trusted(STYLE)}</style></head><body>
<a class="skip" href="#verdict">Skip to the verdict</a>
${header(digest)}
<main>
${await verdictSection(digest, records)}
${await searchSection(digest, records)}
${await noiseSection(digest)}
${trialsSection(digest)}
${environmentSection(digest)}
${reproduceSection(digest)}
</main>
<footer><p>Written by schedtuna from the experiment's journal.</p></footer>
</body></html>`)}\n`;
}

const SECTIONS: Readonly<Record<string, string>> = {
  verdict: 'Verdict',
  search: 'Search',
  noise: 'Noise',
  trials: 'Trials',
  environment: 'Environment',
  reproduce: 'Reproduce',
};

function header({ experiment, state }: Digest): Markup {
  const { name, scheduler, benchmark, agent, createdAt, host } = experiment;
  return html`<header><h1>${name}</h1>
<p>${scheduler.name} tuned by ${agent.name} for ${benchmark.name}: ${benchmark.prepared.description}</p>
<p class="soft">Begun ${createdAt}, ${state}. ${host.cpu}, ${host.cpus} CPUs, kernel ${host.kernel}.</p>
<nav aria-label="Sections"><ul>${Object.entries(SECTIONS).map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav></header>`;
}
