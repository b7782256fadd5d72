import { ruleDocs } from "../ruleDocs/ruleDocs.js";
import { commandPages } from "./commandPages.js";
import { componentPages } from "./componentPages.js";
import { configurationPages } from "./configurationPages.js";
import { libraryPages } from "./libraryPages.js";
import { previewedExample } from "./previewedExample.js";
import { strategyPages } from "./strategyPages.js";
import { troubleshootingPages } from "./troubleshootingPages.js";

/** All pages that are made from the code, by their paths in docs/. */
export async function docPages(): Promise<Map<string, string>> {
  await previewedExamples();
  const rules = [...ruleDocs()].map(([name, text]): [string, string] => [`policies/${name}`, text]);
  return new Map([
    ...rules,
    ...(await componentPages()),
    ...(await strategyPages()),
    ...(await commandPages()),
    ...configurationPages(),
    ...troubleshootingPages(),
    ...libraryPages(),
  ]);
}

/** Programs that written pages show, by their folders in docs/examples. */
const WRITTEN_EXAMPLES = ["oneStack"] as const;

/** @throws {Error} if a program of a written page does not run, or a policy has anything to say to it. */
async function previewedExamples(): Promise<void> {
  await Promise.all(WRITTEN_EXAMPLES.map(previewedExample));
}
