import type { Rule } from "../rule.js";

/**
 * What an autoscaler or CodeDeploy changes of a service, an update of the program lets be: it would set the count back in
 * the middle of the day's load, or be refused since CodeDeploy has moved the traffic to the other target group
 * (pulumi-aws#3821). A count beyond the autoscaler's limits does not last either.
 */
export const ignoreChangesComplete: Rule = {
  name: "ignore-changes-complete",
  description: "Updates let be what an autoscaler or CodeDeploy changes of a service.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Add the property that the message names to the service's 'ignoreChanges', or leave it out.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
  sources: ["O10", "O23"],
  parameters: {},
  serviceOwnersInStack(service, { check, forEach }) {
    check(() => {
      if (service.limits().length === 0 || !service.setsBack("desiredCount")) return undefined;
      return `${service.label}: 'ignoreChanges' must hold "desiredCount" beside an autoscaler, whose count each update sets back, got it without; { ignoreChanges: ["desiredCount"] } works`;
    });
    forEach(service.limits, ({ minCapacity = 0, maxCapacity = Infinity }) => {
      check(() => {
        const count = service.desiredCount();
        if (count === undefined || (count >= minCapacity && count <= maxCapacity)) return undefined;
        return `${service.label}: 'desiredCount' must be from ${minCapacity} to ${maxCapacity}, as its autoscaler has it, got ${count}; ${count < minCapacity ? minCapacity : maxCapacity} works`;
      });
    });
    for (const property of ["taskDefinition", "loadBalancers"]) {
      check(() => {
        if (service.controller() !== "CODE_DEPLOY" || !service.setsBack(property)) return undefined;
        return `${service.label}: 'ignoreChanges' must hold "${property}" with the deployment controller CODE_DEPLOY, which changes it, got it without; { ignoreChanges: ["taskDefinition", "loadBalancers"] } works`;
      });
    }
  },
};
