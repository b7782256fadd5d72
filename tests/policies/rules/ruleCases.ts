import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import type { Rule } from "../../../policies/rule.js";
import { HOST_UNKNOWN, hostProxy } from "../hostProxy.js";

/** Day on which the exemptions of these tests are judged. */
const TODAY = new Date("2026-05-10T12:00:00Z");

/** A resource that a rule judges. */
interface Case {
  title: string;
  resource: ReviewedResource;
  /** What its stack has besides. */
  beside?: ReviewedResource[];
  /** What the configuration says about the rule. */
  configuration?: object;
}

/** A resource that breaks the rule. */
interface FailingCase extends Case {
  messages: string[];
}

/** A resource with a value that is not known yet. */
interface UnknownCase extends Case {
  /** Paths of the values that leave checks open. */
  paths: string[];
  /** Violations that show nevertheless. */
  messages?: string[];
}

/** What one rule must say about resources. */
export interface RuleCases {
  passes: Case[];
  fails: FailingCase[];
  unknown: UnknownCase[];
  /** Resources that the rule has nothing to say about. */
  ignores?: Case[];
}

/** The cases of each rule whose tests are loaded: its page in the documentation shows some. */
export const casesByRule = new Map<string, RuleCases>();

/** Tests a rule on its cases, and exemptions on each resource that breaks it. */
export function describeRule(rule: Rule, cases: RuleCases) {
  const { passes, fails, unknown, ignores = [] } = cases;
  const { passes: before = [], fails: failed = [] } = casesByRule.get(rule.name) ?? {};
  const all = { ...cases, passes: [...before, ...passes], fails: [...failed, ...fails] };
  casesByRule.set(rule.name, all);
  describe(rule.name, () => {
    for (const { title, resource, configuration, beside } of passes) {
      it(`lets be ${title}`, () => {
        const { messages, paths, evaluated } = judged(rule, resource, configuration, beside);
        assert.deepEqual({ messages, paths }, { messages: [], paths: [] });
        assert.ok(evaluated > 0, "a check was decided");
      });
    }
    for (const { title, resource, configuration, beside, messages: expected } of fails) {
      it(`finds ${title}`, () => {
        const { messages, paths } = judged(rule, resource, configuration, beside);
        assert.deepEqual({ messages, paths }, { messages: expected, paths: [] });
      });
      it(`lets be ${title}, when exempt`, () => {
        const exempt = [{ name: resource.name, reason: "moves in May", expires: "2026-05-10" }];
        const { messages, evaluated } = judged(
          rule,
          resource,
          { ...configuration, exempt },
          beside,
        );
        // What stands beside it, of another name, may be judged by itself.
        const [one, ...others] = (beside ?? []).filter(({ name }) => name !== resource.name);
        const alone = one ? judged(rule, one, configuration, others).evaluated : 0;
        assert.deepEqual(messages, []);
        assert.ok(evaluated <= alone, `${evaluated} of ${alone} checks`);
      });
    }
    for (const unknownCase of unknown) {
      const {
        title,
        resource,
        configuration,
        beside,
        paths: open,
        messages: shown = [],
      } = unknownCase;
      it(`leaves open ${title}`, () => {
        const { messages, paths } = judged(rule, resource, configuration, beside);
        assert.deepEqual({ messages, paths }, { messages: shown, paths: open });
      });
      it(`leaves open ${title}, in the policy host`, () => {
        const { messages, paths } = judged(rule, inHost(resource), configuration, beside);
        assert.deepEqual({ messages, paths }, { messages: shown, paths: open });
      });
    }
    for (const { title, resource, configuration, beside } of ignores) {
      it(`has nothing to say about ${title}`, () => {
        const verdict = judged(rule, resource, configuration, beside);
        assert.deepEqual(verdict, { messages: [], paths: [], evaluated: 0 });
      });
    }
  });
}

function judged(
  rule: Rule,
  resource: ReviewedResource,
  configuration: object = {},
  beside: readonly ReviewedResource[] = [],
) {
  // A rule that is off where nobody asks for it is asked for.
  const settings = { [rule.name]: { enforcementLevel: "mandatory", ...configuration } };
  const all = [resource, ...beside];
  const { violations, undetermined, evaluated } = evaluate([rule], all, settings, TODAY);
  return {
    messages: violations.map(({ message }) => message),
    paths: undetermined.map(({ path }) => path),
    evaluated,
  };
}

/** The resource as Pulumi's policy host gives it to a policy. */
function inHost(resource: ReviewedResource): ReviewedResource {
  const sent = (value: unknown): unknown => {
    if (value === UNKNOWN) return HOST_UNKNOWN;
    if (Array.isArray(value)) return value.map(sent);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sent(inner)]));
  };
  return { ...resource, properties: hostProxy({ inputs: sent(resource.properties) }).inputs };
}

/** A resource beside the one that is judged, which refers to others by what it depends on, or by ids. */
export function besideOf(
  type: string,
  properties: object,
  more: Partial<ReviewedResource> = {},
): ReviewedResource {
  return { urn: urnOf(type, "beside"), type, name: "beside", properties, ...more };
}

/** URN of a resource in these tests. */
export function urnOf(type: string, name = "orders"): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** A resource named `orders`, registered without a parent. */
export function resourceOf(type: string, properties: object): ReviewedResource {
  return { urn: urnOf(type), type, name: "orders", properties };
}

/** A value as Pulumi marks it when it is a secret. */
export function secret(value: unknown) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A container that breaks no rule. */
const CONTAINER = { name: "app", image: "nginx:1.27", memory: 512 };

/** Our component with these containers, each an edit of one that breaks no rule. */
export function componentTask(containers: readonly object[] = [{}], task: object = {}) {
  return resourceOf("slipway:index:TaskDefinition", {
    containers: containers.map((edit) => ({ ...CONTAINER, ...edit })),
    ...task,
  });
}

/** The resource with these containers, each an edit of one that breaks no rule. */
export function rawTask(containers: readonly object[] = [{}], task: object = {}) {
  return resourceOf("aws:ecs/taskDefinition:TaskDefinition", {
    family: "orders",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "2048",
    containerDefinitions: JSON.stringify(containers.map((edit) => ({ ...CONTAINER, ...edit }))),
    ...task,
  });
}

/** Our component for a service that breaks no rule, with an edit. */
export function componentService(edit: object = {}) {
  return resourceOf("slipway:index:Service", { desiredCount: 2, ...edit });
}

/** The resource for a service that breaks no rule, with an edit. */
export function rawService(edit: object = {}) {
  return resourceOf("aws:ecs/service:Service", { desiredCount: 2, ...edit });
}
