import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";

const [WIDTH, HEIGHT] = [640, 232];
const [LEFT, RIGHT, TOP, BOTTOM] = [32, 8, 12, 56];

/**
 * Draws a deployment: tasks of both versions over time, and how many are healthy.
 *
 * @param csv Lines of `seconds,old,new,healthy`, with a head.
 */
export function timelineSvg(csv) {
  const steps = csv
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [seconds, old, fresh, healthy] = row.split(",").map(Number);
      return { minutes: seconds / 60, old, fresh, healthy };
    });
  const end = steps.at(-1)?.minutes ?? 0;
  const most = Math.max(...steps.map(({ old, fresh }) => old + fresh));
  // Before and after it are shown, so that the first and the last step can be seen.
  const margin = end * 0.06;
  const before = { ...steps[0], minutes: -margin };
  const all = [before, ...steps, { ...steps.at(-1), minutes: end + margin }];
  const x = scaleLinear([-margin, end + margin], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]);
  const stacked = (from, to) =>
    area()
      .x(({ minutes }) => x(minutes))
      .y0((step) => y(from(step)))
      .y1((step) => y(to(step)))
      .curve(curveStepAfter)(all);
  const old = stacked(
    () => 0,
    (step) => step.old,
  );
  const fresh = stacked(
    (step) => step.old,
    (step) => step.old + step.fresh,
  );
  const healthy = line()
    .x(({ minutes }) => x(minutes))
    .y((step) => y(step.healthy))
    .curve(curveStepAfter)(all);
  const ticks = x
    .ticks(6)
    .filter((minutes) => minutes >= 0)
    .map(
      (minutes) =>
        `<text x="${x(minutes)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${minutes} min</text>`,
    );
  const levels = y
    .ticks(Math.min(most, 5))
    .filter(Number.isInteger)
    .map(
      (tasks) =>
        `<line class="level" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tasks)}" y2="${y(tasks)}"/>` +
        `<text x="${LEFT - 8}" y="${y(tasks) + 4}" text-anchor="end">${tasks}</text>`,
    );
  const legend = [
    ["old", "tasks of the version before"],
    ["fresh", "tasks of the new version"],
    ["healthy", "healthy tasks"],
  ].map(
    ([name, text], i) =>
      `<g transform="translate(${LEFT + i * 200},${HEIGHT - 14})"><rect class="${name}" width="12" height="12" y="-10"/><text x="18">${text}</text></g>`,
  );
  return (
    `<div class="timeline" v-pre><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Tasks over the minutes of a deployment">` +
    `${levels.join("")}<path class="old" d="${old}"/><path class="fresh" d="${fresh}"/><path class="healthy" d="${healthy}"/>` +
    `${ticks.join("")}${legend.join("")}</svg></div>\n`
  );
}
