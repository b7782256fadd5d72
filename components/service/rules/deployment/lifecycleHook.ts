import { isJson } from "../../../rules/jsonText.js";
import type { Problem } from "../../../rules/problem.js";

/**
 * Stages of a deployment that hooks can be hung on, in ECS's order.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
export const LifecycleStage = {
  /** A deployment starts while another is not over. */
  ReconcileService: "RECONCILE_SERVICE",
  /** No new task has started. */
  PreScaleUp: "PRE_SCALE_UP",
  /** The new tasks run, without requests. */
  PostScaleUp: "POST_SCALE_UP",
  /** Test requests move to the new tasks. */
  TestTrafficShift: "TEST_TRAFFIC_SHIFT",
  /** All test requests go to the new tasks. */
  PostTestTrafficShift: "POST_TEST_TRAFFIC_SHIFT",
  /** Requests move to the new tasks. */
  ProductionTrafficShift: "PRODUCTION_TRAFFIC_SHIFT",
  /** All requests go to the new tasks. */
  PostProductionTrafficShift: "POST_PRODUCTION_TRAFFIC_SHIFT",
} as const;
/** Stages of a deployment that hooks can be hung on. */
export type LifecycleStage = (typeof LifecycleStage)[keyof typeof LifecycleStage];

/** What a hook does. */
export const LifecycleHookType = {
  /** ECS calls a Lambda function, which says whether the deployment goes on. */
  Lambda: "lambda",
  /** The deployment waits until somebody lets it go on, or rolls it back. */
  Pause: "pause",
} as const;
/** What a hook does. */
export type LifecycleHookType = (typeof LifecycleHookType)[keyof typeof LifecycleHookType];

/** What happens when nobody lets a paused deployment go on. */
export const PauseTimeoutAction = { Continue: "CONTINUE", Rollback: "ROLLBACK" } as const;
/** What happens when nobody lets a paused deployment go on. */
export type PauseTimeoutAction = (typeof PauseTimeoutAction)[keyof typeof PauseTimeoutAction];

/** A hook, as plain values. */
export interface LifecycleHook {
  name: string;
  type: LifecycleHookType;
  stages: readonly LifecycleStage[];
  functionArn?: string | undefined;
  hookDetails?: string | undefined;
  pauseTimeoutMinutes?: number | undefined;
  pauseTimeoutAction?: PauseTimeoutAction | undefined;
}

/** Stages that a pause cannot stand in: requests are moving. */
const SHIFTING: readonly LifecycleStage[] = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

/** Longest pause: two weeks. */
const LONGEST_PAUSE_MINUTES = 20_160;

/** The first rule that hooks break; nothing when they break none. */
export function hooksProblem(hooks: readonly LifecycleHook[]): Problem | undefined {
  for (const [i, hook] of hooks.entries()) {
    const found = nameProblem(hook, hooks.slice(0, i)) ?? stagesProblem(hook) ?? typeProblem(hook);
    if (found === undefined) continue;
    const path = `deployment.lifecycleHooks[${i}].${found.argument}`;
    return { path, reason: `'${path}' ${found.rule}` };
  }
  return undefined;
}

interface Broken {
  argument: string;
  rule: string;
}

function nameProblem(
  { name }: LifecycleHook,
  before: readonly LifecycleHook[],
): Broken | undefined {
  if (!/^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,19}$/.test(name)) {
    const rule = `must have 1 to 20 small letters, digits and single hyphens, got ${JSON.stringify(name)}; "smoke-test" works`;
    return { argument: "name", rule };
  }
  if (!before.some((other) => other.name === name)) return undefined;
  return { argument: "name", rule: `must stand once, got "${name}" twice` };
}

function stagesProblem({ stages, type }: LifecycleHook): Broken | undefined {
  const known = Object.values(LifecycleStage);
  const unknown = stages.find((stage) => !known.includes(stage));
  if (stages.length === 0 || unknown !== undefined) {
    const got = unknown === undefined ? "none" : `"${unknown}"`;
    return { argument: "stages", rule: `must hold one or more of ${known.join(", ")}, got ${got}` };
  }
  const shifting = stages.find((stage) => SHIFTING.includes(stage));
  if (type !== "pause" || shifting === undefined) return undefined;
  const rule = `cannot hold ${shifting} for a pause, since requests are moving then; "POST_TEST_TRAFFIC_SHIFT" works`;
  return { argument: "stages", rule };
}

function typeProblem(hook: LifecycleHook): Broken | undefined {
  const { type, functionArn, hookDetails, pauseTimeoutMinutes, pauseTimeoutAction } = hook;
  if (!Object.values(LifecycleHookType).includes(type)) {
    return { argument: "type", rule: `must be lambda or pause, got "${type as string}"` };
  }
  const others: Record<string, string | number | undefined> =
    type === "lambda" ? { pauseTimeoutMinutes, pauseTimeoutAction } : { functionArn, hookDetails };
  const foreign = Object.entries(others).find(([, value]) => value !== undefined);
  if (foreign) {
    const [argument, value] = foreign;
    const other = type === "lambda" ? "pause" : "lambda";
    const rule = `is for a hook of type ${other}, got ${JSON.stringify(value)} for ${type}; leave it out`;
    return { argument, rule };
  }
  return type === "lambda" ? lambdaProblem(hook) : pauseProblem(hook);
}

function lambdaProblem({ functionArn, hookDetails }: LifecycleHook): Broken | undefined {
  if (functionArn === undefined) {
    const works = "arn:aws:lambda:us-east-1:123456789012:function:check";
    return {
      argument: "functionArn",
      rule: `must name a Lambda function, got none; ${works} works`,
    };
  }
  if (
    !/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$/.test(functionArn)
  ) {
    const rule = `must be the ARN of a Lambda function, got "${functionArn}"`;
    return { argument: "functionArn", rule };
  }
  if (hookDetails === undefined || isJson(hookDetails)) return undefined;
  return {
    argument: "hookDetails",
    rule: `must be JSON, got ${JSON.stringify(hookDetails)}; "{}" works`,
  };
}

function pauseProblem({
  pauseTimeoutMinutes,
  pauseTimeoutAction,
}: LifecycleHook): Broken | undefined {
  const minutes = pauseTimeoutMinutes ?? 1;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_PAUSE_MINUTES) {
    const rule = `must be a whole number from 1 to ${LONGEST_PAUSE_MINUTES}, got ${minutes}; 60 works`;
    return { argument: "pauseTimeoutMinutes", rule };
  }
  const actions = Object.values(PauseTimeoutAction);
  if (pauseTimeoutAction === undefined || actions.includes(pauseTimeoutAction)) return undefined;
  const rule = `must be CONTINUE or ROLLBACK, got "${pauseTimeoutAction as string}"`;
  return { argument: "pauseTimeoutAction", rule };
}
