import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { anchorOf } from "../../scripts/docPages/markdown.js";
import { DOCS } from "../../scripts/docPages/docFiles.js";

/** All pages of the site, by their paths in docs/. */
export function allPages(): Map<string, string> {
  const paths = readdirSync(DOCS, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      path.endsWith(".md") &&
      !/^(?:node_modules|example-template|examples|\.vitepress)\//.test(path),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(DOCS, path), "utf8")]));
}

/** A page's text without what is fenced, where nothing is a link or a heading. */
export function unfenced(markdown: string): string {
  return markdown.replace(/^(`{3,})[^]*?^\1$/gm, "");
}

/** Targets of a page's links, without those in code. */
export function linksIn(markdown: string): string[] {
  const text = unfenced(markdown).replace(/`[^`\n]*`(?!\])/g, "");
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
  const bare = [...text.matchAll(/<(https?:[^>\s]+)>/g)].map(([, to = ""]) => to);
  const home = [...text.matchAll(/^ {4}(?: {2})?link: (\S+)$/gm)].map(([, to = ""]) => to);
  return [...inline, ...bare, ...home];
}

/** Anchors of a page's headings, those that stand twice counted through as the site does. */
export function anchorsIn(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...unfenced(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\\(.)/g, "$1");
    const anchor = anchorOf(text.replaceAll("`", ""));
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** What is wrong with a link of a page; nothing where it leads somewhere. */
export function linkProblem(
  pages: ReadonlyMap<string, string>,
  schemas: readonly string[],
  from: string,
  link: string,
): string | undefined {
  if (/^https?:/.test(link)) return outwardProblem(link);
  const [, schema] = /^\/schemas\/(.+)\.json$/.exec(link) ?? [];
  if (schema !== undefined) return schemas.includes(schema) ? undefined : "no such schema";
  const [path = "", anchor] = link.split("#");
  const at = path.startsWith("/") ? path.slice(1) : join(from, "..", path);
  const target =
    path === "" ? from : [at, `${at}.md`, join(at, "README.md")].find((one) => pages.has(one));
  if (target === undefined) {
    // What is no page, such as an example, is shown in the repository.
    return existsSync(join(DOCS, at)) ? undefined : "no such page";
  }
  if (anchor === undefined || anchorsIn(pages.get(target) ?? "").includes(anchor)) return undefined;
  return `no such heading in ${target}`;
}

/** Pages of AWS by their form: a guide of a service, and a page of it. */
const AWS_PAGE =
  /^https:\/\/docs\.aws\.amazon\.com\/[\w-]+\/(?:latest|v\d+|ec2|application)\/(?:[\w-]+\/)?[\w.-]+\.html(?:#[\w.:-]+)?$/;

/** Guides of AWS whose addresses have another form. */
const AWS_GUIDE =
  /^https:\/\/(?:docs\.aws\.amazon\.com\/(?:[\w-]+\/)+|aws\.amazon\.com\/[\w./-]+|awscli\.amazonaws\.com\/[\w./-]+\.html)$/;

function outwardProblem(link: string): string | undefined {
  if (!link.startsWith("https:")) return "not https";
  if (!/^https:\/\/[^/]*amazon(?:aws)?\.com/.test(link)) return undefined;
  return AWS_PAGE.test(link) || AWS_GUIDE.test(link) ? undefined : "no page of AWS has this form";
}
