import assert from "node:assert/strict";

import { linksProblem } from "../../../../components/taskDefinition/rules/containerLinks.js";

const db = { name: "db" };
const problem = (...links: string[]) => {
  const app = { name: "app", links };
  return linksProblem(app, [app, db]);
};

describe("containerLinks", () => {
  it("finds no fault in links to other containers, with and without alias", () => {
    assert.equal(problem("db"), undefined);
    assert.equal(problem("db:database"), undefined);
    assert.equal(problem(), undefined);
    assert.equal(linksProblem(db, [db]), undefined);
  });

  it("finds no fault in two ways to one container", () => {
    const proxy = { name: "proxy", links: ["db"] };
    const app = { name: "app", links: ["proxy", "db"] };
    assert.equal(linksProblem(app, [app, proxy, db]), undefined);
  });

  for (const link of ["", "db:", "d b", "db:a:b"]) {
    it(`refuses the link ${JSON.stringify(link)}`, () => {
      assert.deepEqual(problem(link), {
        path: "links[0]",
        reason: `'links' of container 'app' must be names of containers, each with an alias after a colon or without, got "${link}"; "db:database" works`,
      });
    });
  }

  for (const link of ["cache", "app", "app:me"]) {
    it(`refuses a link to ${link}, which is no other container`, () => {
      assert.deepEqual(problem("db", link), {
        path: "links[1]",
        reason: `'links' of container 'app' must name another container of the task, got "${link}"; the others are 'db'`,
      });
    });
  }

  it("refuses a link where there is one container", () => {
    const app = { name: "app", links: ["db"] };
    assert.match(linksProblem(app, [app])?.reason ?? "", /; the others are none$/);
    const all = [app, { name: "cache" }, { name: "queue" }];
    assert.match(linksProblem(app, all)?.reason ?? "", /; the others are 'cache', 'queue'$/);
  });

  it("refuses a circle, however long", () => {
    const a = { name: "a", links: ["b:next"] };
    const b = { name: "b", links: ["c"] };
    const c = { name: "c", links: ["a"] };
    assert.deepEqual(linksProblem(a, [a, b, c]), {
      path: "links[0]",
      reason: "'links' must not form a circle, got 'a' and 'b' linked to each other; leave one out",
    });
    const aside = { name: "d", links: ["a"] };
    assert.equal(linksProblem(aside, [a, b, c, aside]), undefined);
  });
});
