import { dotText } from "../../picture/dotText.js";
import type { Picture } from "../../picture/picture.js";

/** Letters all as wide as those that the layout was reckoned with. */
const FONT =
  'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Courier New",monospace';

/** Of this picture alone, also in a page that has others. */
const STYLE = [
  ".picture{--ink:#1f2328;--line:#59636e;--paper:#ffffff;--node:#ffffff;--tasks:#ddf4ff;--edge:#fff8c5;--group:#f6f8fa}",
  "@media(prefers-color-scheme:dark){.picture{--ink:#f0f6fc;--line:#9198a1;--paper:#0d1117;--node:#151b23;--tasks:#0c2d6b;--edge:#3b2300;--group:#161c26}}",
  `.picture text{font-family:${FONT};fill:var(--ink)}`,
  // What is more to the inside comes later.
  ".picture .graph polygon{fill:var(--paper);stroke:none}",
  ".picture .cluster polygon{fill:var(--group);stroke:var(--line);stroke-dasharray:4 3}",
  ".picture .node polygon,.picture .node path,.picture .node ellipse{fill:var(--node);stroke:var(--line)}",
  ".picture .node polyline{fill:none;stroke:var(--line)}",
  ".picture .tasks path{fill:var(--tasks)}",
  ".picture .loadBalancer path,.picture .source ellipse{fill:var(--edge)}",
  ".picture .edge path{fill:none;stroke:var(--line)}",
  ".picture .edge polygon{fill:var(--line);stroke:var(--line)}",
].join("");

/** A picture as SVG that needs nothing beside it, in light and in dark as who looks at it prefers. */
export async function pictureSvg(picture: Picture): Promise<string> {
  // A megabyte of WebAssembly, which nothing else needs.
  const { instance } = await import("@viz-js/viz");
  const svg = (await instance()).renderString(dotText(picture), { format: "svg", engine: "dot" });
  const drawn = svg.slice(svg.indexOf("<svg")).replace("<svg", '<svg class="picture"');
  const end = drawn.indexOf(">") + 1;
  return `${drawn.slice(0, end)}\n<style>${STYLE}</style>${drawn.slice(end)}`;
}
