import type { Answers } from "../../../generator/scaffold/answers.js";

/** Answers that pass, as the defaults for a service called orders are. */
export const VALID_ANSWERS: Answers = {
  name: "orders",
  template: "web-service",
  description: "Takes orders",
  port: 8080,
  healthCheckPath: "/healthz",
  path: "/orders/*",
  organization: "organization",
  platformProject: "platform",
  architecture: "arm64",
  region: "us-east-1",
  cpu: 256,
  memory: 512,
};
