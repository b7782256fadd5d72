import { circuitBreakerProblem } from "../../components/service/rules/deployment/deploymentSafety.js";
import type { Rule } from "../rule.js";

/**
 * A deployment that fails ends by itself and goes back. Without the circuit breaker it goes on for hours. Whether a
 * failure is noticed before the deadline hangs on the target group too, and is for the component to judge. What ECS
 * refuses of it, `scheduling-valid` says.
 */
export const deploymentSafetyNet: Rule = {
  name: "deployment-safety-net",
  description: "Rolling deployments that fail end by themselves and go back.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Turn the circuit breaker on with its rollback.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html",
  sources: ["O9"],
  values: { enable: true, rollback: true, circuitBreaker: true, circuitBreakerRollback: true },
  parameters: {},
  service({ safety }, { check }) {
    check(() => circuitBreakerProblem(safety)?.reason);
  },
};
