import { UNKNOWN } from "../../../policies/resource/reader.js";
import { namesAndLimitsValid } from "../../../policies/rules/namesAndLimitsValid.js";
import { componentService, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const group = (edit: object) => resourceOf("aws:lb/targetGroup:TargetGroup", edit);
const long = (bytes: number) => {
  const containerDefinitions = JSON.stringify([{ name: "app", image: "nginx:1.27", memory: 512 }]);
  return rawTask([], { containerDefinitions: containerDefinitions.padEnd(bytes) });
};
const repository = (name: string) => resourceOf("aws:ecr/repository:Repository", { name });

describeRule(namesAndLimitsValid, {
  passes: [
    { title: "an empty name, for which AWS chooses", resource: group({ name: "" }) },
    {
      title: "a log group that keeps all",
      resource: resourceOf("aws:cloudwatch/logGroup:LogGroup", {}),
    },
    {
      title: "a log group's month",
      resource: resourceOf("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 30 }),
    },
    { title: "a task definition of 64 KiB", resource: long(64 * 1024) },

    { title: "a name that AWS chooses", resource: group({}) },
    { title: "a name as long as may be", resource: group({ name: "a".repeat(32) }) },
    { title: "a repository in a folder", resource: repository("shop/orders__api-v2.x") },
    {
      title: "a log group",
      resource: resourceOf("aws:cloudwatch/logGroup:LogGroup", { name: "/ecs/orders#1" }),
    },
    {
      title: "fifty tags, the longest that may be",
      resource: group({
        tags: Object.fromEntries(
          Array.from({ length: 50 }, (_, i) => [`${i}`.padStart(128, "k"), "v".repeat(256)]),
        ),
      }),
    },
  ],
  fails: [
    {
      title: "a period that no log group has",
      resource: resourceOf("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 31 }),
      messages: [
        "log group 'orders': 'retentionInDays' must be a period that CloudWatch Logs offers, got 31; 60 works",
      ],
    },
    {
      title: "a task definition above 64 KiB",
      resource: long(64 * 1024 + 1),
      messages: [
        "'containerDefinitions' must have at most 65536 bytes, got 65537; 'environmentFiles' hold what is long",
      ],
    },

    {
      title: "a target group's name that is too long",
      resource: group({ name: "a".repeat(33) }),
      messages: [
        `target group 'orders': 'name' must be 1 to 32 letters, digits and hyphens, none at its ends, got "${"a".repeat(33)}" of 33; "orders" works`,
      ],
    },
    {
      title: "a load balancer's name that AWS keeps",
      resource: resourceOf("aws:alb/loadBalancer:LoadBalancer", { name: "internal-orders" }),
      messages: [
        `load balancer 'orders': 'name' must not begin with "internal-", which AWS keeps for itself, got "internal-orders"; "orders" works`,
      ],
    },
    {
      title: "a repository in capitals",
      resource: repository("Orders"),
      messages: [
        `repository 'orders': 'name' must be 2 to 256 small letters and digits, parted by single dots, underscores, hyphens or slashes, got "Orders" of 6; "shop/orders" works`,
      ],
    },
    {
      title: "a family with a dot",
      resource: resourceOf("aws:ecs/taskDefinition:TaskDefinition", { family: "shop.orders" }),
      messages: [
        `task definition 'orders': 'family' must be 1 to 255 letters, digits, hyphens and underscores, got "shop.orders" of 11; "orders" works`,
      ],
    },
    {
      title: "a capacity provider's name that AWS keeps",
      resource: resourceOf("aws:ecs/capacityProvider:CapacityProvider", { name: "ecs-gpu" }),
      messages: [
        `capacity provider 'orders': 'name' must not begin with "ecs", which AWS keeps for itself, got "ecs-gpu"; "cp-orders" works`,
      ],
    },
    {
      title: "too many tags",
      resource: group({
        tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`tag${i}`, "x"])),
      }),
      messages: ["target group 'orders': 'tags' must hold at most 50 tags, got 51; leave 1 out"],
    },
    {
      title: "tags that are too long, and one of AWS",
      resource: group({ tags: { ["k".repeat(129)]: "x", note: "v".repeat(257), "aws:team": "x" } }),
      messages: [
        `target group 'orders': a key of 'tags' must have 1 to 128 characters, got "${"k".repeat(40)}" of 129; "team" works`,
        "target group 'orders': 'tags.note' must have at most 256 characters, got 257; a shorter text works",
        `target group 'orders': a key of 'tags' must not begin with "aws:", which AWS keeps for itself, got "aws:team"; "team" works`,
      ],
    },
  ],
  unknown: [
    { title: "an unknown name", resource: group({ name: UNKNOWN }), paths: ["name"] },
    {
      title: "an unknown tag",
      resource: group({ name: "-", tags: { team: UNKNOWN } }),
      paths: ["tags.team"],
      messages: [
        `target group 'orders': 'name' must be 1 to 32 letters, digits and hyphens, none at its ends, got "-" of 1; "orders" works`,
      ],
    },
  ],
  ignores: [
    { title: "our component", resource: componentService() },
    {
      title: "what our component names itself",
      resource: {
        ...group({ name: UNKNOWN }),
        urn: "urn:pulumi:dev::shop::slipway:index:Service$aws:lb/targetGroup:TargetGroup::orders",
      },
    },
  ],
});
