import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { allPages, anchorsIn } from "../documentation/documentPages.js";
import { browserSuite, startBrowser } from "./support/browser.js";
import type { ServedSite } from "./support/servedSite.js";
import { BUILT, serveSite } from "./support/servedSite.js";

/** One of each kind of page. */
const KINDS: Readonly<Record<string, string>> = {
  home: "/",
  start: "/start",
  concept: "/concepts/references",
  recipes: "/recipes",
  templates: "/templates",
  fields: "/ecs",
  clauses: "/policies",
  components: "/components/",
  component: "/components/service",
  strategies: "/strategies/",
  strategy: "/strategies/canary",
  commands: "/commands/",
  command: "/commands/new",
  exitCodes: "/commands/exitCodes",
  files: "/configuration/",
  file: "/configuration/policies",
  answers: "/configuration/answers",
  document: "/configuration/preview",
  causes: "/troubleshooting/",
  errors: "/troubleshooting/errors",
  library: "/library/policies",
  rules: "/policies/",
  rule: "/policies/ecs-readonly-root",
  coverage: "/policies/coverage",
};

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

browserSuite("the site", function () {
  this.timeout(180_000);
  let site: ServedSite;
  let browser: Browser;

  before(async () => {
    site = await serveSite();
    browser = await startBrowser();
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  /** Runs in a fresh page, and gives what it says on its console, fails by, or asks others for. */
  async function complaintsOf(
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<string[]> {
    const complaints: string[] = [];
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await context.route(
      (url) => url.origin !== site.url && url.protocol !== "data:",
      async (route) => {
        complaints.push(`asks for ${route.request().url()}`);
        await route.abort();
      },
    );
    try {
      await use(page);
    } finally {
      await context.close();
    }
    return complaints;
  }

  async function open(page: Page, path: string): Promise<void> {
    await page.goto(`${site.url}${path}`, { waitUntil: "networkidle" });
  }

  /** Keeps a picture for somebody to look at, where a folder for them is named. */
  async function picture(page: Page, name: string): Promise<void> {
    const folder = process.env.SITE_PICTURES;
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  for (const colorScheme of ["light", "dark"] as const) {
    it(`shows each kind of page in ${colorScheme}, asks nobody else, and has the contrast of AA`, async () => {
      const found: string[] = [];
      const complaints = await complaintsOf({ viewport: DESK, colorScheme }, async (page) => {
        for (const [kind, path] of Object.entries(KINDS)) {
          await open(page, path);
          await picture(page, `${kind}-${DESK.width}-${colorScheme}`);
          const isDark = await page.evaluate(`document.documentElement.classList.contains("dark")`);
          assert.equal(isDark, colorScheme === "dark");
          found.push(...(await contrastProblems(page)).map((problem) => `${path}: ${problem}`));
        }
      });
      assert.deepEqual(complaints, []);
      assert.deepEqual(found, []);
    });

    it(`fits on a phone in ${colorScheme}: nothing scrolls sideways`, async () => {
      const wide: string[] = [];
      const complaints = await complaintsOf({ viewport: PHONE, colorScheme }, async (page) => {
        for (const [kind, path] of Object.entries(KINDS)) {
          await open(page, path);
          await picture(page, `${kind}-${PHONE.width}-${colorScheme}`);
          const width = await page.evaluate("document.documentElement.scrollWidth");
          if (width !== PHONE.width) wide.push(`${path}: ${String(width)}`);
        }
      });
      assert.deepEqual([complaints, wide], [[], []]);
    });
  }

  /** What a search has to find, and among how many of its first results. */
  const SEARCHES: readonly (readonly [words: string, expected: RegExp, among: number])[] = [
    ["minimumHealthyPercent", /\/components\/service\.html#minimumhealthypercent$/, 1],
    ["healthCheckPath", /\/components\/service\.html#[\w-]*healthcheckpath$/, 1],
    ["ECS.5", /\/policies\/(?:ecs-readonly-root|coverage)\.html/, 1],
    ["exit code 4", /\/commands\/exitCodes\.html#exit-code-4$/, 1],
    ["CannotPullContainerError", /\/troubleshooting\/(?:index\.html)?#image/, 3],
    ["--baseline", /\/(?:commands\/check|configuration\/baseline)\.html/, 1],
  ];

  for (const [words, expected, among] of SEARCHES) {
    it(`finds "${words}" by its search`, async () => {
      const complaints = await complaintsOf({ viewport: DESK }, async (page) => {
        await open(page, "/");
        await page.locator(".VPNavBarSearch button").first().click();
        await page.locator(".search-input").fill(words);
        const first = page.locator(".VPLocalSearchBox .result").first();
        await first.waitFor();
        // Results come while one types.
        await page.waitForTimeout(1000);
        const links = await page.locator(".VPLocalSearchBox .result").all();
        const hrefs = await Promise.all(links.map((link) => link.getAttribute("href")));
        const place = hrefs.findIndex((href) => expected.test(href ?? ""));
        assert.ok(place >= 0 && place < among, hrefs.slice(0, 5).join(", "));
        await picture(page, `search-${words.replace(/\W+/g, "-")}`);
        await links[place]?.click();
        await page.waitForURL((url) => url.pathname !== "/");
        assert.match(page.url(), expected);
      });
      assert.deepEqual(complaints, []);
    });
  }

  it("draws the timeline of each strategy that has one", async () => {
    await complaintsOf({ viewport: DESK }, async (page) => {
      for (const strategy of ["rolling", "blueGreen", "canary", "linear", "codeDeploy"]) {
        await open(page, `/strategies/${strategy}`);
        const boxes = await Promise.all(
          ["path.before", "path.healthy", "path.starting"].map((part) =>
            page.locator(`.timeline ${part}`).boundingBox(),
          ),
        );
        for (const box of boxes) assert.ok((box?.width ?? 0) > 200, strategy);
      }
    });
  });

  it("has the headings that links go to, as the tests of the pages count them", () => {
    for (const [path, markdown] of allPages()) {
      if (path === "index.md") continue;
      const file = path.replace(/README\.md$/, "index.md").replace(/md$/, "html");
      const html = readFileSync(join(BUILT, file), "utf8");
      const ids = [...html.matchAll(/<h[1-6] id="([^"]+)"/g)].map(([, id]) => id);
      assert.deepEqual(ids, anchorsIn(markdown), path);
    }
  });
});

/** Texts that are too faint, by axe's rule for the contrast of AA. */
async function contrastProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ["color-contrast"] })`,
  );
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, any }) => `${html.slice(0, 120)} ${any[0]?.message ?? ""}`),
  );
}
