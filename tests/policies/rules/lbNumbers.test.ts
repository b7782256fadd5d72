import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbWiringValid } from "../../../policies/rules/lbWiringValid.js";
import { resourceOf } from "./ruleCases.js";

const LISTENER = "listener:Listener";
const RULE = "listenerRule:ListenerRule";
const GROUP = "targetGroup:TargetGroup";
const BALANCER = "loadBalancer:LoadBalancer";
const WEEK = 604_800;

type Inputs = Record<string, unknown>;

interface NumberOf {
  /** As messages name the resource. */
  label: string;
  kind: string;
  path: string;
  range: [least: number, most: number];
  works: number;
  /** The inputs that have the number. */
  inputs: (value: unknown) => Inputs;
}

const forward = (...weights: unknown[]) => ({
  type: "forward",
  forward: { targetGroups: weights.map((weight) => ({ arn: "arn", weight })) },
});
const sticky = (duration: unknown, enabled: unknown = true) => ({
  type: "forward",
  forward: { targetGroups: [{ arn: "arn" }], stickiness: { enabled, duration } },
});
const target = (edit: Inputs) => ({
  port: 80,
  protocol: "HTTP",
  vpcId: "vpc-1",
  targetType: "ip",
  ...edit,
});
const cookie = (cookieDuration: unknown, edit: Inputs = {}) =>
  target({ stickiness: { type: "lb_cookie", cookieDuration, ...edit } });
const balancer = (edit: Inputs) => ({ subnets: ["a", "b"], ...edit });
const listener = (edit: Inputs) => ({ port: 80, protocol: "HTTP", ...edit });

/** What API_TargetGroupTuple, …TargetGroupStickinessConfig, …Action, …TargetGroupAttribute and …LoadBalancerAttribute say. */
const NUMBERS: readonly NumberOf[] = [
  {
    label: "listener",
    kind: LISTENER,
    path: "defaultActions[0].forward.targetGroups[1].weight",
    range: [0, 999],
    works: 100,
    inputs: (weight) => listener({ defaultActions: [forward(1, weight)] }),
  },
  {
    label: "listener rule",
    kind: RULE,
    path: "actions[1].forward.targetGroups[0].weight",
    range: [0, 999],
    works: 100,
    inputs: (weight) => ({ actions: [{ type: "authenticate-oidc" }, forward(weight)] }),
  },
  {
    label: "listener",
    kind: LISTENER,
    path: "defaultActions[0].forward.stickiness.duration",
    range: [1, WEEK],
    works: 3600,
    inputs: (duration) => listener({ defaultActions: [sticky(duration)] }),
  },
  {
    label: "listener rule",
    kind: RULE,
    path: "actions[0].forward.stickiness.duration",
    range: [1, WEEK],
    works: 3600,
    inputs: (duration) => ({ actions: [sticky(duration)] }),
  },
  {
    label: "listener rule",
    kind: RULE,
    path: "actions[0].order",
    range: [1, 50_000],
    works: 1,
    inputs: (order) => ({ actions: [{ type: "forward", order }] }),
  },
  {
    label: "listener rule",
    kind: RULE,
    path: "priority",
    range: [1, 50_000],
    works: 100,
    inputs: (priority) => ({ priority }),
  },
  {
    label: "listener",
    kind: LISTENER,
    path: "port",
    range: [1, 65_535],
    works: 443,
    inputs: (port) => listener({ port }),
  },
  {
    label: "listener",
    kind: LISTENER,
    path: "tcpIdleTimeoutSeconds",
    range: [60, 6000],
    works: 350,
    inputs: (tcpIdleTimeoutSeconds) => listener({ protocol: "TCP", tcpIdleTimeoutSeconds }),
  },
  {
    label: "target group",
    kind: GROUP,
    path: "port",
    range: [1, 65_535],
    works: 80,
    inputs: (port) => target({ port }),
  },
  {
    label: "target group",
    kind: GROUP,
    path: "deregistrationDelay",
    range: [0, 3600],
    works: 30,
    inputs: (deregistrationDelay) => target({ deregistrationDelay }),
  },
  {
    label: "target group",
    kind: GROUP,
    path: "slowStart",
    range: [30, 900],
    works: 60,
    inputs: (slowStart) => target({ slowStart }),
  },
  {
    label: "target group",
    kind: GROUP,
    path: "stickiness.cookieDuration",
    range: [1, WEEK],
    works: 86_400,
    inputs: (duration) => cookie(duration),
  },
  {
    label: "load balancer",
    kind: BALANCER,
    path: "idleTimeout",
    range: [1, 4000],
    works: 60,
    inputs: (idleTimeout) => balancer({ idleTimeout }),
  },
  {
    label: "load balancer",
    kind: BALANCER,
    path: "clientKeepAlive",
    range: [60, WEEK],
    works: 3600,
    inputs: (clientKeepAlive) => balancer({ clientKeepAlive }),
  },
];

const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"];

function judged(type: string, inputs: Inputs) {
  const { violations, undetermined } = evaluate([lbWiringValid], [resourceOf(type, inputs)], {});
  return {
    messages: violations.map(({ message }) => message),
    paths: undetermined.map(({ path }) => path),
  };
}

