import type { Service } from "@aws-sdk/client-ecs";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import type { IpPermission } from "@aws-sdk/client-ec2";
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { DescribeTargetGroupsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";

import { CHOSEN } from "../components/support/networkMode.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

type Outputs = Record<
  "clusterArn" | "serviceArn" | "taskDefinition" | "loadBalancerGroup" | "instanceGroup",
  string
>;

// The steps of one service's life: each stands on the one before.
engineSuite("a service in network mode bridge", () => {
  let emulator: Emulator;
  let aws: AwsClients;
  let atFirst: string[];
  let stack: Workspace;

  before(async () => {
    emulator = await startEmulator();
    aws = awsClients(emulator);
    atFirst = await inventory(aws);
    stack = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/bridge",
      environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    });
  });

  after(async () => {
    await stack.remove();
    await emulator.stop();
  });

  const outputs = async () => (await stack.outputs()) as Outputs;

  /** One `pulumi up` of the service with tasks in this mode. */
  async function up(networkMode: string): Promise<Outputs> {
    await stack.configure({ "bridge:networkMode": networkMode });
    await emulator.forget();
    await stack.pulumiSucceeds("up", "--yes", "--skip-preview");
    return outputs();
  }

  async function service({ clusterArn, serviceArn }: Outputs): Promise<Service> {
    const { services = [] } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: clusterArn, services: [serviceArn] }),
    );
    assert.ok(services[0]);
    return services[0];
  }

  /** Mode and ports of the revision that the service runs. */
  async function revision({ taskDefinition }: Service) {
    const { taskDefinition: found } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition }),
    );
    const [port] = found?.containerDefinitions?.[0]?.portMappings ?? [];
    return [found?.networkMode, port?.containerPort, port?.hostPort];
  }

  /** Of all target groups: their types, and whether they are those of the service. */
  async function targetTypes({ loadBalancers = [] }: Service) {
    const { TargetGroups = [] } = await aws.elbv2.send(new DescribeTargetGroupsCommand({}));
    assert.deepEqual(
      TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn),
      loadBalancers.map(({ targetGroupArn }) => targetGroupArn),
    );
    return TargetGroups.map(({ TargetType }) => TargetType);
  }

  async function ingress(groupId: string | undefined): Promise<IpPermission[]> {
    const { SecurityGroups = [] } = await aws.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [groupId ?? ""] }),
    );
    return SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
  }

  /** Asserts that only the load balancer reaches a security group, and gives at which ports. */
  async function portsFromBalancer(groupId: string | undefined, now: Outputs) {
    const [rule, ...others] = await ingress(groupId);
    assert.deepEqual(others, []);
    assert.equal(rule?.IpProtocol, "tcp");
    assert.deepEqual(
      rule.UserIdGroupPairs?.map(({ GroupId }) => GroupId),
      [now.loadBalancerGroup],
    );
    assert.deepEqual([rule.IpRanges, rule.Ipv6Ranges], [[], []]);
    return { from: rule.FromPort ?? 0, to: rule.ToPort };
  }

  async function assertBridge(now: Outputs): Promise<void> {
    const found = await service(now);
    assert.deepEqual(await revision(found), ["bridge", 8080, 0]);
    assert.equal(found.networkConfiguration, undefined);
    assert.deepEqual(await targetTypes(found), ["instance"]);
    const { from, to } = await portsFromBalancer(now.instanceGroup, now);
    assert.ok(from >= CHOSEN.least && from <= CHOSEN.most, String(from));
    assert.equal(to, CHOSEN.end);
  }

  /** The calls that make, change or remove the ECS service. */
  async function serviceCalls(): Promise<string[]> {
    const calls = (await emulator.calls()).map((call) => call.split(" ")[1] ?? "");
    return calls.filter((call) => /^(Create|Update|Delete)Service$/.test(call));
  }

  const previewsNothing = () => stack.pulumiSucceeds("preview", "--expect-no-changes");

  it("comes up on instances, reached by the load balancer alone at the ports that Docker chooses from", async () => {
    await assertBridge(await up("bridge"));
    assert.deepEqual(await serviceCalls(), ["CreateService"]);
  });

  it("shows no change in a second preview and in a refresh", async () => {
    await previewsNothing();
    await stack.pulumiSucceeds("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("is moved to awsvpc in one update", async () => {
    const now = await up("awsvpc");
    const found = await service(now);
    assert.deepEqual(await revision(found), ["awsvpc", 8080, 8080]);
    assert.deepEqual(await targetTypes(found), ["ip"]);
    const [group, ...others] =
      found.networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [];
    assert.deepEqual(others, []);
    assert.notEqual(group, now.instanceGroup);
    assert.deepEqual(await portsFromBalancer(group, now), { from: 8080, to: 8080 });
    assert.deepEqual(await ingress(now.instanceGroup), []);
    assert.deepEqual(await serviceCalls(), ["UpdateService"]);
    await previewsNothing();
  });

  it("is moved back in one update, as another service", async () => {
    const before = await outputs();
    const now = await up("bridge");
    assert.notEqual(now.serviceArn, before.serviceArn);
    await assertBridge(now);
    assert.deepEqual((await service(before)).status, "INACTIVE");
    await previewsNothing();
  });

  it("is destroyed, and leaves nothing", async () => {
    await stack.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await inventory(aws), atFirst);
  });
});
