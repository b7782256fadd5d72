import type { PreviewResult } from "../offline/previewResult.js";
import { escapedLines } from "./escapedText.js";
import { tell } from "./session.js";

/** A preview whose program printed nothing, and the word that names it. */
export interface SilentPreview {
  source: string;
  preview: Pick<PreviewResult, "warnings">;
}

/** Writes what previews warn of to stderr: what all of them do once, anything else with the word of its preview. */
export function tellWarnings(previews: readonly SilentPreview[]): void {
  const told = new Set<string>();
  for (const { source, preview } of previews) {
    for (const text of preview.warnings ?? []) {
      const isOfAll = previews.every((one) => one.preview.warnings?.includes(text));
      const line = isOfAll ? text : `${source}: ${text}`;
      if (!told.has(line)) tell(escapedLines(`warning: ${line}`));
      told.add(line);
    }
  }
}
