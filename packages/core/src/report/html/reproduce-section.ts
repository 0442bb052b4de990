// How somebody else gets these numbers, or checks them.
import type { Digest } from '../digest.js';
import { quotedWord } from '../quoted-word.js';
import { reproduceCommand } from '../reproduce-command.js';
import { html, type Markup } from './markup.js';

export function reproduceSection({ experiment, verdict }: Digest): Markup {
  const { name, options, schedtuna } = experiment;
  const word = quotedWord(name);
  return html`<section id="reproduce"><h2>Reproduce</h2>
<p>The same search again, with schedtuna ${schedtuna}; options that are at their defaults are left out:</p>
${commandLine(reproduceCommand(options))}
<p>The same seed gives the same decisions for the same outcomes; measured times differ from run to run, so the search may take another way.</p>
${verdict && html`<p>Fresh runs of the winner against the default:</p>${commandLine(`schedtuna test ${word}`)}`}
<p>This page and all other result files from the journal:</p>
${commandLine(`schedtuna report ${word} --html ${quotedWord(`${name}.html`)}`)}
</section>`;
}

function commandLine(line: string): Markup {
  return html`<pre tabindex="0"><code>${line}</code></pre>`;
}
