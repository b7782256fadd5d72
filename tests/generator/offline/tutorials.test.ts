import assert from "node:assert/strict";

import { warmPreview } from "../../support/warmPreview.js";
import { fixture } from "./runSlipway.js";

const previewOffline = warmPreview();

/** What is wrong with programs as Pulumi's documentation has them: what stops an update under `baseline`, and what is advice. */
const TUTORIALS = {
  template: {
    // awsx makes two groups that are open on all ports, one of tasks with public addresses.
    stops: ["sg-no-open-ingress loadbalancer", "sg-no-open-ingress service-sg"],
    advice: [
      "alb-exposure-declared",
      "alb-header-hardening",
      "awslogs-delivery-safe",
      "deployment-safety-net",
      "ecr-immutable-tags",
      "ecr-scan-on-push",
      "ecs-container-insights",
      "ecs-no-public-ip",
      "lb-https-only",
      "log-group-retention",
    ],
    // The subnets of the account's default VPC.
    undetermined: ["lb-multiple-zones", "lb-wiring-valid", "network-config-valid"],
  },
  guide: {
    stops: [],
    advice: [
      "awslogs-delivery-safe",
      "deployment-safety-net",
      "ecs-container-insights",
      "image-pinned",
      "log-group-retention",
    ],
    undetermined: [],
  },
  plain: {
    stops: [],
    advice: [
      "alb-exposure-declared",
      "alb-header-hardening",
      "deployment-safety-net",
      "ecs-container-insights",
      "ecs-logging-required",
      "ecs-no-public-ip",
      "image-pinned",
      "lb-https-only",
    ],
    undetermined: [],
  },
};

describe("programs of Pulumi's tutorials", () => {
  for (const [stack, expected] of Object.entries(TUTORIALS)) {
    it(`end with what is wrong with them, and nothing else: ${stack}`, async () => {
      const { policies } = await previewOffline({ directory: fixture("tutorials"), stack });
      const of = (level: string) =>
        policies.violations.filter(({ enforcementLevel }) => enforcementLevel === level);
      const named = of("mandatory").map(
        ({ policy, urn }) => `${policy} ${urn.split("::").at(-1) ?? ""}`,
      );
      const advice = new Set(of("advisory").map(({ policy }) => policy));
      const undetermined = new Set(policies.undetermined.map(({ policy }) => policy));
      assert.deepEqual(
        {
          stops: named.sort(),
          advice: [...advice].sort(),
          undetermined: [...undetermined].sort(),
        },
        expected,
      );
      const kinds = new Set(policies.violations.map(({ kind }) => kind));
      assert.ok(!kinds.has("invalid"), [...kinds].join(", "));
    });
  }
});
