import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { LANGUAGE_USERS } from "../../generator/scaffold/applicationData.js";

const ROOT = packageRoot();
const text = (path: string) => readFileSync(join(ROOT, path), "utf8");

/**
 * Users that images have by their own Dockerfiles, which are not run here.
 *
 * @see https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
 * @see https://github.com/nginxinc/docker-nginx-unprivileged/blob/main/stable/alpine-slim/Dockerfile
 */
const USERS_OF_IMAGES = { node: "1000", nginxUnprivileged: "101" };

/** The last stage of a Dockerfile: what it begins with, and the user that it ends with. */
function lastStage(dockerfile: string): { from: string; user: string | undefined } {
  const [stage = ""] = dockerfile.split(/^(?=FROM )/m).slice(-1);
  const users = [...stage.matchAll(/^USER (\S+)/gm)].map(([, user]) => user);
  return { from: /^FROM (\S+)/.exec(stage)?.[1] ?? "", user: users.at(-1) };
}

function dockerfiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^Dockerfile(\.hbs)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .filter((path) => !path.includes("node_modules"))
    .sort();
}

describe("users of containers, by the Dockerfiles of their images", () => {
  for (const path of dockerfiles("templates")) {
    const language = /python|go/.exec(path)?.[0] ?? "typescript";
    it(`are those that the program gives: ${path}`, () => {
      const { user } = lastStage(text(path));
      const id = user === "node" ? USERS_OF_IMAGES.node : user;
      assert.equal(id, LANGUAGE_USERS[language as keyof typeof LANGUAGE_USERS]);
    });
  }

  it("are those that examples give of images with a user of their own", () => {
    const dockerfile = lastStage(text("examples/promotion/app/Dockerfile"));
    assert.match(dockerfile.from, /nginx-unprivileged/);
    assert.equal(dockerfile.user, undefined);
    for (const name of ["promotion", "ownLoadBalancer"]) {
      const given = /user: "(\d+)"/.exec(text(`examples/${name}/index.ts`))?.[1];
      assert.equal(given, USERS_OF_IMAGES.nginxUnprivileged, name);
    }
  });

  it("are looked for in every template that has a Dockerfile, and in every example", () => {
    assert.ok(dockerfiles("templates").length >= 5);
    assert.deepEqual(dockerfiles("examples"), ["examples/promotion/app/Dockerfile"]);
  });
});
