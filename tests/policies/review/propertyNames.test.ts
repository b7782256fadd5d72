import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { inNamesOf } from "../../../policies/resource/propertyNames.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { rules } from "../../../policies/rules/index.js";
import type { Rule } from "../../../policies/rule.js";
import {
  componentService,
  componentTask,
  rawService,
  rawTask,
  type RuleCases,
} from "../rules/ruleCases.js";
import { testedCases } from "../rules/testedCases.js";
import { ProviderProperties } from "./providerProperties.js";

/** Day on which the exemptions of the rules' cases are judged. */
const TODAY = new Date("2026-05-10T12:00:00Z");

/** Types of other resources that a message speaks of by these words. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  autoscaler: ["aws:appautoscaling/target:Target"],
  cluster: ["aws:ecs/cluster:Cluster"],
  container: ["aws:ecs/taskDefinition:TaskDefinition"],
  "file system": ["aws:efs/fileSystem:FileSystem"],
  "access points": ["aws:efs/accessPoint:AccessPoint"],
  group: ["aws:autoscaling/group:Group", "aws:codedeploy/deploymentGroup:DeploymentGroup"],
  Listener: ["aws:lb/listener:Listener"],
  ClusterCapacityProviders: ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"],
  network: ["slipway:index:Network"],
  queue: ["aws:sqs/queue:Queue"],
  rule: ["aws:lb/listenerRule:ListenerRule"],
  schedule: ["aws:scheduler/schedule:Schedule"],
  service: ["aws:ecs/service:Service"],
  strategy: ["aws:ecs/service:Service"],
  "target group": ["aws:lb/targetGroup:TargetGroup"],
  task: ["aws:ecs/taskDefinition:TaskDefinition"],
  target: ["aws:cloudwatch/eventTarget:EventTarget"],
  "VPC endpoint": ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  "of VPC '": ["aws:ec2/vpc:Vpc"],
};

/** Words that stand for an option of every resource, and those that the configuration of the pack or the provider has. */
const EVERYWHERE = ["dependsOn", "ignoreChanges", "defaultTags"];

/** Keys whose values are maps of names that the program chooses, or documents. */
const MAPS =
  /\b(?:(?:policy|assumeRolePolicy|options|dimensions|dockerLabels|tags|args|buildArgs|input)\b|environment\.[A-Z]).*$/;

describe("what is said of resources", () => {
  let cases: ReadonlyMap<string, RuleCases>;
  before(() => {
    cases = testedCases();
  });

  it("names properties that they have, by each rule, in messages, remedies and what is to be set", () => {
    const properties = new ProviderProperties();
    const checked = rules.map((rule) => ({
      rule,
      ...namedBy(rule, cases.get(rule.name)?.fails ?? [], properties),
    }));
    assert.deepEqual(
      checked.flatMap(({ wrong }) => wrong),
      [],
    );
    assert.deepEqual(
      checked.filter(({ texts }) => texts === 0).map(({ rule }) => rule.name),
      [],
      "each rule has a case that fails",
    );
  });

  const own = (rule: string, resource: ReviewedResource) => {
    const told = rules.filter(({ name }) => name === rule);
    const [found] = evaluate(told, [resource], { [rule]: "mandatory" }, TODAY, {
      withFixes: true,
    }).violations;
    return { message: found?.message, set: found?.fix?.map(({ property }) => property) };
  };

  for (const [rule, resource, message, set] of [
    [
      "deployment-safety-net",
      rawService(),
      "'deploymentCircuitBreaker.enable' must be on",
      "deploymentCircuitBreaker.enable",
    ],
    [
      "deployment-safety-net",
      componentService({ deployment: { circuitBreaker: false } }),
      "'deployment.circuitBreaker' must be on",
      "deployment.circuitBreaker",
    ],
    [
      "minimum-healthy-floor",
      rawService({ deploymentMinimumHealthyPercent: 0 }),
      "'deploymentMinimumHealthyPercent' must keep",
      "deploymentMinimumHealthyPercent",
    ],
    [
      "minimum-healthy-floor",
      componentService({ minimumHealthyPercent: 0 }),
      "'minimumHealthyPercent' must keep",
      "minimumHealthyPercent",
    ],
    [
      "fargate-params-supported",
      rawTask([{ resourceRequirements: [{ type: "GPU", value: "1" }] }]),
      "'resourceRequirements' of",
      "containerDefinitions[0].resourceRequirements[0].type",
    ],
    [
      "fargate-params-supported",
      componentTask([{ gpuCount: 1 }]),
      "'gpuCount' of",
      "containers[0].gpuCount",
    ],
    [
      "fargate-params-supported",
      rawTask([{}], { ephemeralStorage: { sizeInGib: 20 } }),
      "'ephemeralStorage.sizeInGib' must",
      "ephemeralStorage.sizeInGib",
    ],
  ] as const) {
    it(`speaks of ${set} of ${resource.type}`, () => {
      const said = own(rule, resource);
      assert.ok(said.message?.includes(message), said.message);
      assert.ok(said.set?.includes(set), JSON.stringify(said.set));
    });
  }

  it("leaves the names alone that a program gives, though a property has the same one", () => {
    const type = "aws:ecs/taskDefinition:TaskDefinition";
    for (const text of ["container 'docker'", "'hostPath' of volume 'efs'", "option 'ebs'"]) {
      assert.equal(inNamesOf(type, text), text);
    }
    assert.equal(
      inNamesOf(type, "'docker' of volume 'docker'"),
      "'dockerVolumeConfiguration' of volume 'docker'",
    );
  });
});

