import { ANSWER_KEYS, type Answers } from "../../../generator/scaffold/answers.js";

/** Answers that pass, as the defaults for a service called orders are. */
export const VALID_ANSWERS: Answers = {
  name: "orders",
  template: "web-service",
  description: "Takes orders",
  language: "typescript",
  port: 8080,
  healthCheckPath: "/healthz",
  path: "/orders/*",
  protocol: "http",
  urlRewrite: "none",
  organization: "organization",
  platformProject: "platform",
  architecture: "arm64",
  region: "us-east-1",
  cpu: 256,
  memory: 512,
  delivery: "github",
  reviewEnvironments: "no",
};

/** What only other templates ask for. */
const OF_OTHERS: readonly (keyof Answers)[] = [
  "host",
  "modelStorage",
  "gpuCapacity",
  "schedule",
  "timeZone",
  "domain",
  "zoneId",
  "stateBackend",
];

/** What a web service is asked for, with the template that it is. */
export const ASKED = ANSWER_KEYS.filter((key) => !OF_OTHERS.includes(key));
