import assert from "node:assert/strict";

import type { DeploymentForecast } from "../../../forecast/deploymentForecast.js";
import { foretellDeployments } from "../../../forecast/foretellDeployments.js";
import { renderHtml } from "../../../generator/review/renderHtml.js";
import { timelineSvg } from "../../../generator/review/timelineSvg.js";
import { service, taskDefinition } from "../../cost/costCases.js";

/** Of 12 points of a system's font, as wide as its widest ones have a letter on average. */
const LETTER = 7.2;

function forecast(tasks: number, more: Record<string, unknown> = {}): DeploymentForecast {
  const { deployments } = foretellDeployments([
    taskDefinition("orders", [256, 512]),
    service("orders", tasks, more),
  ]);
  return deployments[0] ?? assert.fail("nothing is foretold");
}

const CASES: Record<string, DeploymentForecast> = {
  "one task": forecast(1),
  "below its count": forecast(4, {
    deploymentMinimumHealthyPercent: 50,
    deploymentMaximumPercent: 100,
  }),
  "many steps": forecast(20, {
    deploymentMinimumHealthyPercent: 95,
    deploymentMaximumPercent: 105,
  }),
  "as many tasks as ECS takes": forecast(5000),
  "one step at the end": forecast(2, {
    deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: 1440 },
  }),
};

interface Text {
  left: number;
  right: number;
  y: number;
}

function textsOf(svg: string): Text[] {
  const tag = /<text x="([\d.]+)" y="([\d.]+)"(?: text-anchor="(\w+)")?>([^<]*)</g;
  return [...svg.matchAll(tag)].map(([, x = "", y = "", anchor = "start", text = ""]) => {
    const width = text.length * LETTER;
    const left = Number(x) - width * { start: 0, middle: 0.5, end: 1 }[anchor as "start"];
    return { left, right: left + width, y: Number(y) };
  });
}

/** Corners of an area, which is drawn along its upper side and back along the lower one. */
function pointsOf(svg: string, name: string): (readonly [x: number, y: number])[] {
  const path = new RegExp(`<path class="${name}" d="([^"]*)"`).exec(svg)?.[1] ?? "";
  const points = path.match(/[\d.]+,[\d.]+/g) ?? [];
  return points.map((point) => {
    const [x = 0, y = 0] = point.split(",").map(Number);
    return [x, y] as const;
  });
}

describe("timelineSvg", () => {
  for (const [name, each] of Object.entries(CASES)) {
    it(`cuts nothing off and writes nothing over another: ${name}`, async () => {
      const svg = await timelineSvg(each);
      const texts = textsOf(svg);
      assert.ok(texts.length >= 6);
      for (const one of texts) {
        assert.ok(one.left >= 0 && one.right <= 320, JSON.stringify(one));
        const others = texts.filter((other) => other !== one && Math.abs(other.y - one.y) < 12);
        assert.ok(
          others.every((other) => other.right <= one.left || one.right <= other.left),
          JSON.stringify({ one, others }),
        );
      }
      for (const layer of ["before", "healthy", "starting"]) {
        const points = pointsOf(svg, layer);
        assert.ok(points.length > 1);
        assert.ok(points.every(([x, y]) => x >= 44 && x <= 312 && y >= 34 && y <= 124));
      }
    });
  }

  it("begins with the version before, at the height of its tasks, and ends with the new one", async () => {
    // Of 4 tasks at most, 2 are wanted: half of the 90 points of the area.
    const svg = await timelineSvg(forecast(2));
    assert.deepEqual(pointsOf(svg, "before")[0], [44, 79]);
    const healthy = pointsOf(svg, "healthy");
    assert.ok(healthy.some(([x, y]) => x === 312 && y === 79));
    assert.ok(healthy.some(([x, y]) => x === 312 && y === 124));
    assert.match(svg, /<path class="wanted" d="M44,79H312"\/>/);
  });

  it("is more of the new version the more time has passed, as the steps say", async () => {
    const { steps } = CASES["many steps"] ?? assert.fail();
    assert.ok(steps.length > 20);
    const tops = pointsOf(await timelineSvg(CASES["many steps"] ?? assert.fail()), "before");
    const rising = tops.slice(0, tops.length / 2).map(([, y]) => y);
    assert.deepEqual(
      rising,
      [...rising].sort((a, b) => a - b),
    );
  });

  it("takes no name for a tag, in the page too", async () => {
    const hostile = { ...forecast(1), service: `<script>alert("1")</script>` };
    const svg = await timelineSvg(hostile);
    const block = {
      kind: "drawing",
      title: "<b>",
      text: "",
      svg: () => Promise.resolve([{ caption: hostile.service, svg }]),
    } as const;
    const page = await renderHtml("x", [block]);
    assert.doesNotMatch(page, /<script|<b>/);
    assert.match(page, /<figcaption>&lt;script&gt;/);
    assert.match(page, /<figure style="--width:320px">/);
  });
});
