import assert from "node:assert/strict";
import { join } from "node:path";

import type { matrix } from "../../../generator/fleet/index.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { start } from "../../engine/support/process.js";
import { ends, starts, summary } from "../automation/engineEvents.js";
import { fakePulumi } from "../automation/fakePulumi.js";
import { MatrixFleet } from "./matrixFleet.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

describe("a fleet's jobs, as processes", function () {
  this.timeout(60_000);

  it("run by what the command prints", async () => {
    const fleet = new MatrixFleet();
    const fake = await fakePulumi({
      preview: { events: [starts("create", "a"), ...summary({ create: 1 })] },
      up: { events: [starts("create", "a"), ends("create", "a"), ...summary({ create: 1 })] },
    });
    const slipway = async (...words: string[]) => {
      const { finished } = start(process.execPath, [CLI, "fleet", ...words], {
        ...{ directory: fleet.folder.root, environment: fake.environment },
      });
      const { code, stdout, stderr } = await finished;
      assert.equal(code, 0, stderr);
      return stdout;
    };
    try {
      const stacks = ["--stack", "platform:dev", "--stack", "services/mails:dev"];
      const printed = await slipway("up", ...stacks, "--matrix", "github");
      assert.equal(await slipway("up", ...stacks, "--matrix", "gitlab", "--json"), printed);
      assert.match(
        await slipway("destroy", ...stacks, "--matrix", "github"),
        /"operation":"destroy"/,
      );
      assert.equal(printed.trim().split("\n").length, 1, "a line, for $GITHUB_OUTPUT");
      const { waves } = JSON.parse(printed) as Awaited<ReturnType<typeof matrix>>;
      const jobs = waves.flatMap(({ include }) => include);
      for (const { stack, name } of jobs) {
        await slipway("up", "--stack", stack, "--yes", "--journal", "journals");
        fleet.keepArtifact(name);
      }
      assert.deepEqual(await fleet.states(), {
        "platform:dev": "done in 1",
        "services/mails:dev": "done in 2",
        "services/orders:dev": "queued in 2",
      });
      const updates = (await fake.log()).filter((line) => line === "end up");
      assert.equal(updates.length, 2);
    } finally {
      await fake.remove();
      fleet.folder.delete();
    }
  });
});
