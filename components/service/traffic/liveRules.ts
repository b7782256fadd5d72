import * as pulumi from "@pulumi/pulumi";

import type { AwsSettings } from "../../aws/providerSettings.js";
import { connectionFor } from "../../aws/awsConnection.js";
import { awsSettings } from "../../aws/awsSettings.js";
import type { Checks } from "../../argument/checks.js";
import { secretTextsOf } from "../../argument/secretTexts.js";
import { rulesOf } from "../rules/traffic/ruleClash.js";
import type { RuleClaim } from "../rules/traffic/ruleClash.js";
import { liveRuleProblem } from "../rules/traffic/liveRule.js";
import { errorText } from "../../diagnosis/inspectionPart.js";
import { programClaims } from "./claimedRules.js";
import { LiveListener } from "./liveListener.js";
import { isEngineRun, perRun } from "../../program/programRun.js";
import type { Problem } from "../../rules/problem.js";
import { maskSecrets } from "../../rules/secretMask.js";

/** The listeners that one program run has looked at. */
const liveListeners = perRun(() => new Map<string, Promise<LiveListener | undefined>>());

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
  const listeners = liveListeners();
  const claims = programClaims();
  const top = [pulumi.getStack(), pulumi.getProject()];
  const warn = (error: unknown): void => {
    const text = `the live rules of a load balancer's listener were not examined: ${errorText(error)}`;
    // AWS's own words may have the ARN in them.
    void secretTextsOf(listenerArn).then((secrets) =>
      pulumi.log.warn(maskSecrets(text, secrets), component),
    );
  };
  const look = async (arn: string, settings: AwsSettings): Promise<LiveListener | undefined> => {
    try {
      return await LiveListener.look(arn, connectionFor(arn, settings));
    } catch (error) {
      warn(error);
      return undefined;
    }
  };
  const problem = async (arn: string, listener: LiveListener): Promise<Problem | undefined> => {
    const all = claims.all();
    const targets = all.map(({ target }) => target);
    const places = [top, ...all.map(({ place }) => place)];
    const holder = await listener.stranger(claim, { places, targets });
    if (!holder) return undefined;
    const taken = claims.on(arn).filter((other) => other !== claim);
    const tags = await listener.tags(holder);
    const clash = { holder, tags, live: listener.rules, taken: taken.flatMap(rulesOf) };
    const { path, reason } = liveRuleProblem(claim, clash, at);
    // What AWS says of the rule is no secret where the listener's ARN is one; that may be in it as a whole.
    return { path, reason: maskSecrets(reason, await secretTextsOf(listenerArn)) };
  };
  // With the settings as they are, what they are needed for would be a secret too.
  const settings = pulumi.unsecret(awsSettings(component));
  const found = pulumi.all([listenerArn, settings]).apply(async ([arn, known]) => {
    const looking = listeners.get(arn) ?? look(arn, known);
    listeners.set(arn, looking);
    const listener = await looking;
    return (listener && (await problem(arn, listener).catch(warn))) || undefined;
  });
  const free = checks.check({ problem: pulumi.unsecret(found) }, (known) => known.problem);
  return pulumi.all([listenerArn, free]).apply(([arn]) => arn);
}