describe("numbers of load balancers", () => {
  for (const { label, kind, path, range, works, inputs } of NUMBERS) {
    const [least, most] = range;
    const told = (value: number, at = path) =>
      `${label} 'orders': '${at}' must be a whole number from ${least} to ${most}, got ${value}; ${works} works`;

    it(`takes ${least} to ${most} for ${path} of a ${label}, and nothing else`, () => {
      for (const module_ of MODULES) {
        const messages = (value: unknown) =>
          judged(`aws:${module_}/${kind}`, inputs(value)).messages;
        for (const value of [least, String(least), works, most, undefined]) {
          // A port must be given; of a listener without one nothing is known.
          if (value !== undefined || path !== "port") assert.deepEqual(messages(value), []);
        }
        for (const value of [-1, most + 1, least + 0.5]) {
          assert.deepEqual(messages(value), [told(value)]);
        }
      }
    });

    it(`leaves ${path} of a ${label} open where it is not known`, () => {
      const { messages, paths } = judged(`aws:lb/${kind}`, inputs(UNKNOWN));
      assert.deepEqual(messages, []);
      assert.ok(paths.includes(path), paths.join());
    });
  }

  const lets: readonly [title: string, kind: string, inputs: Inputs][] = [
    ["no target group with a share", LISTENER, listener({ defaultActions: [forward(0, 0)] })],
    ["a listener's own rule, imported", RULE, { priority: 99_999 }],
    ["no slow start", GROUP, target({ slowStart: 0 })],
    ["stickiness that is off", RULE, { actions: [sticky(0, false)] }],
    ["stickiness that nothing is said of", RULE, { actions: [sticky(0, null)] }],
    ["cookies that are off", GROUP, cookie(0, { enabled: false })],
    ["stickiness by address", GROUP, cookie(0, { type: "source_ip" })],
    ["stickiness of no kind", GROUP, cookie(0, { type: undefined })],
    ["requests' idle time of connections", LISTENER, listener({ tcpIdleTimeoutSeconds: 1 })],
    [
      "idle time of an application load balancer on a network one",
      BALANCER,
      balancer({ loadBalancerType: "network", idleTimeout: 5000, clientKeepAlive: 1 }),
    ],
  ];
  for (const [title, kind, inputs] of lets) {
    it(`lets be ${title}`, () => {
      assert.deepEqual(judged(`aws:lb/${kind}`, inputs), { messages: [], paths: [] });
    });
  }

  it("judges the cookies of an application by the same", () => {
    const { messages } = judged(`aws:lb/${GROUP}`, cookie(0, { type: "app_cookie" }));
    assert.equal(messages.length, 1);
  });

  it("asks what decides whether a number counts for a wrong one alone", () => {
    const unsure = (duration: number) =>
      judged(`aws:lb/${RULE}`, { actions: [sticky(duration, UNKNOWN)] });
    assert.deepEqual(unsure(60), { messages: [], paths: [] });
    assert.deepEqual(unsure(0), {
      messages: [],
      paths: ["actions[0].forward.stickiness.enabled"],
    });
  });

  it("judges what is known beside what is not", () => {
    const { messages, paths } = judged(`aws:lb/${RULE}`, {
      priority: 0,
      actions: UNKNOWN,
    });
    assert.equal(messages.length, 1);
    assert.deepEqual(new Set(paths), new Set(["actions"]));
  });

  const native = (kind: string, inputs: Inputs) =>
    judged(`aws-native:elasticloadbalancingv2:${kind}`, inputs).messages;
  const natives: readonly [kind: string, inputs: Inputs, path: string][] = [
    [
      "Listener",
      {
        defaultActions: [{ type: "forward", forwardConfig: { targetGroups: [{ weight: 1000 }] } }],
      },
      "defaultActions[0].forwardConfig.targetGroups[0].weight",
    ],
    [
      "ListenerRule",
      {
        actions: [{ type: "forward", forwardConfig: { targetGroups: [{ weight: 1000 }] } }],
      },
      "actions[0].forwardConfig.targetGroups[0].weight",
    ],
    [
      "ListenerRule",
      {
        actions: [
          {
            type: "forward",
            forwardConfig: {
              targetGroupStickinessConfig: { enabled: true, durationSeconds: WEEK + 1 },
            },
          },
        ],
      },
      "actions[0].forwardConfig.targetGroupStickinessConfig.durationSeconds",
    ],
    [
      "TargetGroup",
      target({ targetGroupAttributes: [{ key: "slow_start.duration_seconds", value: "10" }] }),
      "targetGroupAttributes[slow_start.duration_seconds]",
    ],
    [
      "TargetGroup",
      target({
        targetGroupAttributes: [
          { key: "stickiness.enabled", value: "true" },
          { key: "stickiness.type", value: "lb_cookie" },
          { key: "stickiness.lb_cookie.duration_seconds", value: "0" },
        ],
      }),
      "targetGroupAttributes[stickiness.lb_cookie.duration_seconds]",
    ],
    [
      "LoadBalancer",
      balancer({
        loadBalancerAttributes: [{ key: "idle_timeout.timeout_seconds", value: "4001" }],
      }),
      "loadBalancerAttributes[idle_timeout.timeout_seconds]",
    ],
    [
      "LoadBalancer",
      balancer({ loadBalancerAttributes: [{ key: "client_keep_alive.seconds", value: "59" }] }),
      "loadBalancerAttributes[client_keep_alive.seconds]",
    ],
  ];
  for (const [kind, inputs, path] of natives) {
    it(`names ${path} of AWS Native`, () => {
      const [message = "", ...others] = native(kind, inputs);
      assert.deepEqual(others, []);
      assert.ok(message.includes(`: '${path}' must be a whole number`), message);
    });
  }
});
