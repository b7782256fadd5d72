import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { AddRequest } from "../../../generator/scaffold/addRequest.js";
import { assertRefused } from "./refused.js";
import { ordersRepository } from "./ordersRepository.js";
import { commit, MONOREPO } from "./repositories.js";
import { textsBelow } from "./scratchFolder.js";

describe("addService refuses", function () {
  this.timeout(120_000);
  const { folder, root, read, generated, add } = ordersRepository();

  const refused: readonly [string, () => unknown, Partial<AddRequest>, RegExp][] = [
    [
      "the same name again",
      () => add(),
      {},
      /^'--name' must be free, and there is infra\/mails already, got "mails"/,
    ],
    [
      "a name of a file",
      () => undefined,
      { flags: { name: "config" } },
      /there is infra\/config\.ts already/,
    ],
    [
      "a name of a folder of tools",
      () => undefined,
      { flags: { name: "dist" } },
      /^'--name' must be no word that/,
    ],
    [
      "a name that is none",
      () => undefined,
      { flags: { name: "../x" } },
      /^'--name' must be 2 to 39 .*, got "\.\.\/x"; worker-2 works$/,
    ],
    [
      "a reserved name",
      () => undefined,
      { flags: { name: "aws" } },
      /^'--name' "aws" is a provider/,
    ],
    [
      "a name that is too long together",
      () => undefined,
      { flags: { name: "a".repeat(35) } },
      /^'--name' must be short enough for orders-a+, which must be 2 to 39/,
    ],
    [
      "no name",
      () => undefined,
      { flags: {} },
      /^'--name' is missing: name the worker; --name worker works$/,
    ],
    [
      "an answer that it does not ask for",
      () => undefined,
      { flags: { name: "mails", port: "80" } },
      /^'--port' must be left out: a worker that is added is asked for --name, /,
    ],
    ["a wrong answer", () => undefined, { flags: { name: "mails", cpu: "7" } }, /cpu/],
    [
      "several Dockerfiles and nobody to choose",
      () => undefined,
      { dockerfile: undefined },
      /^'--dockerfile' must be given, since the repository has 2/,
    ],
    [
      "a Dockerfile elsewhere",
      () => undefined,
      { dockerfile: "../Dockerfile" },
      /^'--dockerfile' must be in the repository/,
    ],
    [
      "missing flags and nobody to ask",
      () => undefined,
      { kind: "web-service", yes: false },
      /^no terminal to ask on, and --port, /,
    ],
    [
      "a folder that is not there",
      () => undefined,
      { directory: "/no/such" },
      /^'directory' must be a folder that exists/,
    ],
    [
      "a file of ours that is there",
      () => folder.write("orders/tests/infra.mails.test.ts", ""),
      {},
      /without "tests\/infra\.mails\.test\.ts", which would be written/,
    ],
    [
      "a setting that is taken",
      () => {
        writeFileSync(
          join(root(), "infra/Pulumi.yaml"),
          `${read("infra/Pulumi.yaml")}  mailsCpu:\n    type: integer\n`,
        );
      },
      {},
      /must not have the setting mailsCpu/,
    ],
    [
      "an export that is taken",
      () => {
        writeFileSync(join(root(), "infra/index.ts"), "export const mails = 1;\n");
      },
      {},
      /it exports mails; mails-service works$/,
    ],
    [
      "conflicts",
      () => {
        writeFileSync(
          join(root(), "infra/index.ts"),
          "<<<<<<< yours\n=======\n>>>>>>> slipway 9\n",
        );
      },
      {},
      /^infra\/index\.ts has conflicts/,
    ],
    [
      "a repository from before",
      () => {
        rmSync(join(root(), "infra/boundary.ts"));
      },
      {},
      /without infra\/boundary\.ts; slipway upgrade brings it there$/,
    ],
    [
      "settings from before",
      () => {
        writeFileSync(join(root(), "infra/Pulumi.yaml"), "name: orders\n");
      },
      {},
      /without the settings logRetentionDays, /,
    ],
    [
      "no program",
      () => {
        rmSync(join(root(), "infra/index.ts"));
      },
      {},
      /^'directory' must be the repository of a service, with infra\/index\.ts/,
    ],
    [
      "no records",
      () => {
        rmSync(join(root(), ".slipway.json"));
      },
      {},
      /with \.slipway\.json, got .*; slipway new makes one$/,
    ],
    [
      "a record of a user who is none",
      () => {
        writeFileSync(
          join(root(), ".slipway.json"),
          read(".slipway.json").replace(
            '"files"',
            '"added": [{ "name": "a", "template": "worker", "answers": {}, "context": ".", "dockerfile": "a", "user": "a b" }],\n  "files"',
          ),
        );
      },
      {},
      /\/added\/0\/user must match/,
    ],
  ];
  for (const [what, prepare, request, message] of refused) {
    it(`${what}, and writes nothing`, async () => {
      await generated();
      await prepare();
      const before = textsBelow(root());
      await assertRefused(add(request), message);
      assert.deepEqual(textsBelow(root()), before);
    });
  }

  it("a platform, before anything is asked", async () => {
    await generated({ template: "platform" });
    const ask = () => assert.fail("it asks");
    await assert.rejects(
      add({ yes: false, flags: {}, ask }),
      /got one of the template platform; slipway new/,
    );
  });

  it("a folder that nobody has generated", async () => {
    commit(folder, MONOREPO);
    await assert.rejects(
      add({ directory: folder.path }),
      /must be a repository that slipway has generated/,
    );
  });
});
