import { createRequire } from "node:module";

import { CliError } from "../../generator/cliError.js";
import { WarmPreviews } from "../../generator/fleet/preview/warmPreviews.js";
import type { PreviewResult, previewOffline } from "../../generator/testing/index.js";
import { afterEachFile } from "./afterEachFile.js";
import { replaced } from "./replaced.js";

/** So many files without a preview, and their process ends: it takes 100 MiB, and most files preview nothing. */
const MOST_IDLE_FILES = 3;

let shared: WarmPreviews | undefined;
let idleFiles = 0;

/** A worker of a parallel run goes from file to file, and its process for previews with it. */
const GOES_ON = process.env["MOCHA_WORKER_ID"] !== undefined;

/** The process that previews for all tests of this one. It ends with this one, or where nothing else is to be done. */
function sharedPreviews(): WarmPreviews {
  idleFiles = 0;
  return (shared ??= new WarmPreviews());
}

function endPreviews(): void {
  shared?.end();
  shared = undefined;
}

if (GOES_ON) {
  afterEachFile(() => {
    idleFiles += 1;
    if (idleFiles > MOST_IDLE_FILES) endPreviews();
  });
} else {
  // Where files run by themselves, the process would keep Mocha from ending.
  after(endPreviews);
}

/**
 * `previewOffline` for tests that preview many programs: by one process, in place of one a program.
 * tests/generator/fleet/warmWorker.test.ts shows that it gives the same.
 */
export function warmPreview(): typeof previewOffline {
  return (options) => sharedPreviews().preview(options);
}

/** What all modules have of the offline preview. */
const product = createRequire(__filename)("../../generator/offline/previewOffline.js") as {
  previewOffline: typeof previewOffline;
};

/** Has all that this process previews by the product done so, until what it gives is called. */
export function previewWarmly(): () => void {
  return replaced(product, { previewOffline: warmPreview() });
}

/** What a preview came to: its result or its error, and the lines that were printed. */
export interface PreviewRun {
  result?: PreviewResult;
  error?: string;
  printed: string;
}

/**
 * For tests of programs that fail or that are warned of.
 *
 * @param preview Previews them: a process that stays runs a program that fails once more by itself.
 */
export function previewRunBy(
  preview: typeof previewOffline,
): (directory: string, stack?: string) => Promise<PreviewRun> {
  return async (directory, stack) => {
    let printed = "";
    const onOutput = (line: string): void => {
      printed += `${line}\n`;
    };
    try {
      const result = await preview({ directory, stack, onOutput });
      return { result, printed };
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return { error: error.message, printed };
    }
  };
}
