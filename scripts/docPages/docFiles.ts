import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { docPages } from "./docPages.js";
import { sidebar } from "./sidebar.js";

/** Folder of the documentation. */
export const DOCS = join(packageRoot(), "docs");

/** Folders of docs/ whose pages are all made from the code. */
export const GENERATED = [
  "policies",
  "components",
  "strategies",
  "commands",
  "configuration",
  "troubleshooting",
  "library",
] as const;

/** Where pages are that somebody has written. */
const WRITTEN_FOLDERS = ["", "concepts", "from"] as const;

/** The pages that somebody has written, by their paths in docs/. */
export function writtenPages(): Map<string, string> {
  const paths = WRITTEN_FOLDERS.filter((folder) => existsSync(join(DOCS, folder))).flatMap(
    (folder) =>
      readdirSync(join(DOCS, folder))
        .filter((name) => name.endsWith(".md"))
        .sort()
        .map((name) => join(folder, name)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(DOCS, path), "utf8")]));
}

/** All files that are made from the code, by their paths in docs/: pages, and the site's sidebar. */
export async function docFiles(): Promise<Map<string, string>> {
  const pages = await docPages();
  const titles = [...writtenPages(), ...pages].map(([path, text]) => {
    return [path, titleOf(path, text)] as const;
  });
  const entries = `${JSON.stringify(sidebar(new Map(titles)), undefined, 2)}\n`;
  return new Map([...pages, [".vitepress/sidebar.json", entries]]);
}

function titleOf(path: string, text: string): string {
  const [, title] = /^# (.+)$/m.exec(text) ?? [];
  if (title === undefined && path !== "index.md") throw new Error(`docs/${path} has no title`);
  return (title ?? "").replaceAll("`", "");
}
