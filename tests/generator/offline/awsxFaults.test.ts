import assert from "node:assert/strict";

import type { Registration } from "../../../generator/offline/engine/recording.js";
import { remoteChildren } from "../../../generator/offline/remote/reviewRemote.js";
import { UNKNOWN_ON_THE_WIRE } from "../../../generator/offline/wireValue.js";
import { reviewResources, UNKNOWN } from "../../../policies/pack.js";
import type { AwsxFault } from "./awsxFaults.js";
import { AWSX_FAULTS } from "./awsxFaults.js";
import type { AwsxProgram } from "./awsxTwins.js";
import { AWSX_TWINS, BALANCER_URN } from "./awsxTwins.js";

const DECODING = {
  unknown: UNKNOWN,
  partial: (text: string) => text,
  secret: (value: unknown) => value,
};

/** What the rules say of a program of awsx's components, as an offline preview sees it. */
function judged(program: AwsxProgram) {
  const resources = Object.entries(program).flatMap(([type, inputs]) => {
    const component: Registration = {
      urn: `urn:pulumi:prod::shop::${type}::web`,
      type,
      name: "web",
      parent: null,
      read: false,
      remote: true,
      inputs,
      options: {},
      ...(JSON.stringify(inputs).includes(UNKNOWN_ON_THE_WIRE) && {
        propertyDependencies: { taskDefinitionArgs: [BALANCER_URN] },
      }),
    };
    return remoteChildren(component, "us-east-1", DECODING);
  });
  return reviewResources(resources, {
    profile: "hardened",
    "alb-exposure-declared": { requireWaf: true },
    "availability-floor": { minTasks: 2 },
  });
}

function rulesBroken(program: AwsxProgram): string[] {
  return [...new Set(judged(program).violations.map(({ policy }) => policy))];
}

/** Each fault is one edit of arguments of awsx's components that no rule says anything of. */
describe("one fault, by arguments of awsx's components", () => {
  for (const [twin, program] of Object.entries(AWSX_TWINS)) {
    it(`is none in the healthy twin, ${twin}`, () => {
      assert.deepEqual(judged(program).violations, []);
    });
  }

  for (const [title, rule, edit, twin = "fargate"] of AWSX_FAULTS satisfies readonly AwsxFault[]) {
    it(`is found: ${title}`, () => {
      const broken = rulesBroken(edit(structuredClone(AWSX_TWINS[twin])));
      assert.ok(broken.includes(rule), `${rule} must be broken, got ${broken.join(", ")}`);
    });
  }

  it("joins a service with the target group that a load balancer of awsx hands out", () => {
    const { undetermined } = judged(AWSX_TWINS.fargate);
    assert.deepEqual(
      undetermined.filter(({ policy }) => policy === "service-wiring-valid"),
      [],
    );
  });
});
