import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { Preview } from "../docPages/previewedExample.js";
import type { ComparedResource, ComparedSetting } from "./comparedResource.js";
import { kindRows, settingRows } from "./comparedResource.js";

/** What CDK synthesized, by scripts/renewCdkTemplate.ts. */
export const CDK_TEMPLATE = join(packageRoot(), "tests/documentation/fixtures/cdkTemplate.json");

/** The names that CDK's patterns have, by the same script. */
export const CDK_NAMES = join(packageRoot(), "tests/documentation/fixtures/cdkNames.json");

/** A guide whose page has the resources of both tools. */
export interface Comparison {
  /** The page in `docs/from`. */
  page: string;
  tool: string;
  example: string;
  theirs: (preview: Preview) => Promise<ComparedResource[]>;
  settings: readonly ComparedSetting[];
}

const SERVICE = "aws:ecs/service:Service";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const CLUSTER = "aws:ecs/cluster:Cluster";

/** What ours is called in every comparison, with what theirs is called in CloudFormation. */
const CDK_SETTINGS: readonly ComparedSetting[] = [
  {
    title: "tasks that stay healthy in a deployment, percent",
    theirs: ["AWS::ECS::Service", "DeploymentConfiguration.MinimumHealthyPercent"],
    ours: [SERVICE, "deploymentMinimumHealthyPercent"],
  },
  {
    title: "circuit breaker",
    theirs: ["AWS::ECS::Service", "DeploymentConfiguration.DeploymentCircuitBreaker"],
    ours: [SERVICE, "deploymentCircuitBreaker"],
  },
  {
    title: "launch type",
    theirs: ["AWS::ECS::Service", "LaunchType"],
    ours: [SERVICE, "launchType"],
  },
  {
    title: "capacity",
    theirs: ["AWS::ECS::Service", "CapacityProviderStrategy"],
    ours: [SERVICE, "capacityProviderStrategies"],
  },
  {
    title: "public address of tasks",
    theirs: ["AWS::ECS::Service", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"],
    ours: [SERVICE, "networkConfiguration.assignPublicIp"],
  },
  {
    title: "health check of the load balancer",
    theirs: ["AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckPath"],
    ours: [TARGETS, "healthCheck.path"],
  },
  {
    title: "TLS policy",
    theirs: ["AWS::ElasticLoadBalancingV2::Listener", "SslPolicy"],
    ours: [LISTENER, "sslPolicy"],
  },
  {
    title: "days that logs are kept",
    theirs: ["AWS::Logs::LogGroup", "RetentionInDays"],
    ours: [LOG, "retentionInDays"],
  },
  {
    title: "Container Insights",
    theirs: ["AWS::ECS::Cluster", "ClusterSettings"],
    ours: [CLUSTER, "settings"],
  },
  {
    title: "size of a task",
    theirs: ["AWS::ECS::TaskDefinition", "Memory"],
    ours: ["aws:ecs/taskDefinition:TaskDefinition", "memory"],
  },
];

/** awsx's children are resources of the same provider, with the same properties. */
const AWSX_SETTINGS = CDK_SETTINGS.map(({ title, ours }) => ({ title, theirs: ours, ours }));

export const COMPARISONS: readonly Comparison[] = [
  {
    page: "awsx.md",
    tool: "awsx, classic",
    example: "fromAwsx",
    theirs: (preview) => previewed(preview, "tests/documentation/fixtures/awsxClassic"),
    settings: AWSX_SETTINGS,
  },
  {
    page: "cdk-ecs-patterns.md",
    tool: "CDK",
    example: "fromCdk",
    theirs: () => Promise.resolve(synthesized()),
    settings: CDK_SETTINGS,
  },
];

/** The table that a guide has between its two comments. */
export async function comparisonTable(preview: Preview, comparison: Comparison): Promise<string> {
  const { tool, example, settings } = comparison;
  const theirs = await comparison.theirs(preview);
  const ours = await previewed(preview, join("examples", example));
  const table = (title: string, rows: string[][]) =>
    [[title, tool, "Slipway"], ["---", "---", "---"], ...rows]
      .map((cells) => `| ${cells.join(" | ")} |`)
      .join("\n");
  return [
    table("resource", kindRows(theirs, ours)),
    table("setting", settingRows(settings, theirs, ours)),
  ].join("\n\n");
}

/** The AWS resources of a program, as its offline preview has them. */
async function previewed(preview: Preview, folder: string): Promise<ComparedResource[]> {
  const directory = join(packageRoot(), folder);
  const { resources } = await preview({ directory, stack: "dev", silent: true });
  return resources.filter(({ type }) => /^aws:[^:]+\/[^:]+:/.test(type));
}

function synthesized(): ComparedResource[] {
  const { Resources } = JSON.parse(readFileSync(CDK_TEMPLATE, "utf8")) as {
    Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  };
  return Object.values(Resources).map(({ Type: type, Properties: inputs = {} }) => ({
    type,
    inputs,
  }));
}

/** Where a comparison stands in its page. */
const PLACE = /(<!-- resources of both -->\n)[^]*?(<!-- end -->)/;

/**
 * A page with its comparison renewed.
 *
 * @throws {Error} if the page has no place for it.
 */
export function withComparison(page: string, table: string): string {
  if (!PLACE.test(page)) throw new Error("the page has no '<!-- resources of both -->'");
  return page.replace(PLACE, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
}
