import * as pulumi from "@pulumi/pulumi";

import { awsSettings, connectionFor, isProviderAlone } from "./awsConnection.js";
import type { Checks } from "./checks.js";
import { rulesOf } from "./ecs/ruleClash.js";
import type { RuleClaim } from "./ecs/ruleClash.js";
import { liveRuleProblem } from "./elb/liveRule.js";
import { errorText } from "./inspectionPart.js";
import { programClaims } from "./listenerRules.js";
import { LiveListener } from "./liveListener.js";
import { isEngineRun, perRun, settled } from "./programRun.js";
import type { Problem } from "./problem.js";

/** What one program run knows of live rules. */
interface LiveRun {
  listeners: Map<string, Promise<LiveListener | undefined>>;
  hasSaid: boolean;
}

const liveRun = perRun<LiveRun>(() => ({ listeners: new Map(), hasSaid: false }));

/**
 * Sees that no live rule of another program has a priority that a claim needs, in a preview and before the update makes
 * the rule: AWS would refuse it in the midst of the update.
 *
 * It is the program that asks AWS, and not the provider, which a preview does not let see a rule that is still to be made.
 * That AWS cannot be asked is no failure.
 *
 * @param at Path of the rule below the component's arguments.
 * @returns The listener's ARN, for the rule that needs it: a clash then stops that rule.
 */
export function besideLiveRules(
  checks: Checks,
  listenerArn: pulumi.Output<string>,
  { claim, at, component }: { claim: RuleClaim; at: string; component: pulumi.Resource },
): pulumi.Output<string> {
  if (!isEngineRun()) return listenerArn;
  const run = liveRun();
  if (isProviderAlone(component)) {
    if (!run.hasSaid) {
      const text =
        "live listener rules are not examined: the AWS provider has credentials of its own";
      void pulumi.log.debug(text, component);
    }
    run.hasSaid = true;
    return listenerArn;
  }
  const settings = awsSettings();
  const claims = programClaims();
  const owner = { stack: pulumi.getStack(), project: pulumi.getProject() };
  const warn = (error: unknown): void => {
    const text = `the live rules of a load balancer's listener were not examined: ${errorText(error)}`;
    void pulumi.log.warn(text, component);
  };
  const look = async (arn: string): Promise<LiveListener | undefined> => {
    try {
      return await LiveListener.look(arn, connectionFor(arn, await settled(settings)));
    } catch (error) {
      warn(error);
      return undefined;
    }
  };
  const problem = async (arn: string, listener: LiveListener): Promise<Problem | undefined> => {
    const ways = claims.all().map(({ way }) => way);
    const holder = await listener.stranger(claim, { ...owner, ways });
    if (!holder) return undefined;
    const taken = claims.on(arn).filter((other) => other !== claim);
    const tags = await listener.tags(holder);
    const clash = { holder, tags, live: listener.rules, taken: taken.flatMap(rulesOf) };
    return liveRuleProblem(claim, clash, at);
  };
  return listenerArn.apply(async (arn) => {
    const looking = run.listeners.get(arn) ?? look(arn);
    run.listeners.set(arn, looking);
    const listener = await looking;
    checks.fail((listener && (await problem(arn, listener).catch(warn))) || undefined);
    return arn;
  });
}
