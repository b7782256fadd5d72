import { WarmPreviews } from "../../generator/fleet/preview/warmPreviews.js";
import { ruleDocs } from "../ruleDocs/ruleDocs.js";
import { commandPages } from "./commandPages.js";
import { componentPages } from "./componentPages.js";
import { configurationPages } from "./configurationPages.js";
import { readLedger, readResult } from "../../tests/mutation/survivorLedger.js";
import { libraryPages } from "./libraryPages.js";
import { mutationPage } from "./mutationPage.js";
import type { Preview } from "./previewedExample.js";
import { previewedExample } from "./previewedExample.js";
import { strategyPages } from "./strategyPages.js";
import { troubleshootingPages } from "./troubleshootingPages.js";

/** Programs that written pages show, by their folders in docs/examples. */
const WRITTEN_EXAMPLES = ["oneStack"] as const;

/** All pages that are made from the code, by their paths in docs/. */
export async function docPages(): Promise<Map<string, string>> {
  const previews = new WarmPreviews();
  try {
    return await pagesBy((options) => previews.preview(options));
  } finally {
    previews.end();
  }
}

async function pagesBy(previewed: Preview): Promise<Map<string, string>> {
  // Programs that written pages show must run as well.
  for (const name of WRITTEN_EXAMPLES) await previewedExample(previewed, name);
  const rules = [...ruleDocs()].map(([name, text]): [string, string] => [`policies/${name}`, text]);
  return new Map([
    ...rules,
    ["policies/mutation.md", mutationPage(readResult(), readLedger())],
    ...(await componentPages(previewed)),
    ...(await strategyPages(previewed)),
    ...(await commandPages()),
    ...configurationPages(),
    ...troubleshootingPages(),
    ...libraryPages(),
  ]);
}
