import assert from "node:assert/strict";

import fc from "fast-check";

import { readDockerIgnoreFile } from "../../../../components/image/rules/dockerIgnoreFile.js";

const IGNORED = true;
const KEPT = false;

/** What Docker's own matcher answers, by its rules and the tables of its tests. */
const CASES: [lines: string, path: string, ignored: boolean][] = [
  ["node_modules", "node_modules/a/index.js", IGNORED],
  ["node_modules", "packages/a/node_modules/b", KEPT],
  ["**/node_modules", "packages/a/node_modules/b", IGNORED],
  ["*.log", "a.log", IGNORED],
  ["*.log", "logs/a.log", KEPT],
  ["**/*.log", "a.log", IGNORED],
  ["**/*.log", "x/y/a.log", IGNORED],
  ["*/temp*", "a/temporary", IGNORED],
  ["*/temp*", "a/b/temporary", KEPT],
  ["*/temp*", "a/temporary/file", IGNORED],
  ["temp?", "tempa", IGNORED],
  ["temp?", "temp", KEPT],
  ["a?b", "a/b", KEPT],
  ["a?b", "a☺b", IGNORED],
  ["a?b", "a😀b", IGNORED],
  ["**", "a/b/c", IGNORED],
  ["**/", "file", IGNORED],
  ["dir/**", "dir/a/b", IGNORED],
  ["dir/**", "dir", KEPT],
  ["**file", "dir/myfile", IGNORED],
  ["**/file", "dir/myfile", KEPT],
  ["a**/*.txt", "a/dir/dir/file.txt", IGNORED],
  ["a/*.txt**", "a/file.txt", IGNORED],
  ["**/foo/bar", "dir/dir2/foo/bar", IGNORED],
  ["**/.foo", "bar.foo", KEPT],
  ["**/dir2/**", "dir/dir2/dir3/file", IGNORED],
  ["a*b*c*d*e*/f", "axbxcxdxexxx/f", IGNORED],
  ["a*b*c*d*e*/f", "axbxcxdxe/xxx/f", KEPT],
  ["a[b-d]e", "ace", IGNORED],
  ["a[^b-d]e", "ace", KEPT],
  ["a[^b-d]e", "aze", IGNORED],
  ["[\\]a]", "]", IGNORED],
  ["a\\*b", "a*b", IGNORED],
  ["a\\*b", "axb", KEPT],
  ["\\#a", "#a", IGNORED],
  ["\\!a", "!a", IGNORED],
  ["a.b", "axb", KEPT],
  ["src/(auth)", "src/(auth)/page.tsx", IGNORED],
  ["src/(*)/x", "src/(auth)/x", IGNORED],
  ["c++/*.o", "c++/a.o", IGNORED],
  ["c++", "ccc", KEPT],
  ["a|b{1}$", "a|b{1}$", IGNORED],
  ["/dist", "dist/a", IGNORED],
  ["./dist/", "dist/a", IGNORED],
  ["a//b/../c", "a/c", IGNORED],
  ["../a", "a", KEPT],
  [".", "a", KEPT],
  ["  dist  ", "dist/a", IGNORED],
  ["dist\r\n", "dist/a", IGNORED],
  ["\uFEFFdist", "dist/a", IGNORED],
  ["# dist\n\n", "# dist", KEPT],
  [" # dist", "# dist", IGNORED],
  ["Dist", "dist", KEPT],
  ["*.go\n!a.go", "a.go", KEPT],
  ["!a.go\n*.go", "a.go", IGNORED],
  ["docs\n!docs/README.md", "docs/README.md", KEPT],
  ["docs\n!docs/README.md", "docs/a.md", IGNORED],
  ["docs/\n! docs/README.md", "docs/README.md", KEPT],
  ["*\n!src", "src/a/b", KEPT],
  ["*\n!src\nsrc/*.test", "src/a.test", IGNORED],
  ["**\n!util/docker/web\nutil/docker/web/foo", "util/docker/web/foo", IGNORED],
  ["*\n!/src/", "src/a", KEPT],
  // BuildKit does not ask a line that would change nothing about the folder.
  ["**/node_modules\n!src", "src/node_modules/a", IGNORED],
  ["*\n!src\n**/node_modules", "src/node_modules/a", IGNORED],
  ["*\n**/node_modules\n!src", "src/node_modules/a", KEPT],
];

describe("dockerIgnoreFile", () => {
  for (const [lines, path, ignored] of CASES) {
    it(`${ignored ? "ignores" : "keeps"} ${path} by ${JSON.stringify(lines)}`, () => {
      const file = readDockerIgnoreFile(lines);
      assert.equal(file.refused, undefined);
      assert.equal(file.ignores(path), ignored);
    });
  }

  for (const pattern of [
    "[",
    "a[",
    "[^",
    "[^bc",
    "[]a]",
    "[-]",
    "[x-]",
    "[a-b-c]",
    "[z-a]",
    "a\\",
  ]) {
    it(`refuses the pattern ${pattern} as Docker does, and goes on with the others`, () => {
      const file = readDockerIgnoreFile(`dist\n\n${pattern}\n`);
      assert.deepEqual(file.refused, { line: 3, text: pattern, why: "syntax error in pattern" });
      assert.equal(file.ignores("dist"), true);
    });
  }

  it("refuses a lone exclamation mark and a line that Docker does not read to its end", () => {
    const why = 'illegal exclusion pattern: "!"';
    assert.deepEqual(readDockerIgnoreFile("a\n ! ").refused, { line: 2, text: "!", why });
    const long = readDockerIgnoreFile("a".repeat(64 * 1024)).refused;
    assert.equal(long?.why, "it is longer than 64 KiB");
  });

  it("answers the same whatever it was asked before", () => {
    const part = fc.constantFrom("a", "b", "*", "**", "?", "a*", "*b", "[ab]", "**a");
    const line = fc.tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 4 }));
    const name = fc.constantFrom("a", "b", "ab", "ba");
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), fc.array(path), (lines, paths) => {
        const text = lines.map(([not, parts]) => `${not ? "!" : ""}${parts.join("/")}`).join("\n");
        const file = readDockerIgnoreFile(text);
        for (const one of paths) {
          assert.equal(file.ignores(one), readDockerIgnoreFile(text).ignores(one));
        }
      }),
      { numRuns: 100 },
    );
  });

  for (const [what, patternOf, path] of [
    ["stars", (times: number) => `${"a*".repeat(times)}b`, "a".repeat(120)],
    ["folders", (times: number) => `${"**/a/".repeat(times)}b`, `${"a/".repeat(60)}c`],
    ["question marks", (times: number) => `${"*?".repeat(times)}b`, "a".repeat(120)],
    ["classes", (times: number) => `${"[a-b]*".repeat(times)}c`, "a".repeat(120)],
  ] as const) {
    it(`takes no longer with a hundred times the ${what} than a hundred times as long`, () => {
      const millisecondsOf = (times: number) => {
        const file = readDockerIgnoreFile(patternOf(times));
        const start = process.cpuUsage();
        for (let i = 0; i < 20; i++) assert.equal(file.ignores(`${path}${i}`), false);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      };
      // A matcher that tries again would take longer than the age of the universe.
      assert.ok(millisecondsOf(1000) < 100 * (millisecondsOf(10) + 50));
    });
  }
});
