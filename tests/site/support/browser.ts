import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

/** Where Chromium is on machines that have one. */
const PLACES = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));

/** A browser that asks nobody for anything but pages. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** `describe` for tests that need a browser. Without one they are pending, never passed, and one line says why. */
export function browserSuite(title: string, suite: (this: Mocha.Suite) => void): void {
  if (executablePath !== undefined) {
    describe(title, suite);
    return;
  }
  console.log("tests of the site are skipped: there is no Chromium (CHROMIUM names one elsewhere)");
  describe.skip(title, suite);
}