/** What a rule says of resources of its failing cases that names a property which they do not have. */
function namedBy(rule: Rule, cases: RuleCases["fails"], properties: ProviderProperties) {
  const wrong = new Set<string>();
  let texts = 0;
  for (const { resource, beside = [], configuration } of cases) {
    const all = [resource, ...beside];
    const settings = { [rule.name]: { enforcementLevel: "mandatory", ...configuration } };
    const { violations } = evaluate([rule], all, settings, TODAY, { withFixes: true });
    const given = stringsIn([configuration, ...all.map((one) => [one.name, one.properties])]);
    for (const { urn, message, remedy = rule.remediationSteps, fix = [] } of violations) {
      const type = all.find((one) => one.urn === urn)?.type ?? "";
      texts += 1;
      // A stack, an image: of other providers there is no list.
      if (properties.of(type).size === 0) continue;
      const set = fix.map(({ property }) => `'${property.replace(MAPS, "")}'`).join(" ");
      for (const text of [message, withoutOurs(remedy), set]) {
        const legal = legalOf([type, ...spokenOf(text)], rule, properties);
        for (const name of namesIn(text)) {
          if (given.has(name) || keysOf(name.replace(MAPS, "")).every((key) => legal.has(key)))
            continue;
          wrong.add(`${rule.name} says of ${type} '${name}': ${text}`);
        }
      }
    }
  }
  return { wrong: [...wrong], texts };
}

/** Remedies hold for components and resources, and say which argument is of ours. */
function withoutOurs(remedy: string): string {
  return remedy
    .replace(/\([^)]* in our components\)/g, "")
    .replace(/'\w+' of (?:a|our) (?:component|DockerImage|slipway DockerImage)/g, "");
}

function spokenOf(text: string): string[] {
  return Object.entries(OTHERS).flatMap(([word, others]) => (text.includes(word) ? others : []));
}

function legalOf(
  types: readonly string[],
  { parameters }: Rule,
  properties: ProviderProperties,
): Set<string> {
  return new Set([
    ...types.flatMap((type) => [...properties.of(type)]),
    ...Object.keys(parameters),
    ...EVERYWHERE,
  ]);
}

/** What stands in quotes and may be a property: an option of a driver, a tag or a registry is none. */
function namesIn(text: string): string[] {
  return [
    ...text.matchAll(/(?<!option |setting |tag |registry |name, |\w)'([a-z][\w.[\]]*)'/g),
  ].map(([, name = ""]) => name);
}

function keysOf(path: string): string[] {
  return path.split(/[.[\]]+/).filter((key) => key !== "" && !/^\d+$/.test(key));
}

/** Every text that resources have, also in texts of JSON, and the keys of maps. */
function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "string") {
    found.add(value);
    if (/^[[{]/.test(value)) {
      try {
        stringsIn(JSON.parse(value), found);
      } catch {
        // A text that is no JSON has no texts in it.
      }
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (Array.isArray(value)) stringsIn(inner, found);
      else stringsIn(inner, /^[A-Z_]+$|[^a-zA-Z]/.test(key) ? found.add(key) : found);
    }
  }
  return found;
}
