import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { globSync } from "tinyglobby";

/** Where the repository's files are seen. */
const REPOSITORY = "https://github.com/slipway-ecs/slipway/blob/main";

/** Documents beside those of `docs/`. */
const AT_TOP = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];

/**
 * The documents as plain text, for agents: `llms.txt`, which lists all, and a page of each in `llms/`, without what only a
 * site shows and with links that lead somewhere from anywhere.
 *
 * @param root The repository's folder.
 * @returns Texts by the paths of their files.
 * @see https://llmstxt.org
 */
export function plainPages(root: string): ReadonlyMap<string, string> {
  const documents = [...AT_TOP, ...documentsBelow(root)];
  const pages = documents.map((path) => {
    return { path, text: plainText(root, path) };
  });
  const manifest = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
    description: string;
  };
  const lines = pages.map(({ path, text }) => {
    return `- [${titleOf(path, text)}](${pageOf(path)}): ${firstSentence(text)}`;
  });
  const index = [
    "# Slipway",
    "",
    `> ${manifest.description}`,
    "",
    "## Documents",
    "",
    ...lines,
    "",
  ];
  return new Map([
    ["llms.txt", index.join("\n")],
    ...pages.map(({ path, text }) => [pageOf(path), text] as const),
  ]);
}

function documentsBelow(root: string): string[] {
  const ignore = ["**/node_modules/**", "docs/.*/**", "docs/example-template/**"];
  return globSync("docs/**/*.md", { cwd: root, ignore }).sort();
}

/** `docs/from/awsx.md` is `llms/from/awsx.txt`. */
function pageOf(path: string): string {
  return `llms/${path.replace(/^docs\//, "").replace(/\.md$/, ".txt")}`;
}

function plainText(root: string, path: string): string {
  const text = readFileSync(`${root}/${path}`, "utf8")
    .replace(/^---\n[^]*?\n---\n/, "")
    .replaceAll(/^<!--[^]*?-->\n/gm, "")
    .replaceAll(/^::: code-group\n\n([^]*?)^:::$/gm, (_, tabs: string) => headed(tabs).trimEnd())
    // The site copies the package's schemas to its top; the package exports them.
    .replaceAll(/\[([^\]]*)\]\(\/schemas\/([\w.-]+)\)/g, "$1 (slipway/schemas/$2)")
    .replaceAll(/\]\((?!\w+:|#)([^)\s]+)\)/g, (_, to: string) => `](${absolute(root, path, to)})`);
  return `${text.trim()}\n`;
}

/** Tabs of a site, each below its title. */
function headed(tabs: string): string {
  return tabs.replaceAll(/^```(\w+) \[(.+)\]$/gm, "### $2\n\n```$1");
}

/** A site's links begin at its own top and leave the ending out; others begin at the document's folder. */
function absolute(root: string, path: string, to: string): string {
  const [target = "", anchor] = to.split("#");
  const at = target.startsWith("/") ? join("docs", target) : join(dirname(path), target);
  const page = [`${at}.md`, join(at, "README.md")].find((one) => existsSync(`${root}/${one}`));
  return `${REPOSITORY}/${page ?? at}${anchor === undefined ? "" : `#${anchor}`}`;
}

function titleOf(path: string, text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? path;
}

/** What a page begins with, in a line. */
function firstSentence(text: string): string {
  const prose = text.split(/\n{2,}/).find((part) => /^[A-Z`[]/.test(part)) ?? "";
  const line = prose.replaceAll("\n", " ").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return /^.*?[.:](?= |$)/.exec(line)?.[0] ?? line;
}
