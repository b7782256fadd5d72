import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";

import type { UpResult } from "../../generator/automation/index.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import { dockerMissing, registry } from "./support/dockerEngine.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { run } from "./support/process.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

const PROGRAM = "tests/engine/fixtures/image";
// A registry keeps what earlier runs pushed.
const repository = `slipway-image-${randomBytes(4).toString("hex")}`;

/** What runs in a stack. */
interface Deployed {
  uri: string;
  /** Image of the task definition that the service runs. */
  image: string | undefined;
  revision: number | undefined;
  serviceArn: string | undefined;
}

// The steps of one road: each stands on the one before.
engineSuite(
  "DockerImage on an engine",
  () => {
    let emulator: Emulator;
    let aws: AwsClients;
    let atFirst: string[];
    let dev: Workspace;
    let prod: Workspace;
    let built: Deployed;

    before(async () => {
      emulator = await startEmulator();
      aws = awsClients(emulator);
      atFirst = await inventory(aws);
      dev = await makeWorkspace({
        emulator,
        program: PROGRAM,
        configuration: { "image:repositoryUrl": `${registry()}/${repository}` },
      });
      prod = await makeWorkspace({
        emulator,
        program: PROGRAM,
        stack: "prod",
        backend: dev.backend,
      });
      await cp(join(packageRoot(), "tests/engine/fixtures/server"), inContext(""), {
        recursive: true,
      });
      await writeFile(inContext(".dockerignore"), "node_modules\n*.md\n*.go\n");
      await mkdir(inContext("node_modules"));
      await compile();
    });

    beforeEach(() => emulator.forget());

    after(async () => {
      await prod.remove();
      await dev.remove();
      await emulator.stop();
    });

    const inContext = (path: string) => join(dev.directory, "server", path);

    async function compile(): Promise<void> {
      const { code, stderr } = await run(
        "go",
        ["build", "-trimpath", "-ldflags", "-s -w", "-o", "server", "main.go"],
        { directory: inContext(""), environment: { ...process.env, CGO_ENABLED: "0" } },
      );
      assert.equal(code, 0, stderr);
    }

    async function up(workspace: Workspace): Promise<UpResult> {
      const words = ["up", "--stack", workspace.stack, "--yes", "--json"];
      const { code, stdout, stderr } = await workspace.slipway(...words);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout) as UpResult;
    }

    async function deployed(workspace: Workspace): Promise<Deployed> {
      const { uri, cluster, service } = (await workspace.outputs()) as Record<string, string>;
      const { services = [] } = await aws.ecs.send(
        new DescribeServicesCommand({ cluster, services: [service ?? ""] }),
      );
      const [found] = services;
      const { taskDefinition } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: found?.taskDefinition }),
      );
      return {
        uri: uri ?? "",
        image: taskDefinition?.containerDefinitions?.[0]?.image,
        revision: taskDefinition?.revision,
        serviceArn: found?.serviceArn,
      };
    }

    /** Tags of the images in the registry, sorted. */
    async function tags(): Promise<string[]> {
      const answer = await fetch(`http://${registry()}/v2/${repository}/tags/list`);
      const { tags: all } = (await answer.json()) as { tags: string[] };
      return all.sort();
    }

    /** Digest that a tag stands for in the registry. */
    async function digestOf(tag: string | undefined): Promise<string | null> {
      const answer = await fetch(`http://${registry()}/v2/${repository}/manifests/${tag ?? ""}`, {
        headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
      });
      return answer.headers.get("docker-content-digest");
    }

    /** How often the emulator was asked for each change of ECS. */
    async function ecsChanges(): Promise<Record<string, number>> {
      const counts: Record<string, number> = {};
      for (const call of await emulator.calls()) {
        const [service = "", action = ""] = call.split(" ");
        if (service !== "ecs" || /^(Describe|List)/.test(action)) continue;
        counts[action] = (counts[action] ?? 0) + 1;
      }
      return counts;
    }

    /** Names of the SSM parameters, of which `inventory` knows nothing. */
    async function parameters(): Promise<string[]> {
      const answer = await fetch(emulator.endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AmazonSSM.DescribeParameters",
          authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/ssm/aws4_request",
        },
        body: "{}",
      });
      const { Parameters } = (await answer.json()) as { Parameters: { Name: string }[] };
      return Parameters.map(({ Name }) => Name);
    }

    it("builds, pushes, and runs what it pushed by its digest", async () => {
      assert.equal((await up(dev)).status, "updated");
      built = await deployed(dev);
      const [tag, ...others] = await tags();
      assert.match(tag ?? "", /^[0-9a-f]{16}$/);
      assert.deepEqual(others, []);
      const uri = `${registry()}/${repository}@${(await digestOf(tag)) ?? ""}`;
      assert.deepEqual([built.uri, built.image], [uri, uri]);
      assert.deepEqual(await parameters(), ["/image/release"]);
    });

    it("pain 10: builds nothing and changes nothing when nothing was changed", async () => {
      const before = await tags();
      await dev.pulumiSucceeds("preview", "--expect-no-changes");
      assert.equal((await up(dev)).status, "unchanged");
      assert.deepEqual(await tags(), before);
      assert.deepEqual(await ecsChanges(), {});
    });

    it("pain 10: changes nothing for a folder that .dockerignore names", async () => {
      await writeFile(inContext("node_modules/index.js"), "// of the developer's machine alone\n");
      await dev.pulumiSucceeds("preview", "--expect-no-changes");
    });

    // Plugins differ in whether they see such a file; what runs does not.
    it("pain 10: makes no image and no revision for a file that .dockerignore names", async () => {
      const before = await tags();
      await writeFile(inContext("README.md"), "# Server\n");
      await up(dev);
      assert.deepEqual(await tags(), before);
      assert.deepEqual(await deployed(dev), built);
      assert.deepEqual(await ecsChanges(), {});
    });

    it("runs the very image in another stack that promotes it", async () => {
      assert.equal((await up(prod)).status, "updated");
      const promoted = await deployed(prod);
      assert.deepEqual([promoted.uri, promoted.image], [built.uri, built.uri]);
      assert.notEqual(promoted.serviceArn, built.serviceArn);
      assert.equal((await tags()).length, 1);
      await prod.pulumiSucceeds("preview", "--expect-no-changes");
    });

    it("makes of another source another digest, one revision and one service update", async () => {
      const source = await readFile(inContext("main.go"), "utf8");
      await writeFile(inContext("main.go"), source.replace('"ok"', '"ok, and new"'));
      await compile();
      const { changes } = await up(dev);
      const now = await deployed(dev);
      assert.notEqual(now.uri, built.uri);
      assert.equal(now.image, now.uri);
      assert.equal(now.revision, (built.revision ?? 0) + 1);
      assert.equal(now.serviceArn, built.serviceArn);
      assert.deepEqual([changes["create"] ?? 0, changes["delete"] ?? 0], [0, 0]);
      assert.deepEqual(await ecsChanges(), {
        RegisterTaskDefinition: 1,
        UpdateService: 1,
        DeregisterTaskDefinition: 1,
      });
      assert.equal((await tags()).length, 2);
    });

    it("leaves the other stack on the image that it runs until it is updated", async () => {
      assert.equal((await deployed(prod)).image, built.uri);
      assert.equal((await up(prod)).status, "updated");
      const { uri } = await deployed(dev);
      const promoted = await deployed(prod);
      assert.deepEqual([promoted.uri, promoted.image], [uri, uri]);
      const changes = await ecsChanges();
      assert.equal(changes["UpdateService"], 1);
    });

    it("leaves nothing behind when both are destroyed", async () => {
      for (const workspace of [prod, dev]) {
        const words = ["destroy", "--stack", workspace.stack, "--yes"];
        const { code, stderr } = await workspace.slipway(...words);
        assert.equal(code, 0, stderr);
      }
      assert.deepEqual([await inventory(aws), await parameters()], [atFirst, []]);
    });
  },
  dockerMissing,
);
