import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { corpusFile, readCorpus } from "./corpus.js";
import { rebuild } from "./rebuild.js";
import type { Sample } from "./sample.js";
import { BROKEN } from "./samples.js";

/** What the documentation says that is added to every task definition: a row of its table for each. */
function documented(): string[] {
  const text = readFileSync(join(packageRoot(), "docs", "ecs.md"), "utf8");
  const [added = ""] = text.split("## What is left out");
  return [...added.matchAll(/^\| `([^`]+)` \|/gm)].map(([, field = ""]) => field);
}

/** A task definition with one thing of most kinds, so that the comparison is tested without AWS's samples too. */
const own: Sample = {
  set: "own",
  name: "nginx",
  def: {
    requiresCompatibilities: ["EC2"],
    networkMode: "bridge",
    volumes: [{ name: "data", host: { sourcePath: "/data" } }],
    containerDefinitions: [
      {
        name: "nginx",
        image: "nginx:1.27",
        memory: 256,
        memoryReservation: 256,
        environment: [{ name: "STAGE", value: "test" }],
        secrets: [{ name: "KEY", valueFrom: "orders-key" }],
        mountPoints: [{ sourceVolume: "data", containerPath: "/data" }],
        portMappings: [{ containerPort: 80, hostPort: 8080 }],
        healthCheck: { command: ["CMD", "health"], interval: 10 },
        logConfiguration: { logDriver: "awsfirelens" },
      },
      {
        name: "router",
        image: "registry.example.com/router:1",
        memory: 64,
        memoryReservation: 64,
        firelensConfiguration: { type: "fluentbit" },
      },
    ],
  },
};

describe("task definitions of others, rebuilt", () => {
  it("are as they were, field by field, apart from what the documentation lists", async () => {
    const { refused, differing, added } = await rebuild(own);
    assert.deepEqual([refused, differing], [undefined, []]);
    const known = documented();
    assert.deepEqual(
      [...new Set(added)].filter((field) => !known.includes(field)),
      [],
    );
  });

  it("show a field that is not as it was", async () => {
    const [nginx, router] = own.def.containerDefinitions ?? [];
    // What no argument says: AWS's own name for it would be lost.
    const containerDefinitions = [{ ...nginx, hostname: "web" }, { ...router }];
    const { differing } = await rebuild({ ...own, def: { ...own.def, containerDefinitions } });
    assert.deepEqual(differing, ['containerDefinitions[0].hostname: "web" → undefined']);
  });

  const samples = readCorpus();
  if (!samples) {
    it.skip(`AWS's samples: there is no file ${corpusFile()}, and SLIPWAY_CORPUS names none`);
    return;
  }

  for (const sample of samples) {
    const name = `${sample.set} ${sample.name}`;
    const reason = BROKEN[name];
    it(`${reason === undefined ? "says" : "refuses"} ${name}${reason === undefined ? "" : `: ${reason}`}`, async () => {
      const { refused, differing, added } = await rebuild(sample);
      assert.equal(refused === undefined, reason === undefined, refused);
      assert.deepEqual(differing, []);
      const known = documented();
      assert.deepEqual(
        [...new Set(added)].filter((field) => !known.includes(field)),
        [],
      );
    });
  }
});
