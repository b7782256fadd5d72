import type { Service } from "@aws-sdk/client-ecs";
import { CreateClusterCommand, DescribeServicesCommand } from "@aws-sdk/client-ecs";
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  DescribeRulesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";

import type { DeploymentArgs, ServiceScalingArgs } from "../../../components/index.js";
import type { AwsClients } from "./awsClients.js";
import { awsClients, inventory } from "./awsClients.js";
import type { Emulator } from "./emulator.js";
import { startEmulator } from "./emulator.js";
import type { Finished } from "./process.js";
import type { Workspace } from "./workspace.js";
import { makeWorkspace } from "./workspace.js";

/** What services of `fixtures/strategies` stand on, as the program takes it. */
export interface StrategyPlatform {
  vpcId: string;
  subnetIds: string[];
  clusterArn: string;
  loadBalancer: Record<string, string>;
}

/** Makes a cluster and a load balancer in the default VPC by calls: the provider would wait a minute for each. */
export async function makePlatform({ ec2, ecs, elbv2 }: AwsClients): Promise<StrategyPlatform> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const vpcId = Subnets[0]?.VpcId ?? "";
  const subnetIds = Subnets.slice(0, 2).map(({ SubnetId = "" }) => SubnetId);
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "platform" }));
  const { LoadBalancers = [] } = await elbv2.send(
    new CreateLoadBalancerCommand({ Name: "platform", Subnets: subnetIds }),
  );
  const [balancer] = LoadBalancers;
  const arn = balancer?.LoadBalancerArn ?? "";
  const { Listeners = [] } = await elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn: arn,
      Protocol: "HTTP",
      Port: 80,
      DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }],
    }),
  );
  return {
    vpcId,
    subnetIds,
    clusterArn: cluster?.clusterArn ?? "",
    loadBalancer: {
      arn,
      arnSuffix: arn.split(":loadbalancer/")[1] ?? "",
      dnsName: balancer?.DNSName ?? "",
      zoneId: balancer?.CanonicalHostedZoneId ?? "",
      listenerArn: Listeners[0]?.ListenerArn ?? "",
      protocol: "HTTP",
      securityGroupId: SecurityGroups[0]?.GroupId ?? "",
      vpcId,
    },
  };
}

function strategyWorkspace(
  emulator: Emulator,
  configuration: Record<string, unknown>,
  stack = "dev",
): Promise<Workspace> {
  return makeWorkspace({
    emulator,
    program: "tests/engine/fixtures/strategies",
    stack,
    configuration,
    // Of the deployments' own; the provider has those of the stack's configuration.
    environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
  });
}

/** A stack of `fixtures/strategies` in an emulator of its own, and looks at what it made. */
export class StrategyStack {
  private constructor(
    public readonly emulator: Emulator,
    public readonly aws: AwsClients,
    public readonly platform: StrategyPlatform,
    public readonly workspace: Workspace,
    private readonly atFirst: readonly string[],
  ) {}

  /** @param service The service's arguments: `deployment`, and `scaling` if it has an autoscaler. */
  static async make(service: {
    deployment: DeploymentArgs;
    scaling?: ServiceScalingArgs;
  }): Promise<StrategyStack> {
    const emulator = await startEmulator();
    const aws = awsClients(emulator);
    const platform = await makePlatform(aws);
    const workspace = await strategyWorkspace(emulator, {
      "strategies:platform": JSON.stringify(platform),
      "strategies:deployment": JSON.stringify(service.deployment),
      "strategies:scaling": service.scaling && JSON.stringify(service.scaling),
    });
    return new StrategyStack(emulator, aws, platform, workspace, await inventory(aws));
  }

  /** A second stack of the program beside this one, with a rule of this priority on the same listener. */
  beside(stack: string, priority: number): Promise<Workspace> {
    const configuration = {
      "strategies:platform": JSON.stringify(this.platform),
      "strategies:deployment": "{}",
      "strategies:priority": priority,
      "strategies:tag": "1",
    };
    return strategyWorkspace(this.emulator, configuration, stack);
  }

  /** Removes the copy of the program and the emulator. */
  async remove(): Promise<void> {
    await this.workspace.remove();
    await this.emulator.stop();
  }

  /** How often an action was called since `emulator.forget`. */
  async times(call: string): Promise<number> {
    return (await this.emulator.calls()).filter((made) => made === call).length;
  }

  /** Brings the stack up with an image of this tag. */
  async up(tag: string): Promise<Finished> {
    await this.workspace.configure({ "strategies:tag": tag });
    return this.workspace.pulumi("up", "--yes", "--skip-preview");
  }

  /** The same, which must succeed. */
  async comesUp(tag: string): Promise<void> {
    const { code, stdout, stderr } = await this.up(tag);
    assert.equal(code, 0, `${stdout}\n${stderr}`);
  }

  /** The same, which must fail; gives all that was written. */
  async failsUp(tag: string): Promise<string> {
    const { code, stdout, stderr } = await this.up(tag);
    const written = `${stdout}\n${stderr}`;
    assert.notEqual(code, 0, written);
    return written;
  }

  /** A second preview and a refresh must have nothing to show. */
  async showsNoChange(): Promise<void> {
    await this.workspace.pulumiSucceeds("preview", "--diff", "--expect-no-changes");
    await this.workspace.pulumiSucceeds(
      "refresh",
      "--preview-only",
      "--diff",
      "--expect-no-changes",
    );
  }

  /** Destroys the stack, of which nothing may stay. */
  async goesWithoutTrace(): Promise<void> {
    await this.workspace.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await inventory(this.aws), this.atFirst);
    assert.deepEqual(await this.rules(), []);
  }

  /** The service as ECS describes it. */
  async live(): Promise<Service> {
    const { serviceName } = await this.workspace.outputs();
    const { services = [] } = await this.aws.ecs.send(
      new DescribeServicesCommand({
        cluster: this.platform.clusterArn,
        services: [String(serviceName)],
      }),
    );
    const [service] = services;
    assert.ok(service);
    return service;
  }

  /** Priorities of the rules on the listener. */
  async priorities(): Promise<number[]> {
    const { Rules = [] } = await this.aws.elbv2.send(
      new DescribeRulesCommand({ ListenerArn: this.platform.loadBalancer.listenerArn }),
    );
    return Rules.filter(({ IsDefault }) => IsDefault !== true).map((rule) => Number(rule.Priority));
  }

  /** For each rule on the listener: the ARNs of the target groups that have requests. */
  async rules(): Promise<string[][]> {
    const { Rules = [] } = await this.aws.elbv2.send(
      new DescribeRulesCommand({ ListenerArn: this.platform.loadBalancer.listenerArn }),
    );
    return Rules.filter(({ IsDefault }) => IsDefault !== true).map(({ Actions }) =>
      (Actions?.[0]?.ForwardConfig?.TargetGroups ?? [])
        .filter(({ Weight = 0 }) => Weight > 0)
        .map(({ TargetGroupArn = "" }) => TargetGroupArn),
    );
  }
}
