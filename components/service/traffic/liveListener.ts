import type {
  ElasticLoadBalancingV2Client,
  Rule,
  RuleCondition,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import type { AwsConnection } from "../../aws/awsConnection.js";
import { clientSettings } from "../../aws/awsConnection.js";
import type { RuleClaim } from "../rules/traffic/ruleClash.js";
import type { LiveCondition, LiveRule } from "../rules/traffic/liveRule.js";
import { holdersOf } from "../rules/traffic/liveRule.js";
import { ruleFact } from "../../diagnosis/inspectTargets.js";
import { isTargetGroupOf } from "../rules/traffic/targetGroupName.js";

/** Whose rules are no strangers. */
export interface RuleOwner {
  /** What tells names of the stack from others: of services at its top, and of those in components. */
  places: readonly (readonly string[])[];
  /** Names of the targets of services that the program has now. */
  targets: readonly string[];
}

/** Tries of a call, and milliseconds until a connection must stand: without a network a second goes at most. */
const MAX_ATTEMPTS = 3;
const CONNECT_MILLISECONDS = 300;
const CREDENTIALS_MILLISECONDS = 1000;
/** Milliseconds until AWS, once reached, must have said all: it may want calls to be slower. */
const ANSWER_MILLISECONDS = 3000;
const PAGE_SIZE = 400;

/** A listener of a load balancer, and the rules that it has. */
export class LiveListener {
  private constructor(
    private readonly elb: ElasticLoadBalancingV2Client,
    public readonly rules: readonly LiveRule[],
  ) {}

  /** @throws {Error} if AWS cannot be asked. */
  static async look(listenerArn: string, connection: AwsConnection): Promise<LiveListener> {
    const { ElasticLoadBalancingV2Client: Client, paginateDescribeRules } = await import(
      "@aws-sdk/client-elastic-load-balancing-v2"
    );
    const elb = new Client({
      ...clientSettings(connection, "elbv2"),
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_MILLISECONDS },
    });
    await within(CREDENTIALS_MILLISECONDS, elb.config.credentials(), "no credentials in time");
    const rules: LiveRule[] = [];
    const pages = paginateDescribeRules(
      { client: elb },
      { ListenerArn: listenerArn, PageSize: PAGE_SIZE },
      inTime(),
    );
    for await (const { Rules = [] } of pages) rules.push(...Rules.flatMap(liveRule));
    return new LiveListener(elb, rules);
  }

  /**
   * A rule at one of a claim's priorities that is not of the owner's stack, as the names of its target groups tell: a
   * program's own services have been compared with each other already, and one that it has no longer gives way.
   *
   * @throws {Error} if AWS cannot be asked.
   */
  async stranger(claim: RuleClaim, owner: RuleOwner): Promise<LiveRule | undefined> {
    const holders = holdersOf(claim, this.rules);
    const arns = [...new Set(holders.flatMap(({ targetGroupArns }) => targetGroupArns))];
    const own = arns.length > 0 ? await this.ownGroups(arns, owner) : [];
    return holders.find((rule) => !rule.targetGroupArns.some((arn) => own.includes(arn)));
  }

  /** The tags of a rule; none where AWS does not tell them. */
  async tags(rule: LiveRule): Promise<Record<string, string>> {
    const { DescribeTagsCommand } = await import("@aws-sdk/client-elastic-load-balancing-v2");
    try {
      const command = new DescribeTagsCommand({ ResourceArns: [rule.arn] });
      const { TagDescriptions = [] } = await this.elb.send(command, inTime());
      const tags = TagDescriptions.flatMap(({ Tags = [] }) => Tags);
      return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    } catch {
      return {};
    }
  }

  private async ownGroups(arns: string[], owner: RuleOwner): Promise<string[]> {
    const { DescribeTargetGroupsCommand } = await import(
      "@aws-sdk/client-elastic-load-balancing-v2"
    );
    const command = new DescribeTargetGroupsCommand({ TargetGroupArns: arns });
    const { TargetGroups = [] } = await this.elb.send(command, inTime());
    return TargetGroups.filter((group) =>
      isTargetGroupOf(owner, {
        name: group.TargetGroupName ?? "",
        port: group.Port ?? 0,
        protocol: group.Protocol ?? "",
        vpcId: group.VpcId ?? "",
        targetType: group.TargetType ?? "",
        protocolVersion: group.ProtocolVersion ?? "HTTP1",
      }),
    ).map(({ TargetGroupArn = "" }) => TargetGroupArn);
  }
}

function inTime() {
  return { abortSignal: AbortSignal.timeout(ANSWER_MILLISECONDS) };
}

/** @throws {Error} with the text if it takes longer. */
async function within<T>(milliseconds: number, wanted: Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(late));
    }, milliseconds);
  });
  try {
    return await Promise.race([wanted, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** A rule that is not the listener's default, which has no priority. */
function liveRule(rule: Rule): LiveRule[] {
  const priority = Number(rule.Priority);
  if (!Number.isInteger(priority)) return [];
  const { arn, forwards } = ruleFact(rule);
  return [
    {
      arn,
      priority,
      conditions: (rule.Conditions ?? []).map(liveCondition),
      actions: (rule.Actions ?? []).map(({ Type = "" }) => Type),
      targetGroupArns: forwards.map(({ targetGroupArn }) => targetGroupArn),
    },
  ];
}

function liveCondition(condition: RuleCondition): LiveCondition {
  const { Field: field = "", Values: plain = [], HttpHeaderConfig: header } = condition;
  const { HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig, SourceIpConfig } =
    condition;
  const queries = condition.QueryStringConfig?.Values?.map(({ Key, Value = "" }) =>
    Key === undefined ? Value : `${Key}=${Value}`,
  );
  const values =
    header?.Values?.map((value) => `${header.HttpHeaderName}: ${value}`) ??
    queries ??
    [HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig, SourceIpConfig].find(
      (config) => config !== undefined,
    )?.Values ??
    plain;
  return { field, values };
}
