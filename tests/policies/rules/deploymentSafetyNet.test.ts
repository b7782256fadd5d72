import { UNKNOWN } from "../../../policies/resource/reader.js";
import { deploymentSafetyNet } from "../../../policies/rules/deploymentSafetyNet.js";
import { componentService, describeRule, rawService } from "./ruleCases.js";

const NET = { deploymentCircuitBreaker: { enable: true, rollback: true } };

describeRule(deploymentSafetyNet, {
  passes: [
    { title: "the component's defaults", resource: componentService() },
    { title: "a circuit breaker that rolls back", resource: rawService(NET) },
    {
      title: "no circuit breaker with CodeDeploy",
      resource: rawService({ deploymentController: { type: "CODE_DEPLOY" } }),
    },
    {
      title: "no circuit breaker of a blue/green deployment",
      resource: componentService({ deployment: { strategy: "blueGreen" } }),
    },
    {
      title: "no circuit breaker of the resource's canary deployment",
      resource: rawService({ deploymentConfiguration: { strategy: "CANARY" } }),
    },
  ],
  fails: [
    {
      title: "a resource without a circuit breaker",
      resource: rawService(),
      messages: [
        "'deploymentCircuitBreaker.enable' must be on, or a deployment that fails goes on for hours, got it off; true works",
      ],
    },
    {
      title: "a component whose circuit breaker is off",
      resource: componentService({ deployment: { circuitBreaker: false } }),
      messages: [
        "'deployment.circuitBreaker' must be on, or a deployment that fails goes on for hours, got it off; true works",
      ],
    },
    {
      title: "a circuit breaker without a rollback",
      resource: rawService({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
      messages: [
        "'deploymentCircuitBreaker.rollback' must be on, or a deployment that fails leaves fewer tasks, got it off; true works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown circuit breaker of the component",
      resource: componentService({ deployment: { circuitBreaker: UNKNOWN } }),
      paths: ["deployment.circuitBreaker"],
    },
  ],
});
