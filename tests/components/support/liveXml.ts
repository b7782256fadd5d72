import type { TargetGroupShape } from "../../../components/service/rules/traffic/targetGroupName.js";

const ELB = "arn:aws:elasticloadbalancing:us-east-1:123456789012";

/** A rule as AWS describes it: it forwards to the target group of a name, or does something else. */
export function ruleXml(
  priority: number | "default",
  { group, action = "forward", conditions = "" }: RuleOptions,
): string {
  const target =
    group === undefined ? "" : `<TargetGroupArn>${ELB}:targetgroup/${group}/1</TargetGroupArn>`;
  return (
    `<member><RuleArn>${ELB}:listener-rule/app/platform/1/2/${priority}</RuleArn>` +
    `<Priority>${priority}</Priority><IsDefault>${priority === "default"}</IsDefault>` +
    `<Conditions>${conditions}</Conditions>` +
    `<Actions><member><Type>${action}</Type>${target}</member></Actions></member>`
  );
}

interface RuleOptions {
  /** Name of the target group. */
  group?: string;
  action?: string;
  /** The conditions' own XML. */
  conditions?: string;
}

/** An answer to DescribeRules. */
export function rulesXml(rules: string[], nextMarker?: string): string {
  const marker = nextMarker === undefined ? "" : `<NextMarker>${nextMarker}</NextMarker>`;
  return `<Rules>${rules.join("")}</Rules>${marker}`;
}

/** An answer to DescribeTargetGroups. */
export function groupsXml(groups: (TargetGroupShape & { name: string })[]): string {
  const members = groups.map(
    ({ name, port, protocol, vpcId, targetType, protocolVersion }) =>
      `<member><TargetGroupArn>${ELB}:targetgroup/${name}/1</TargetGroupArn>` +
      `<TargetGroupName>${name}</TargetGroupName><Port>${port}</Port><Protocol>${protocol}</Protocol>` +
      `<VpcId>${vpcId}</VpcId><TargetType>${targetType}</TargetType><ProtocolVersion>${protocolVersion}</ProtocolVersion></member>`,
  );
  return `<TargetGroups>${members.join("")}</TargetGroups>`;
}
