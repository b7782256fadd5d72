import assert from "node:assert/strict";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { templateNames } from "../../generator/scaffold/loadTemplate.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { IN_FULL } from "../support/inFull.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import { dockerMissing } from "./support/dockerEngine.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Kind } from "./support/templateKinds.js";
import { compileServer, KINDS, withSingleObjects } from "./support/templateKinds.js";
import { earliestVersion, slipwayIn, textsIn, writeEarlier } from "./support/templateRepository.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

/** All of them are six minutes of a core: CI has the road of one web service on its platform. */
function missing(): string | undefined {
  if (IN_FULL) return dockerMissing();
  return "what templates make is deployed by TESTS=full alone, for time: TESTS=full npm run test:engine";
}

/** The provider refuses an input that it does not know, for which a process of its own is started. */
const STRICT: Record<string, string> = { AWS_PLUGIN_STRICT: "1" };

/** What `pulumi preview --json` says of resources. */
interface Preview {
  steps: { op: string; urn: string }[];
}

/**
 * What an update would do with the resources of providers: the operation, the type and the name of each. What a component
 * has for inputs is in the state alone, and a `StackReference` is read.
 */
async function planned(workspace: Workspace): Promise<string[]> {
  const text = await workspace.pulumiSucceeds("preview", "--json");
  const { steps } = JSON.parse(text) as Preview;
  return steps
    .map(({ op, urn }) => {
      const [types = "", name = ""] = urn.split("::").slice(-2);
      return { op, type: types.split("$").at(-1) ?? "", name };
    })
    .filter(({ op, type }) => op !== "same" && op !== "read" && !type.startsWith("slipway:"))
    .map(({ op, type, name }) => `${op} ${type} ${name}`)
    .sort();
}

// The steps of one platform's life: each stands on the one before.
engineSuite(
  "what templates make, on one platform",
  () => {
    let emulator: Emulator;
    let aws: AwsClients;
    let atFirst: string[];
    let folder: string;
    let platform: Workspace;
    const deployed: { kind: Kind; workspace: Workspace }[] = [];

    before(async () => {
      emulator = await startEmulator();
      aws = awsClients(emulator);
      atFirst = await inventory(aws);
      folder = await realpath(await mkdtemp(join(tmpdir(), "slipway-templates-")));
      await compileServer(folder);
      const version = await earliestVersion("platform");
      await writeEarlier(join(folder, "platform"), "platform", version, "platform");
      platform = await workspaceOf("platform");
    });

    after(async () => {
      for (const { workspace } of deployed) await workspace.remove();
      await platform.remove();
      await rm(folder, { recursive: true });
      await emulator.stop();
    });

    function workspaceOf(name: string, kind?: Kind): Promise<Workspace> {
      const program = join(folder, name);
      const options = { emulator, program, project: "infra", environment: STRICT };
      if (kind === undefined) return makeWorkspace(options);
      const configuration = kind.configuration();
      return makeWorkspace({ ...options, backend: platform.backend, configuration });
    }

    /** All at the same time, and all to their end. */
    async function each(use: (workspace: Workspace, kind: Kind) => Promise<void>): Promise<void> {
      const ended = await Promise.allSettled(
        deployed.map(({ kind, workspace }) => use(workspace, kind)),
      );
      const problems = ended.flatMap((end, i) =>
        end.status === "rejected" ? [`${deployed[i]?.kind.name ?? ""}: ${String(end.reason)}`] : [],
      );
      assert.deepEqual(problems, []);
    }

    /** Afterwards the repository is what `slipway new` makes now, so that nothing is left to do. */
    async function upgraded({ directory }: Pick<Workspace, "directory">): Promise<void> {
      await slipwayIn(directory, "upgrade");
      await slipwayIn(directory, "upgrade", "--check");
    }

    it("shows one of each template, in all tests together", () => {
      const shown = ["platform", ...KINDS.flatMap(({ templates }) => templates)];
      const all = templateNames(join(packageRoot(), "templates"));
      assert.deepEqual([...new Set(shown)].sort(), all);
    });

    it("brings up the platform of the earliest version, whose upgrade changes no resource", async () => {
      await platform.pulumiSucceeds("up", "--yes", "--skip-preview");
      assert.deepEqual(Object.keys(await platform.outputs()).sort(), [
        "cluster",
        "loadBalancer",
        "network",
      ]);
      assert.deepEqual(await planned(platform), []);
      await upgraded(platform);
      assert.deepEqual(await planned(platform), []);
    });

    it(`brings up ${KINDS.map(({ name }) => name).join(", ")} on it`, async () => {
      for (const kind of KINDS) {
        await kind.make(folder);
        const workspace = await workspaceOf(kind.name, kind);
        if (kind.connects === true) await withSingleObjects(workspace.project);
        deployed.push({ kind, workspace });
      }
      await each(async (workspace) => {
        await workspace.pulumiSucceeds("up", "--yes", "--skip-preview");
      });
      const there = await inventory(aws);
      const absent = KINDS.flatMap(({ makes }) =>
        makes.filter((id) => !there.some((each) => id.test(each))),
      );
      assert.deepEqual(absent, []);
    });

    it("changes nothing in a second preview", () =>
      each(async (workspace) => {
        assert.deepEqual(await planned(workspace), []);
      }));

    it("changes no resource by an upgrade, but for what the changelog names", () =>
      each(async (workspace, { isEarlier = false, changedByUpgrade = [] }) => {
        if (!isEarlier) return;
        await upgraded(workspace);
        assert.deepEqual(await planned(workspace), changedByUpgrade);
      }));

    // Its capacity is newer than the provider: what is not deployed is shown to stay the same text.
    it("changes nothing in the program of the earliest model server by an upgrade", async () => {
      const directory = join(folder, "models");
      const template = "ml-inference";
      await writeEarlier(directory, template, await earliestVersion(template), "models");
      const before = await textsIn(join(directory, "infra"));
      await upgraded({ directory });
      assert.deepEqual(await textsIn(join(directory, "infra")), before);
    });

    it("leaves nothing behind when all is destroyed", async () => {
      await each(async (workspace) => {
        await workspace.pulumiSucceeds("destroy", "--yes", "--skip-preview");
      });
      await platform.pulumiSucceeds("destroy", "--yes", "--skip-preview");
      assert.deepEqual(await inventory(aws), atFirst);
    });
  },
  missing,
);
