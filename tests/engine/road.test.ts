import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ListClustersCommand,
  ListServicesCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import { dockerMissing, registry } from "./support/dockerEngine.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Finished } from "./support/process.js";
import { run } from "./support/process.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

/** `slipway up --json`, as far as this test reads it. */
interface UpReport {
  status: string;
  changes: Record<string, number>;
  outputs: Record<string, unknown>;
  policies: { violations: { policy: string }[] };
}

interface LoadBalancerOutput {
  listenerArn: string;
}

// The steps of one road: each stands on the one before.
engineSuite(
  "the road from a Dockerfile to a service",
  () => {
    let emulator: Emulator;
    let aws: AwsClients;
    let atFirst: string[];
    let folder: string;
    let platform: Workspace;
    let orders: Workspace;

    before(async () => {
      emulator = await startEmulator();
      aws = awsClients(emulator);
      atFirst = await inventory(aws);
      folder = await realpath(await mkdtemp(join(tmpdir(), "slipway-road-")));
      platform = await makeWorkspace({
        emulator,
        program: ".",
        only: ["Pulumi.yaml", "Pulumi.dev.yaml", "examples/platform", "tsconfig.json"],
      });
    });

    after(async () => {
      await orders.remove();
      await platform.remove();
      await rm(folder, { recursive: true });
      await emulator.stop();
    });

    const up = (workspace: Workspace, ...words: string[]) =>
      workspace.slipway("up", "--stack", "dev", "--yes", "--json", ...words);

    function report({ code, stdout, stderr }: Finished, expected = 0): UpReport {
      assert.equal(code, expected, stderr);
      return JSON.parse(stdout) as UpReport;
    }

    async function theService() {
      const { clusterArns = [] } = await aws.ecs.send(new ListClustersCommand({}));
      const cluster = clusterArns[0];
      const { serviceArns = [] } = await aws.ecs.send(new ListServicesCommand({ cluster }));
      assert.equal(serviceArns.length, 1);
      const found = await aws.ecs.send(
        new DescribeServicesCommand({ cluster, services: serviceArns }),
      );
      const service = found.services?.[0];
      assert.ok(service);
      const { taskDefinition } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
      );
      assert.ok(taskDefinition);
      return { service, taskDefinition };
    }

    it("brings the platform up, and exports its references", async () => {
      const { status, outputs } = report(await up(platform));
      assert.equal(status, "updated");
      assert.deepEqual(Object.keys(outputs).sort(), ["cluster", "loadBalancer", "network"]);
    });

    it("scaffolds a service beside a Dockerfile", async () => {
      await cp(join(packageRoot(), "tests/engine/fixtures/server"), join(folder, "server"), {
        recursive: true,
      });
      const build = await run("go", ["build", "-ldflags", "-s -w", "-o", "server", "main.go"], {
        directory: join(folder, "server"),
        environment: { ...process.env, CGO_ENABLED: "0" },
      });
      assert.equal(build.code, 0, build.stderr);
      const cli = join(packageRoot(), "dist/generator/cli.js");
      const made = await run(
        process.execPath,
        [
          cli,
          "new",
          "orders",
          "--yes",
          "--dockerfile",
          "server/Dockerfile",
          "--architecture",
          "amd64",
        ],
        { directory: folder, environment: process.env },
      );
      assert.equal(made.code, 0, made.stderr);
      const infra = await readFile(join(folder, "orders/infra/index.ts"), "utf8");
      assert.match(infra, /new Service\(/);
      orders = await makeWorkspace({
        emulator,
        program: join(folder, "orders"),
        project: "infra",
        backend: platform.backend,
        configuration: { "orders:imageRepositoryUrl": `${registry()}/orders` },
      });
    });

    it("ends cleanly on Ctrl-C in the middle of the first update", async () => {
      const running = orders.startSlipway("up", "--stack", "dev", "--yes");
      await running.sees(/creating docker-build:Image/);
      running.signal("SIGINT");
      const { code, stderr } = await running.finished;
      assert.equal(code, 130, stderr);
      assert.match(stderr, /cancelling/);
    });

    it("finishes the work on the next update", async () => {
      const { status, outputs } = report(await up(orders));
      assert.equal(status, "updated");
      assert.match(String(outputs["url"]), /^http:\/\/.+\/orders/);
    });

    it("made the service as asked, of the image by digest", async () => {
      const { service, taskDefinition } = await theService();
      assert.equal(service.status, "ACTIVE");
      assert.deepEqual(service.deploymentConfiguration?.deploymentCircuitBreaker, {
        enable: true,
        rollback: true,
      });
      const [container] = taskDefinition.containerDefinitions ?? [];
      const repository = `${registry()}/orders`.replace(/[.]/g, "[.]");
      assert.match(container?.image ?? "", new RegExp(`^${repository}@sha256:[0-9a-f]{64}$`));
      assert.deepEqual(
        container?.portMappings?.map(({ containerPort }) => containerPort),
        [8080],
      );
      const logGroup = container.logConfiguration?.options?.["awslogs-group"];
      const { logGroups = [] } = await aws.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroup }),
      );
      assert.deepEqual(
        logGroups.map(({ logGroupName }) => logGroupName),
        [logGroup],
      );
    });

    it("sends the service's path from the shared listener to its target group", async () => {
      const { service } = await theService();
      const [target] = service.loadBalancers ?? [];
      const { loadBalancer } = (await platform.outputs()) as { loadBalancer: LoadBalancerOutput };
      const { Rules = [] } = await aws.elbv2.send(
        new DescribeRulesCommand({ ListenerArn: loadBalancer.listenerArn }),
      );
      const rule = Rules.find(({ Priority }) => Priority !== "default");
      assert.equal(rule?.Actions?.[0]?.TargetGroupArn, target?.targetGroupArn);
      const { TargetGroups = [] } = await aws.elbv2.send(
        new DescribeTargetGroupsCommand({ TargetGroupArns: [target?.targetGroupArn ?? ""] }),
      );
      assert.deepEqual(
        TargetGroups.map(({ Port, TargetType, Protocol }) => [Port, TargetType, Protocol]),
        [[8080, "ip", "HTTP"]],
      );
    });

    it("shows no change in a second preview and in a refresh", async () => {
      for (const workspace of [platform, orders]) {
        await workspace.pulumiSucceeds("preview", "--expect-no-changes");
        await workspace.pulumiSucceeds("refresh", "--preview-only", "--expect-no-changes");
      }
    });

    it("gives more memory by a new revision and one updated service", async () => {
      const before = await theService();
      await orders.configure({ "orders:memory": "1024" });
      const { changes } = report(await up(orders));
      const after = await theService();
      assert.equal(after.taskDefinition.memory, "1024");
      assert.equal(after.taskDefinition.revision, (before.taskDefinition.revision ?? 0) + 1);
      assert.equal(after.service.serviceArn, before.service.serviceArn);
      assert.equal(after.service.taskDefinition, after.taskDefinition.taskDefinitionArn);
      assert.deepEqual([changes["create"] ?? 0, changes["delete"] ?? 0], [0, 0]);
    });

    it("stops at a policy violation before any change of AWS", async () => {
      const program = join(orders.project, "index.ts");
      const text = await readFile(program, "utf8");
      const broken = text.replace(
        "image: image.uri,",
        'image: image.uri, environment: { DB_PASSWORD: "tr0ub4dor-and-3" },',
      );
      assert.notEqual(broken, text);
      await writeFile(program, broken);
      await emulator.forget();
      const { status, policies } = report(await up(orders), 2);
      assert.equal(status, "blocked");
      assert.deepEqual(
        policies.violations.map(({ policy }) => policy),
        ["ecs-no-plaintext-secrets"],
      );
      const calls = await emulator.calls();
      assert.deepEqual(
        calls.filter((call) => !/^\w+ Describe/.test(call)),
        [],
      );
      await writeFile(program, text);
    });

    it("runs a service of a Pulumi YAML program on the same platform", async () => {
      const hello = await makeWorkspace({
        emulator,
        program: "examples/yaml",
        backend: platform.backend,
        configuration: { "hello:retainRevisions": false },
      });
      try {
        const file = join(hello.project, "Pulumi.yaml");
        const text = await readFile(file, "utf8");
        await writeFile(
          file,
          text.replace("./node_modules/slipway/components", join(packageRoot(), "components")),
        );
        await hello.pulumiSucceeds("up", "--yes", "--skip-preview");
        assert.match(String((await hello.outputs())["url"]), /\/hello\/$/);
        await hello.pulumiSucceeds("preview", "--expect-no-changes");
        await hello.pulumiSucceeds("destroy", "--yes", "--skip-preview");
      } finally {
        await hello.remove();
      }
    });

    it("leaves nothing behind when it is destroyed", async () => {
      for (const workspace of [orders, platform]) {
        const { code, stderr } = await workspace.slipway("destroy", "--stack", "dev", "--yes");
        assert.equal(code, 0, stderr);
      }
      assert.deepEqual(await inventory(aws), atFirst);
    });
  },
  dockerMissing,
);
