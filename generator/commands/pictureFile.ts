import { writeFileSync } from "node:fs";
import { extname } from "node:path";

import { drawStack } from "../../picture/drawStack.js";
import { mermaidText } from "../../picture/mermaidText.js";
import type { Picture } from "../../picture/picture.js";
import { CliError } from "../cliError.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { ordinaryFailure } from "../ordinaryFailure.js";

/**
 * Writes the picture of what a preview found, as the file's ending says: Mermaid, Markdown that holds it, or SVG.
 *
 * @throws {CliError} if the file cannot be written.
 */
export async function writePicture(file: string, result: PreviewResult): Promise<void> {
  const content = await contentOf(file, result.stack, drawStack(result.resources));
  try {
    writeFileSync(file, content);
  } catch (error) {
    const why =
      ordinaryFailure(error)?.message ?? (error instanceof Error ? error.message : String(error));
    throw new CliError(`the picture cannot be written to ${file}: ${why}`);
  }
}

async function contentOf(file: string, stack: string, picture: Picture): Promise<string> {
  switch (extname(file).toLowerCase()) {
    case ".svg": {
      const { pictureSvg } = await import("./pictureSvg.js");
      return pictureSvg(picture);
    }
    case ".md":
      return `# ${stack.replace(/[^\w.-]/g, "-")}\n\n\`\`\`mermaid\n${mermaidText(picture)}\`\`\`\n`;
    default:
      return mermaidText(picture);
  }
}
