import type { DeploymentStrategy, EcsShiftStrategy } from "./deploymentStrategy.js";
import { ecsNameOf } from "./deploymentStrategy.js";

/** How requests move to the new tasks. */
export interface ShiftSettings {
  strategy?: DeploymentStrategy | undefined;
  bakeTimeMinutes?: number | undefined;
  canaryPercent?: number | undefined;
  canaryBakeTimeMinutes?: number | undefined;
  linearStepPercent?: number | undefined;
  linearStepBakeTimeMinutes?: number | undefined;
  lifecycleHooks?:
    | readonly {
        pauseTimeoutMinutes?: number | undefined;
        type: string;
        stages: readonly string[];
      }[]
    | undefined;
}

/** What ECS takes where an argument is left out, written down so that it is seen and stays. */
const DEFAULTS = {
  bakeTimeMinutes: 5,
  canaryPercent: 5,
  canaryBakeTimeMinutes: 10,
  linearStepPercent: 10,
  linearStepBakeTimeMinutes: 6,
  pauseTimeoutMinutes: 1440,
};

/** Minutes that a hook's function may keep a deployment waiting in each stage. */
const LAMBDA_MINUTES = 60;

/**
 * Minutes that ECS adds to a shift of test connections, and to each step of the others, where a network load balancer has
 * them: it takes that long until all of it goes by the new weights.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html
 */
const NETWORK_MINUTES = 10;

/** Minutes that a pause waits for its approval when it is not told. */
export const PAUSE_TIMEOUT_MINUTES = DEFAULTS.pauseTimeoutMinutes;

/** The settings of ECS's own traffic shift, as its API takes them; minutes are text in the provider. */
export function shiftConfiguration(strategy: EcsShiftStrategy, settings: ShiftSettings) {
  const all = filled(settings);
  const base = { strategy: ecsNameOf(strategy), bakeTimeInMinutes: String(all.bakeTimeMinutes) };
  if (strategy === "canary") {
    const canaryBakeTimeInMinutes = String(all.canaryBakeTimeMinutes);
    return {
      ...base,
      canaryConfiguration: { canaryPercent: all.canaryPercent, canaryBakeTimeInMinutes },
    };
  }
  if (strategy === "blueGreen") return base;
  const stepBakeTimeInMinutes = String(all.linearStepBakeTimeMinutes);
  return {
    ...base,
    linearConfiguration: { stepPercent: all.linearStepPercent, stepBakeTimeInMinutes },
  };
}

/**
 * Minutes that a deployment spends waiting beside the time that its tasks take to come up: steps, bake times and pauses.
 * An update must not give up sooner.
 *
 * @param hasNetworkLoadBalancer Whether connections are shifted by a network load balancer.
 */
export function shiftMinutes(
  strategy: EcsShiftStrategy,
  settings: ShiftSettings,
  hasNetworkLoadBalancer = false,
): number {
  const steps = stepsOf(strategy, settings);
  const delayed = hasNetworkLoadBalancer ? NETWORK_MINUTES * (1 + steps) : 0;
  return delayed + waitMinutes(strategy, settings);
}

/** Times that a share of the requests moves. */
function stepsOf(strategy: EcsShiftStrategy, settings: ShiftSettings): number {
  if (strategy === "blueGreen") return 1;
  return strategy === "canary" ? 2 : Math.ceil(100 / filled(settings).linearStepPercent);
}

function waitMinutes(strategy: EcsShiftStrategy, settings: ShiftSettings): number {
  const all = filled(settings);
  const hooks = (settings.lifecycleHooks ?? []).map(({ type, stages, pauseTimeoutMinutes }) => {
    const usual = type === "pause" ? DEFAULTS.pauseTimeoutMinutes : LAMBDA_MINUTES;
    const calls = stages.map((stage) =>
      // ECS calls a hook of this stage at every step.
      stage === "PRODUCTION_TRAFFIC_SHIFT" ? stepsOf(strategy, settings) : 1,
    );
    return calls.reduce((sum, count) => sum + count, 0) * (pauseTimeoutMinutes ?? usual);
  });
  const paused = hooks.reduce((sum, minutes) => sum + minutes, 0);
  const baked = paused + all.bakeTimeMinutes;
  if (strategy === "canary") return baked + all.canaryBakeTimeMinutes;
  if (strategy === "blueGreen") return baked;
  // No wait follows the last step.
  const waits = stepsOf(strategy, settings) - 1;
  return baked + waits * all.linearStepBakeTimeMinutes;
}

function filled(settings: ShiftSettings) {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...(Object.fromEntries(given) as Partial<typeof DEFAULTS>) };
}
