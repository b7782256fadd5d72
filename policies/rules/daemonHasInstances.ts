import type { Rule } from "../rule.js";

/**
 * A service with `schedulingStrategy: "DAEMON"` finds instances: "The daemon scheduling strategy deploys exactly one task on
 * each active container instance that meets all of the task placement constraints" (CreateService.schedulingStrategy), and on
 * a cluster without any none, which ECS reports as steady. What a stack does not show may well be there: an instance joins a
 * cluster by its user data, from another stack or by hand. So it is said, and stops an update under no profile.
 */
export const daemonHasInstances: Rule = {
  name: "daemon-has-instances",
  description: "Services that run one task on each instance are on a cluster that has instances.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  profiles: {
    hardened: { enforcementLevel: "advisory" },
    fsbp: { enforcementLevel: "advisory" },
    dev: { enforcementLevel: "advisory" },
  },
  remediationSteps:
    "Give the cluster a capacity provider of an Auto Scaling group, or exempt the service where its instances join the cluster from elsewhere.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html",
  sources: ["O18"],
  parameters: {},
  daemonInStack(service, { check }) {
    check(() => {
      const cluster = service.emptyCluster();
      if (cluster === undefined) return undefined;
      return `${service.label}: 'schedulingStrategy' "DAEMON" runs one task on each instance of its cluster, and no instances of '${cluster}' are in this stack, so that it may run none: a capacity provider of an Auto Scaling group works; nothing is wrong where instances join it from elsewhere, by their user data or as external ones`;
    });
  },
};
