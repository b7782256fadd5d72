import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as DockerProvider } from "@pulumi/docker";
import { Provider as DockerBuildProvider } from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as components from "../../../components/index.js";
import { OfflineEngine } from "../../../generator/offline/engine/engine.js";
import { installMonitor } from "../../../generator/offline/monitor/installMonitor.js";
import { OfflineMonitor } from "../../../generator/offline/monitor/monitor.js";
import { cluster, loadBalancer, network } from "../support/platform.js";

/** Packages whose default provider is disabled, as `pulumi:disable-default-providers` does. */
const DISABLED = ["aws", "docker", "docker-build"];

/** Notes what an engine would refuse for want of an explicit provider, and what it would not. */
class StrictMonitor extends OfflineMonitor {
  readonly refused: string[] = [];
  /** Tokens of resources and functions that came with a provider. */
  readonly served = new Set<string>();
  /** Providers of AWS that components were given, by type and name: the engine hands them on to remote components. */
  private readonly inherited = new Map<string, string>();

  public override registerResource(
    ...[request, reply]: Parameters<OfflineMonitor["registerResource"]>
  ): void {
    const own = request.getProvidersMap().get("aws");
    if (own !== undefined) this.inherited.set(`${request.getType()}::${request.getName()}`, own);
    const parent = request.getParent().split(/::|\$/).slice(-2).join("::");
    const provider = request.getRemote() ? this.inherited.get(parent) : request.getProvider();
    this.judge(request.getType(), request.getName(), provider ?? "");
    super.registerResource(request, reply);
  }

  public override invoke(...[request, reply]: Parameters<OfflineMonitor["invoke"]>): void {
    this.judge(request.getTok(), "function", request.getProvider());
    super.invoke(request, reply);
  }

  private judge(token: string, name: string, provider: string): void {
    const owner = token.startsWith("awsx:") ? "aws" : (token.split(":")[0] ?? "");
    if (!DISABLED.includes(owner)) return;
    if (provider.includes(`::pulumi:providers:${owner}::explicit::`)) this.served.add(token);
    else this.refused.push(`${token} ${name}`);
  }
}

const DIGEST = `sha256:${"a".repeat(64)}`;
const VPC = { id: "vpc-1", cidrBlock: "10.0.0.0/16" };
const taskDefinition: components.TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
  executionRoleArn: "arn:aws:iam::123456789012:role/orders-execution",
};
const container = { name: "orders", image: "registry.test/orders:1" };

/** What uses each class in all the ways in which it asks AWS or Docker for something. */
const USES: Record<string, (opts: pulumi.ComponentResourceOptions, context: string) => void> = {
  Network: (opts) => {
    const vpcEndpoints = components.VpcEndpoints.Fargate;
    new components.Network("new", { vpcEndpoints, flowLogs: {} }, opts);
    const subnetTags = { public: { Tier: "public" }, private: { Tier: "private" } };
    new components.Network("found", { vpc: { ...VPC, subnetTags }, vpcEndpoints }, opts);
  },
  Cluster: (opts) => {
    const instanceGroups = [
      { name: "general", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 },
    ];
    const serviceConnectNamespace = "shop";
    new components.Cluster("platform", { network, serviceConnectNamespace, instanceGroups }, opts);
  },
  LoadBalancer: (opts) => {
    const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    const ingressCidrBlocks = ["10.0.0.0/8"];
    new components.LoadBalancer("shared", { network, certificateArn, ingressCidrBlocks }, opts);
  },
  NetworkLoadBalancer: (opts) => {
    new components.NetworkLoadBalancer("tcp", { network, accessLogs: {} }, opts);
  },
  DockerImage: (opts, context) => {
    const pullAccountIds = ["210987654321"];
    const releaseParameterName = "/orders/release";
    new components.DockerImage("built", { context, pullAccountIds, releaseParameterName }, opts);
    new components.DockerImage("found", { image: "nginx:1.27" }, opts);
    const cached = { image: "quay.io/acme/app:1", pullThroughCache: {} };
    new components.DockerImage("cached", cached, opts);
    const existingPrefix = "docker-hub";
    const shared = { image: `nginx@${DIGEST}`, pullThroughCache: { existingPrefix } };
    new components.DockerImage("shared", shared, opts);
    const promoteFrom = { parameterName: "/orders/release", keepLive: true };
    new components.DockerImage("promoted", { promoteFrom }, opts);
  },
  TaskDefinition: (opts) => {
    const secrets = { TOKEN: { parameterName: "/orders/token" } };
    const containers = [{ ...container, secrets }];
    new components.TaskDefinition("orders", { containers, openTelemetry: {} }, opts);
  },
  Service: (opts) => {
    const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
    const scaling = { minCapacity: 2, maxCapacity: 4, targetCpuPercent: 60 };
    const args = { cluster, taskDefinition, loadBalancer: balancer, scaling };
    new components.Service("orders", args, opts);
  },
  Task: (opts) => {
    new components.Task("migration", { cluster, taskDefinition }, opts);
  },
  ScheduledTask: (opts) => {
    const schedule = "rate(1 hour)";
    new components.ScheduledTask("report", { cluster, taskDefinition, schedule }, opts);
  },
};

describe("components with an explicit provider", () => {
  let monitor: StrictMonitor;
  let context: string;
  let providers: pulumi.ProviderResource[];

  beforeEach(async () => {
    context = mkdtempSync(join(tmpdir(), "slipway-image-"));
    writeFileSync(join(context, "Dockerfile"), "FROM scratch");
    const deployment = { project: "orders", stack: "dev" };
    monitor = new StrictMonitor(new OfflineEngine(deployment));
    const organization = "organization";
    await installMonitor(pulumi.runtime, monitor, { ...deployment, organization, preview: false });
    providers = [
      new AwsProvider("explicit", { region: "eu-central-1" }),
      new DockerProvider("explicit"),
      new DockerBuildProvider("explicit"),
    ];
  });
  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  it("are all of the library's", () => {
    const classes = Object.entries(components)
      .filter(([name, value]) => typeof value === "function" && name !== "ArgumentError")
      .map(([name]) => name);
    assert.deepEqual(Object.keys(USES).sort(), classes.sort());
  });

  for (const [name, use] of Object.entries(USES)) {
    it(`pain 22: ${name} hands it on to every child and every look-up`, async () => {
      use({ providers }, context);
      await pulumi.runtime.disconnect();
      assert.deepEqual(monitor.refused, []);
      assert.ok(monitor.served.size > 0);
    });
  }

  it("pain 22: is told apart from one that is not handed on", async () => {
    USES.DockerImage?.({}, context);
    await pulumi.runtime.disconnect();
    assert.ok(monitor.refused.includes("aws:ecr/repository:Repository built"));
    assert.ok(monitor.refused.includes("aws:ssm/getParameter:getParameter function"));
    assert.deepEqual([...monitor.served], []);
  });
});
