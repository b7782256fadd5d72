import assert from "node:assert/strict";

import { publishedSchemas } from "../../scripts/docPages/configurationPages.js";
import { allPages, anchorsIn, linkProblem, linksIn } from "./documentPages.js";

describe("the links of the documentation", () => {
  const schemas = [...publishedSchemas().keys()];

  it("lead somewhere: pages, headings, schemas, and by their form pages of AWS", () => {
    const pages = allPages();
    const links = [...pages].flatMap(([from, text]) =>
      linksIn(text).map((link) => ({ from, link })),
    );
    assert.ok(links.length > 600, `found ${links.length} links alone`);
    const dead = links.flatMap(({ from, link }) => {
      const problem = linkProblem(pages, schemas, from, link);
      return problem === undefined ? [] : [`${from}: ${link}: ${problem}`];
    });
    assert.deepEqual([...new Set(dead)], []);
  });

  it("are told from those that are dead", () => {
    const pages = new Map([
      ["a/one.md", "# One\n\n## `b.c[]`\n\n## Twice\n\n## Twice\n"],
      ["a/README.md", "# A"],
    ]);
    const problemOf = (link: string) => linkProblem(pages, ["up"], "a/one.md", link);
    const alive = [
      "#b-c",
      "#twice-1",
      "README.md",
      "/a/",
      "/a/one#one",
      "../a/one.md#twice",
      "/schemas/up.json",
      "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html#a-b",
      "https://example.com/x",
    ];
    assert.deepEqual(
      alive.filter((link) => problemOf(link) !== undefined),
      [],
    );
    const dead = [
      "#b",
      "#twice-2",
      "two.md",
      "/b/",
      "../one.md",
      "/schemas/down.json",
      "http://example.com/x",
      "https://docs.aws.amazon.com/AmazonECS/APIReference",
      "https://docs.aws.amazon.com/AmazonECS/latest/API_CreateService",
    ];
    assert.deepEqual(
      dead.filter((link) => problemOf(link) === undefined),
      [],
    );
  });

  it("are read off a page, and so are its headings", () => {
    const text =
      "# [A](b.md) \\<c\\>\n\n```ts\n[no](no.md)\n# no\n```\n`[no](no)` [`x`](y.md#z) <https://e.com>\n";
    assert.deepEqual(linksIn(text), ["b.md", "y.md#z", "https://e.com"]);
    assert.deepEqual(anchorsIn(text), ["a-c"]);
  });
});
