import {
  circuitBreakerProblem,
  rebalancingProblem,
} from "../../components/service/rules/deployment/deploymentSafety.js";
import type { Rule } from "../rule.js";

/**
 * A deployment that fails ends by itself and goes back. Without the circuit breaker it goes on for hours. Whether a
 * failure is noticed before the deadline hangs on the target group too, and is for the component to judge.
 */
export const deploymentSafetyNet: Rule = {
  name: "deployment-safety-net",
  description: "Rolling deployments that fail end by themselves and go back.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Turn the circuit breaker on with its rollback, and rebalancing on only where a task may run above the desired count.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html",
  sources: ["O9"],
  parameters: {},
  service({ safety }, { check }) {
    check(() => circuitBreakerProblem(safety)?.reason);
    check(() => rebalancingProblem(safety)?.reason);
  },
};
