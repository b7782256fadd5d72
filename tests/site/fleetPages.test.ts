import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser } from "playwright-core";

import { fleetDocument } from "../../generator/commands/fleet/fleetDocument.js";
import { runDocument } from "../../generator/commands/fleet/runDocument.js";
import { driftBlocks } from "../../generator/fleet/drift/driftBlocks.js";
import { fleetDriftReport } from "../../generator/fleet/drift/driftReport.js";
import { fleetBlocks } from "../../generator/fleet/preview/fleetBlocks.js";
import { failedStack, fleetReport } from "../../generator/fleet/preview/fleetReport.js";
import { fleetStack } from "../generator/fleet/run/fakeStacks.js";
import { SHOWN_RUN } from "../generator/fleet/run/shownRun.js";
import { browserSuite, startBrowser } from "./support/browser.js";

const WIDTHS = [360, 1280];

/** A page of each kind, whose texts are those of others. */
const PAGES: Readonly<Record<string, () => Promise<string>>> = {
  run: () => runDocument("html", SHOWN_RUN),
  preview: () => {
    const failed = failedStack(fleetStack("services/orders:prod"), "the program failed: <b>x</b>");
    const report = fleetReport("shop", [[failed], [{ ...failed, id: "y".repeat(90) }]]);
    return fleetDocument("html", {
      ...{ title: "preview", value: report, text: () => "" },
      blocks: (limits) => fleetBlocks(report, limits),
    });
  },
  drift: () => {
    const report = fleetDriftReport("shop", [
      {
        ...{ id: "services/orders:prod", project: "orders", stack: "prod", tags: {} },
        ...{ status: "drifted", resources: 20, real: 1, delegated: 0 },
        differences: [
          {
            ...{ urn: "urn:pulumi:prod::orders::aws:iam/role:Role::task", type: "aws:iam/role" },
            ...{ field: "inlinePolicies[0].policy", state: "x".repeat(300), live: "[secret]" },
            ...{ owner: "program", delegated: false },
          },
        ],
      },
    ]);
    return fleetDocument("html", {
      ...{ title: "drift", value: report, text: () => "" },
      blocks: (limits) => driftBlocks(report, limits),
    });
  },
};

browserSuite("the pages of a fleet", function () {
  this.timeout(120_000);
  let browser: Browser;

  before(async () => {
    browser = await startBrowser();
  });

  after(async () => {
    await browser.close();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`need nothing beside them, fit on a phone and a desk, and can be read, in ${colorScheme}`, async () => {
      const complaints: string[] = [];
      for (const width of WIDTHS) {
        const context = await browser.newContext({
          viewport: { width, height: 800 },
          colorScheme,
          // What a page would run or ask for fails here.
          javaScriptEnabled: true,
        });
        await context.route("**/*", async (route) => {
          complaints.push(`asks for ${route.request().url()}`);
          await route.abort();
        });
        const page = await context.newPage();
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(String(error)));
        for (const [name, html] of Object.entries(PAGES)) {
          await page.setContent(await html());
          const folder = process.env.SITE_PICTURES;
          if (folder !== undefined) {
            mkdirSync(folder, { recursive: true });
            await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
          }
          const wide = await page.evaluate("document.documentElement.scrollWidth");
          if (wide !== width) complaints.push(`${name} is ${String(wide)} wide on ${width}`);
          assert.equal(await page.locator("h1").count(), 1);
          assert.ok((await page.locator("table tr").count()) > 1);
          await page.evaluate(axe.source);
          const found = await page.evaluate<axe.AxeResults>("axe.run(document)");
          complaints.push(...found.violations.map(({ id, help }) => `${name}: ${id}: ${help}`));
        }
        await context.close();
      }
      assert.deepEqual(complaints, []);
    });
  }
});
