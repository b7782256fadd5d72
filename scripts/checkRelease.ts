/**
 * What a release is stopped by: a tag that is not the version of each manifest, or a version without a chapter in
 * CHANGELOG.md. Run by the release workflow before anything is published, in the root of the repository:
 *
 *   node dist/scripts/checkRelease.js v1.2.3
 */
import { readFileSync } from "node:fs";

/** The manifests that carry the version of the release. */
const MANIFESTS = [
  "package.json",
  "components/package.json",
  "policies/package.json",
  "create-slipway/package.json",
];

/** What does not agree with the tag, one line each; none for a release that may be published. */
function releaseProblems(tag: string): string[] {
  const version = /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/.exec(tag)?.[1];
  if (version === undefined) {
    return [`the tag must be 'v' and a version, got ${JSON.stringify(tag)}; v1.2.3 works`];
  }
  const problems = MANIFESTS.map((path) => [path, versionOf(path)] as const)
    .filter(([, found]) => found !== version)
    .map(([path, found]) => `${path} has version ${found ?? "none"}, and the tag is ${tag}`);
  const chapters = readFileSync("CHANGELOG.md", "utf8").split("\n");
  if (!chapters.some((line) => line === `## ${version}` || line.startsWith(`## ${version} `))) {
    problems.push(`CHANGELOG.md has no chapter '## ${version}'`);
  }
  return problems;
}

function versionOf(path: string): string | undefined {
  return (JSON.parse(readFileSync(path, "utf8")) as { version?: string }).version;
}

const problems = releaseProblems(process.argv[2] ?? "");
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
