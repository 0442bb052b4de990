// Draws a Vega-Lite specification as SVG, in memory and without a browser.
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Fragment } from './marks.js';

/** One svg element; all texts in it are escaped. */
export async function drawSvg(specification: Fragment): Promise<string> {
  const own = structuredClone(specification); // Vega numbers the data it is given with a hidden property
  const view = new View(parse(compile(own as unknown as TopLevelSpec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
