import { CliError } from "../../generator/cliError.js";
import { WarmPreviews } from "../../generator/fleet/preview/warmPreviews.js";
import type { PreviewResult, previewOffline } from "../../generator/testing/index.js";

/**
 * `previewOffline` for the tests of a block that preview many programs: by one process, in place of one a program.
 * tests/generator/fleet/warmWorker.test.ts shows that it gives the same.
 */
export function warmPreview(): typeof previewOffline {
  let previews = new WarmPreviews();
  after(() => {
    previews.end();
    previews = new WarmPreviews();
  });
  return (options) => previews.preview(options);
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
