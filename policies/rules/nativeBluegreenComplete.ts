import type { Rule } from "../rule.js";
import type { ServiceShiftView } from "../views/serviceShiftView.js";

/** What ECS needs of each load balancer to shift its traffic, with one that works. */
const NEEDS = {
  alternateTargetGroupArn: "the ARN of a second target group",
  productionListenerRule: "the ARN of the listener rule that forwards to both target groups",
  roleArn: "the ARN of a role with AmazonECSInfrastructureRolePolicyForLoadBalancers",
} as const;

/** Numbers of the strategies: the least, the most, whether tenths are taken, and one that works. */
const NUMBERS: Readonly<Record<string, readonly [number, number, boolean, number]>> = {
  bakeTimeInMinutes: [0, 1440, false, 5],
  "linearConfiguration.stepPercent": [3, 100, true, 10],
  "linearConfiguration.stepBakeTimeInMinutes": [0, 1440, false, 6],
  "canaryConfiguration.canaryPercent": [0.1, 100, true, 5],
  "canaryConfiguration.canaryBakeTimeInMinutes": [0, 1440, false, 10],
};

/**
 * A service whose traffic ECS shifts itself has all that ECS needs for it: "Specify the alternate target group, listener
 * rules, and IAM role required for traffic shifting" (AdvancedConfiguration). Its numbers are "multiples of 0.1 from 3.0 to
 * 100.0" (LinearConfiguration.stepPercent), "from 0.1 to 100.0" (CanaryConfiguration.canaryPercent) and "0 to 1440 minutes".
 * Components judge their own arguments.
 */
export const nativeBluegreenComplete: Rule = {
  name: "native-bluegreen-complete",
  description: "Services whose traffic ECS shifts have a second target group, a rule and a role.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give each of 'loadBalancers' an 'advancedConfiguration' with 'alternateTargetGroupArn', 'productionListenerRule' and 'roleArn'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
  sources: ["O11"],
  parameters: {},
  serviceShift(service, { check, forEach }) {
    const told = (reason: string | undefined) => reason && `${service.label}: ${reason}`;
    check(() => {
      if (!isShifted(service) || service.controller() === "ECS") return undefined;
      return told(
        `'deploymentConfiguration.strategy' is for the deployment controller ECS, got "${service.strategy()}" with ${service.controller()}; leave it out`,
      );
    });
    forEach(
      () => (isShifted(service) ? Object.keys(NUMBERS) : []),
      (path) => {
        check(() => told(numberProblem(path, service.number(path))));
      },
    );
    forEach(
      () => (isShifted(service) ? service.balancers() : []),
      (balancer) => {
        for (const [property, works] of Object.entries(NEEDS)) {
          check(() => {
            if (balancer.has(property as keyof typeof NEEDS)) return undefined;
            return told(
              `'${balancer.path}.advancedConfiguration.${property}' must be given with 'deploymentConfiguration.strategy' "${service.strategy()}", got nothing; ${works} works`,
            );
          });
        }
        check(() => {
          if (!balancer.hasOneTargetGroup()) return undefined;
          return told(
            `'${balancer.path}.advancedConfiguration.alternateTargetGroupArn' must be another target group than 'targetGroupArn', got the same; ${NEEDS.alternateTargetGroupArn} works`,
          );
        });
      },
    );
  },
};

function isShifted(service: ServiceShiftView): boolean {
  return service.strategy() !== "ROLLING";
}

function numberProblem(path: string, value: number | undefined): string | undefined {
  const [least = 0, most = 0, hasTenths = false, works = 0] = NUMBERS[path] ?? [];
  if (value === undefined) return undefined;
  // Tenths are not exact in binary.
  const steps = hasTenths ? value * 10 : value;
  const isStep = Math.abs(steps - Math.round(steps)) < 1e-6;
  if (isStep && value >= least && value <= most) return undefined;
  const kind = hasTenths ? "a multiple of 0.1" : "a whole number";
  return `'deploymentConfiguration.${path}' must be ${kind} from ${least} to ${most}, got ${value}; ${works} works`;
}
