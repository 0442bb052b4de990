// A panel as a figure of the page: heading, explanation and drawing.
import { drawSvg } from '../plots/draw-svg.js';
import type { Fragment, Size } from '../plots/marks.js';
import { html, type Markup, trusted, wellFormed } from './markup.js';
import { themed } from './theme.js';

/** A panel for a plot area of this size; undefined when there is nothing to draw. */
type PanelOf = (size: Size) => Fragment | undefined;

/** Of a whole drawing, pixels: beside others in a row, and alone on a wide page. */
const SMALL: Size = { width: 340, height: 206 };
const LARGE: Size = { width: 920, height: 306 };
/** Around the plot area: numbers of the axes. */
const ROOM = { left: 46, top: 8, bottom: 40 };
/** Right of the plot area when nothing is written there. */
const EDGE = 8;

/** `labels`: pixels for words at the right of the plot area. undefined when there is nothing to draw. */
export async function figure(panelOf: PanelOf, labels: number = EDGE): Promise<Markup | undefined> {
  const panel = panelOf(plotArea(SMALL, labels));
  return panel && framed(panel, [await drawing(panel, labels, '')]);
}

/** Draws a panel for wide and for narrow pages; the style sheet shows one of them. */
export async function wideFigure(panelOf: PanelOf, labels: number = EDGE): Promise<Markup | undefined> {
  const large = panelOf(plotArea(LARGE, labels));
  const small = panelOf(plotArea(SMALL, labels));
  if (!large || !small) return undefined;
  return framed(large, [await drawing(large, labels, 'for-wide'), await drawing(small, labels, 'for-narrow')]);
}

function plotArea({ width, height }: Size, labels: number): Size {
  return { width: width - ROOM.left - labels, height: height - ROOM.top - ROOM.bottom };
}

function framed(panel: Fragment, drawings: readonly Markup[]): Markup {
  const { text, subtitle } = titleOf(panel);
  return html`<figure><figcaption><h3>${text}</h3>${subtitle && html`<p>${subtitle}</p>`}</figcaption>${drawings}</figure>`;
}

/** All drawings of a kind have one width, so that their texts have one size on the page. */
async function drawing(panel: Fragment, labels: number, kind: '' | 'for-wide' | 'for-narrow'): Promise<Markup> {
  const specification = { ...themed(panel), autosize: 'none', padding: { ...ROOM, right: labels } };
  const svg = trusted(wellFormed(await drawSvg(specification))); // Vega escapes the texts of a drawing
  return html`<div class="plot ${kind}" role="img" aria-label="Plot: ${titleOf(panel).text}">${svg}</div>`;
}

function titleOf({ title }: Fragment): { readonly text: string; readonly subtitle?: string } {
  return title as { readonly text: string; readonly subtitle?: string };
}
