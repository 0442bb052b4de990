// Draws a figure: Vega-Lite → SVG → PNG, with shipped fonts so that every machine draws the same.
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { drawSvg } from './draw-svg.js';
import type { Fragment } from './marks.js';

const fontFiles = ['Inter_400Regular.ttf', 'Inter_600SemiBold.ttf'].map((file) =>
  fileURLToPath(new URL(`../../../assets/fonts/${file}`, import.meta.url)),
);
/** Pixels of the picture per pixel of the specification. */
const ZOOM = 1.5;

/** PNG of a specification. */
export async function draw(specification: Fragment): Promise<Uint8Array> {
  const resvg = new Resvg(await drawSvg(specification), {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: ZOOM },
  });
  return resvg.render().asPng();
}
