import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { plainPages } from "../../scripts/plainPages.js";

describe("llms.txt and the plain pages", () => {
  const pages = plainPages(packageRoot());
  const index = pages.get("llms.txt") ?? "";

  it("are what the build has written", () => {
    for (const [path, text] of pages) {
      const file = join(packageRoot(), "dist", path);
      assert.ok(existsSync(file), `npm run build: ${path}`);
      assert.equal(readFileSync(file, "utf8"), text, `npm run build: ${path}`);
    }
  });

  it("list each document with a title and a sentence", () => {
    const listed = [...index.matchAll(/^- \[(.+)\]\((.+)\): (.+)$/gm)];
    assert.ok(listed.length > 80, String(listed.length));
    assert.deepEqual(
      listed.map(([, , path]) => path).sort(),
      [...pages.keys()].filter((path) => path !== "llms.txt").sort(),
    );
    for (const [, , path = "", sentence = ""] of listed) {
      assert.match(sentence, /^\S.{8,}/, path);
    }
    for (const path of [
      "llms/README.txt",
      "llms/from/awsx.txt",
      "llms/policies/image-pinned.txt",
    ]) {
      assert.ok(pages.has(path), path);
    }
  });

  it("have links that lead to files of the repository, wherever the page is read", () => {
    const links = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => ({ path, to })),
    );
    const own = "https://github.com/slipway-ecs/slipway/blob/main/";
    for (const { path, to } of links.filter((one) => one.path !== "llms.txt")) {
      assert.match(to, /^(?:\w+:|#)/, `${path}: ${to}`);
      if (!to.startsWith(own)) continue;
      const file = to.slice(own.length).replace(/#.*$/, "");
      assert.ok(existsSync(join(packageRoot(), file)), `${path}: ${to}`);
    }
    assert.ok(links.some(({ to }) => to.startsWith(own)));
  });

  it("have nothing that only a site shows", () => {
    for (const [path, text] of pages) {
      assert.doesNotMatch(text, /^(?:---|<!--)/, path);
      assert.doesNotMatch(text, /^(?::::|```\w+ \[)/m, path);
    }
  });

  it("have each of a site's tabs below a heading", () => {
    const text = pages.get("llms/components/service.txt") ?? "";
    const headings = [...text.matchAll(/^### (.+)\n\n```(\w+)$/gm)].map(([, title]) => title);
    assert.deepEqual(headings, ["TypeScript", "YAML", "Python", "Go", "C#", "Java"]);
  });
});
