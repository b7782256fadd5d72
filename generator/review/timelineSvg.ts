import type * as Shape from "d3-shape";

import type { DeploymentForecast, DeploymentStep } from "../../forecast/deploymentForecast.js";
import { durationText } from "../../forecast/timelineText.js";
import { htmlText } from "./htmlText.js";

/** Size of the drawing, which the page of a telephone has room for, and of what is around the area. */
const WIDTH = 320;
const HEIGHT = 150;
const AREA = { left: 44, right: 312, top: 34, bottom: 124 };

/** Between two times below the area, so that none is written over another. */
const LEAST_GAP = 56;

/** Of a line of text, whose letters are at most this wide. */
const LETTER = 6.6;

/** What there is of tasks at a time, the lowest first. */
const LAYERS = [
  { name: "before", label: "before", of: ({ old }: DeploymentStep) => old },
  {
    name: "healthy",
    label: "new, healthy",
    of: ({ healthy, old }: DeploymentStep) => Math.max(0, healthy - old),
  },
  {
    name: "starting",
    label: "new, starting",
    of: ({ old, fresh, healthy }: DeploymentStep) => Math.min(fresh, old + fresh - healthy),
  },
] as const;

const LIGHT = "--ink:#1f2328;--line:#59636e;--before:#8c959f;--healthy:#1a7f37;--starting:#bf8700";
const DARK = "--ink:#f0f6fc;--line:#9198a1;--before:#6e7681;--healthy:#3fb950;--starting:#d29922";

/** What a drawing shows of a deployment. */
export interface Timeline {
  /** What it is, for who cannot see it. */
  title: string;
  /** Tasks that are wanted. */
  tasks: number;
  /** The last one is the end of the drawing. */
  steps: readonly DeploymentStep[];
}

/** How a good version comes in at its slowest. */
export function timelineOf(forecast: DeploymentForecast): Timeline {
  const { service, tasks, mostTasks, fewestHealthy, good, steps } = forecast;
  const last = steps.at(-1);
  const end = Math.max(good.most, last?.atSeconds ?? 0, 1);
  return {
    title: `How ${service} is deployed: at most ${mostTasks} tasks, at least ${fewestHealthy} healthy`,
    tasks,
    // What comes last lasts until nothing of the version before is left.
    steps: last && last.atSeconds < end ? [...steps, { ...last, atSeconds: end }] : steps,
  };
}

/**
 * The style of drawings, in light and in dark.
 *
 * @param dark Selector of what a page is in where it is dark. Default: as who looks at it prefers.
 */
export function timelineStyle(dark?: string): string {
  return [
    `.timeline{${LIGHT}}`,
    dark === undefined
      ? `@media(prefers-color-scheme:dark){.timeline{${DARK}}}`
      : `${dark} .timeline{${DARK}}`,
    ".timeline text{font:12px system-ui,sans-serif;fill:var(--ink)}",
    ".timeline .axis{stroke:var(--line);fill:none}",
    ".timeline .wanted{stroke:var(--ink);stroke-dasharray:4 3;fill:none}",
    ...LAYERS.map(({ name }) => `.timeline .${name}{fill:var(--${name});fill-opacity:.75}`),
  ].join("");
}

/**
 * How a good version comes in at its slowest, as SVG that needs nothing beside it: the tasks of both versions over time, in
 * light and in dark as who looks at it prefers.
 */
export async function timelineSvg(forecast: DeploymentForecast): Promise<string> {
  const draw = await timelineDrawer();
  return draw(timelineOf(forecast), timelineStyle());
}

/** Gives what draws timelines, without their style or with it. */
export async function timelineDrawer(): Promise<(timeline: Timeline, style?: string) => string> {
  const shape = await import("d3-shape");
  return (timeline, style) => drawing(shape, timeline, style);
}

function drawing(shape: typeof Shape, { title, tasks, steps }: Timeline, style?: string): string {
  const end = steps.at(-1)?.atSeconds ?? 1;
  const most = Math.max(tasks, 1, ...steps.map(({ old, fresh }) => old + fresh));
  const at = scale(end, AREA.left, AREA.right);
  const high = scale(most, AREA.bottom, AREA.top);
  const wanted = round(high(tasks));
  return [
    `<svg class="timeline" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>${htmlText(title)}</title>`,
    ...(style === undefined ? [] : [`<style>${style}</style>`]),
    ...legend(),
    ...areas(shape, steps, at, high),
    `<path class="axis" d="M${AREA.left},${AREA.top}V${AREA.bottom}H${AREA.right}"/>`,
    `<path class="wanted" d="M${AREA.left},${wanted}H${AREA.right}"/>`,
    ...countTexts(tasks, most, high),
    ...timeTexts(
      steps.map(({ atSeconds }) => atSeconds),
      end,
      at,
    ),
    "</svg>",
  ].join("\n");
}

type Scale = (value: number) => number;

function scale(most: number, from: number, to: number): Scale {
  return (value) => from + ((to - from) * value) / most;
}

function areas(
  { area, curveStepAfter }: typeof Shape,
  steps: readonly DeploymentStep[],
  at: Scale,
  high: Scale,
): string[] {
  return LAYERS.map(({ name, of }, i) => {
    const below = (step: DeploymentStep) =>
      LAYERS.slice(0, i).reduce((sum, layer) => sum + layer.of(step), 0);
    const path = area<DeploymentStep>()
      .x(({ atSeconds }) => round(at(atSeconds)))
      .y0((step) => round(high(below(step))))
      .y1((step) => round(high(below(step) + of(step))))
      .curve(curveStepAfter);
    return `<path class="${name}" d="${path([...steps]) ?? ""}"/>`;
  });
}

function legend(): string[] {
  let left = 8;
  return LAYERS.flatMap(({ name, label }) => {
    const x = left;
    left += 16 + label.length * LETTER + 10;
    return [
      `<rect class="${name}" x="${round(x)}" y="8" width="12" height="12"/>`,
      `<text x="${round(x + 16)}" y="18">${label}</text>`,
    ];
  });
}

/** The most tasks, those that are wanted, and none, where they are not too close to each other. */
function countTexts(tasks: number, most: number, high: Scale): string[] {
  const counts = [...new Set([0, tasks, most])].filter(
    (count) => count === tasks || Math.abs(high(count) - high(tasks)) >= 12,
  );
  return counts.map(
    (count) =>
      `<text x="${AREA.left - 6}" y="${round(high(count) + 4)}" text-anchor="end">${count}</text>`,
  );
}

/** When something happens, the end always and the others where there is room. */
function timeTexts(seconds: readonly number[], end: number, at: Scale): string[] {
  const shown: number[] = [];
  let free = AREA.left;
  for (const each of [...new Set(seconds)].sort((a, b) => a - b)) {
    const isFree = each === 0 || at(each) >= free;
    if (!isFree || at(end) - at(each) < LEAST_GAP) continue;
    shown.push(each);
    free = at(each) + LEAST_GAP;
  }
  return [...shown, end].map((each) => {
    const anchor = each === 0 ? "start" : each === end ? "end" : "middle";
    return `<text x="${round(at(each))}" y="${AREA.bottom + 18}" text-anchor="${anchor}">${durationText(each)}</text>`;
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
