import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbHttpsOnly } from "../../../policies/rules/lbHttpsOnly.js";
import { besideOf, describeRule, rawService, resourceOf, urnOf } from "./ruleCases.js";

const LISTENER = "aws:lb/listener:Listener";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const listener = (protocol: unknown, action: object, more: object = {}, type = LISTENER) => ({
  ...resourceOf(type, {
    port: 80,
    protocol,
    loadBalancerArn: UNKNOWN,
    defaultActions: [action],
    ...more,
  }),
  dependencies: { loadBalancerArn: [urnOf(BALANCER, "beside")] },
});
const FORWARD = { type: "forward", targetGroupArn: "arn" };
const REDIRECT = {
  type: "redirect",
  redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
};
const SAME = { type: "redirect", redirect: { path: "/new", statusCode: "HTTP_301" } };
const REFUSE = { type: "fixed-response", fixedResponse: { contentType: "text/plain" } };
const internal = (value: unknown) => [besideOf(BALANCER, { internal: value })];
const rule = (action: object) => [
  besideOf(
    "aws:lb/listenerRule:ListenerRule",
    { listenerArn: UNKNOWN, actions: [action] },
    { dependencies: { listenerArn: [urnOf(LISTENER)] } },
  ),
];
const message = (got: string) =>
  `listener 'orders' takes HTTP and does not redirect it: have it redirect to HTTPS, got ${got}`;

describeRule(lbHttpsOnly, {
  passes: [
    {
      title: "TLS where all must be encrypted",
      resource: listener("TLS", FORWARD, { certificateArn: "arn" }),
      configuration: { allowPassThrough: false },
    },
    {
      title: "a gateway where all must be encrypted",
      resource: listener("GENEVE", FORWARD),
      configuration: { allowPassThrough: false },
    },
    {
      title: "UDP of an internal load balancer that the configuration lets be",
      resource: listener("UDP", FORWARD),
      beside: internal(true),
      configuration: { allowPassThrough: false, allowInternalHttp: true },
    },

    { title: "HTTPS", resource: listener("HTTPS", FORWARD, { certificateArn: "arn" }) },
    { title: "a redirect to HTTPS", resource: listener("HTTP", REDIRECT) },
    {
      title: "an error by default, and a rule that redirects",
      resource: listener("HTTP", REFUSE),
      beside: rule(REDIRECT),
    },
    {
      title: "an internal load balancer that the configuration lets be",
      resource: listener("HTTP", FORWARD),
      beside: internal(true),
      configuration: { allowInternalHttp: true },
    },
    { title: "TCP, which passes on what may be encrypted", resource: listener("TCP", FORWARD) },
    {
      title: "a gateway, which has no protocol",
      resource: listener(undefined, FORWARD, { port: undefined }),
    },
  ],
  fails: [
    ...["UDP", "TCP_UDP"].map((protocol) => ({
      title: `${protocol} where all must be encrypted`,
      resource: listener(protocol, FORWARD),
      messages: [`listener 'orders' does not encrypt: set 'protocol' to TLS, got "${protocol}"`],
      configuration: { allowPassThrough: false },
    })),
    {
      title: "TCP of an internal load balancer where all must be encrypted",
      resource: listener("TCP", FORWARD),
      beside: internal(true),
      messages: ["listener 'orders' does not encrypt: set 'protocol' to TLS, got \"TCP\""],
      configuration: { allowPassThrough: false },
    },
    {
      title: "TCP of a public load balancer where internal ones are let be",
      resource: listener("TCP", FORWARD),
      beside: internal(false),
      messages: ["listener 'orders' does not encrypt: set 'protocol' to TLS, got \"TCP\""],
      configuration: { allowPassThrough: false, allowInternalHttp: true },
    },

    { title: "HTTP", resource: listener("HTTP", FORWARD), messages: [message('"forward"')] },
    {
      title: "AWS's default",
      resource: listener(undefined, FORWARD),
      messages: [message('"forward"')],
    },
    {
      title: "HTTP under the old name of its module",
      resource: listener("HTTP", FORWARD, {}, "aws:alb/listener:Listener"),
      messages: [message('"forward"')],
    },
    {
      title: "a redirect that stays with HTTP",
      resource: listener("HTTP", SAME),
      messages: [message('a redirect to "#{protocol}"')],
    },
    {
      title: "a redirect, and a rule that forwards",
      resource: listener("HTTP", REDIRECT),
      messages: [message('"forward"')],
      beside: rule(FORWARD),
    },
    {
      title: "an internal load balancer",
      resource: listener("HTTP", FORWARD),
      messages: [message('"forward"')],
      beside: internal(true),
    },
    {
      title: "a public one where internal ones are let be",
      resource: listener("HTTP", FORWARD),
      messages: [message('"forward"')],
      beside: internal(false),
      configuration: { allowInternalHttp: true },
    },
    {
      title: "TCP where all must be encrypted",
      resource: listener("TCP", FORWARD),
      messages: ["listener 'orders' does not encrypt: set 'protocol' to TLS, got \"TCP\""],
      configuration: { allowPassThrough: false },
    },
    {
      title: "an error where all must be redirected",
      resource: listener("HTTP", REFUSE),
      messages: [message('"fixed-response"')],
      configuration: { allowFixedResponse: false },
    },
  ],
  unknown: [
    { title: "an unknown protocol", resource: listener(UNKNOWN, FORWARD), paths: ["protocol"] },
    {
      title: "unknown actions",
      resource: listener("HTTP", FORWARD, { defaultActions: UNKNOWN }),
      paths: ["defaultActions"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
