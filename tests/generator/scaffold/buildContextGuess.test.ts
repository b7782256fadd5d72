import assert from "node:assert/strict";

import { buildContextGuess } from "../../../generator/scaffold/buildContextGuess.js";
import { scratchFolder } from "./scratchFolder.js";

describe("buildContextGuess", () => {
  const folder = scratchFolder();

  function guess(path: string, text: string, files: readonly string[] = []): unknown {
    for (const file of [path, ...files]) folder.write(file, "");
    return buildContextGuess(folder.path, path, text);
  }

  const cases: [string, string, string, string[], object][] = [
    ["a Dockerfile at the top", "Dockerfile", "FROM a\nCOPY x y", ["x"], { folder: "." }],
    [
      "a service of a monorepo",
      "services/pay/Dockerfile",
      "FROM a\nCOPY package.json ./\nCOPY src ./src",
      ["services/pay/package.json", "services/pay/src/a", "package.json", "src/a"],
      { folder: "services/pay" },
    ],
    [
      "a service that copies what is at the top",
      "services/pay/Dockerfile",
      'FROM a\nCOPY --chown=1:1 ["package.json", "services/pay/src/*.js", "./"]',
      ["services/pay/src/a.js", "package.json"],
      { folder: ".", reason: "it copies package.json, which is there and not in services/pay" },
    ],
    [
      "a folder in between",
      "backend/docker/Dockerfile",
      "FROM a\nCOPY go.mod .\nADD https://example.com/x .\nCOPY . .",
      ["backend/go.mod", "backend/docker/entrypoint.sh"],
      { folder: "backend", reason: "it copies go.mod, which is there and not in backend/docker" },
    ],
    [
      "a folder of Docker's files that copies everything",
      "docker/Dockerfile",
      "FROM a\nCOPY . .",
      ["docker/docker-compose.yml", "docker/entrypoint.sh", "src/a"],
      { folder: ".", reason: "docker has nothing to copy but what builds the image" },
    ],
    [
      "an application that copies everything",
      "app/Dockerfile",
      "FROM a\nCOPY . .",
      ["app/main.py"],
      { folder: "app", reason: "it copies all that is there" },
    ],
    [
      "a package of a workspace that copies everything, and is named by its path",
      "apps/api/Dockerfile",
      'FROM a\nCOPY . .\nRUN make\nCMD ["node", "apps/api/dist/index.js"]',
      ["apps/api/src/index.ts", "package.json"],
      { folder: ".", reason: "it names apps/api, which is there" },
    ],
    [
      "a command of a monorepo in Go",
      "services/pay/Dockerfile",
      "FROM a\nCOPY . .\nRUN go build -o /pay ./services/pay/cmd",
      ["services/pay/cmd/main.go", "go.mod"],
      { folder: ".", reason: "it names services/pay, which is there" },
    ],
    [
      "a folder whose path is only in a comment, or within a longer one",
      "apps/api/Dockerfile",
      "FROM a\n# docker build apps/api\nCOPY . .\nWORKDIR /my-apps/api\nRUN make apps/api-client",
      ["apps/api/main.py"],
      { folder: "apps/api", reason: "it copies all that is there" },
    ],
    [
      "a folder of one word that is a path of the image as well",
      "api/Dockerfile",
      "FROM a\nWORKDIR /api\nCOPY . .\nRUN make api",
      ["api/main.py"],
      { folder: "api", reason: "it copies all that is there" },
    ],
    [
      "a folder of one word that is built by its path",
      "api/Dockerfile",
      "FROM a\nCOPY . .\nRUN go build -o /out ./api",
      ["api/main.go", "go.mod"],
      { folder: ".", reason: "it names api, which is there" },
    ],
    [
      "a package that a workspace's own tool builds",
      "apps/api/Dockerfile",
      "FROM a\nCOPY . .\nRUN pnpm install && \\\n  pnpm turbo prune @acme/api --docker",
      ["apps/api/package.json", "turbo.json"],
      { folder: ".", reason: "it builds one package of the workspace that turbo.json is of" },
    ],
    [
      "a package that is built by itself beside a workspace",
      "apps/api/Dockerfile",
      "FROM a\nCOPY . .\nRUN npm ci",
      ["apps/api/package.json", "turbo.json"],
      { folder: "apps/api", reason: "it copies all that is there" },
    ],
    [
      "a Dockerfile that copies of other stages alone",
      "docker/Dockerfile",
      "FROM a AS b\nFROM a\nCOPY --from=b /x /y",
      [],
      { folder: "docker" },
    ],
    [
      "sources that are nowhere",
      "app/Dockerfile",
      "FROM a\nCOPY dist/app.jar .",
      [],
      { folder: "app" },
    ],
    [
      "a source that is made of a variable",
      "docker/Dockerfile.api",
      "FROM a\nARG APP\nCOPY services/${APP} .",
      ["services/api/main.go"],
      { folder: ".", reason: "it copies services, which is there and not in docker" },
    ],
    [
      "a source that climbs out, which stays in the context",
      "docker/Dockerfile",
      "FROM a\nCOPY ../../src .",
      ["src/a"],
      { folder: ".", reason: "it copies src, which is there and not in docker" },
    ],
  ];
  for (const [what, path, text, files, expected] of cases) {
    it(`finds the context of ${what}`, () => {
      assert.deepEqual(guess(path, text, files), expected);
    });
  }
});
