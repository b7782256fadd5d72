import { UNKNOWN } from "../../../policies/resource/reader.js";
import { requiredTags } from "../../../policies/rules/requiredTags.js";
import { componentService, describeRule, rawService, resourceOf } from "./ruleCases.js";

const service = (tags?: unknown, more: object = {}) => rawService({ tags, ...more });
const KEYS = { requiredTagKeys: ["owner", "env"] };

describeRule(requiredTags, {
  passes: [
    {
      title: "the tags that are asked for",
      resource: service({ owner: "shop", env: UNKNOWN }),
      configuration: KEYS,
    },
    {
      title: "tags that the provider adds",
      resource: service({ owner: "shop" }, { tagsAll: { env: "prod" } }),
      configuration: KEYS,
    },
    {
      title: "the tags of a group",
      resource: resourceOf("aws:autoscaling/group:Group", {
        tags: [{ key: "owner" }, { key: "env" }],
      }),
      configuration: KEYS,
    },
  ],
  fails: [
    {
      title: "no tags",
      resource: service(),
      messages: [`service 'orders' lacks tags: add "owner", "env" to 'tags'`],
      configuration: KEYS,
    },
    {
      title: "one tag of two",
      resource: service({ env: "prod" }),
      messages: [`service 'orders' lacks tags: add "owner" to 'tags'`],
      configuration: KEYS,
    },
    {
      title: "a tag in another case",
      resource: resourceOf("aws:lb/targetGroup:TargetGroup", {
        tags: { Owner: "shop", env: "prod" },
      }),
      messages: [`target group 'orders' lacks tags: add "owner" to 'tags'`],
      configuration: KEYS,
    },
  ],
  unknown: [
    { title: "unknown tags", resource: service(UNKNOWN), paths: ["tags"], configuration: KEYS },
  ],
  ignores: [
    { title: "anything where no tags are asked for", resource: service() },
    {
      title: "a component, whose children are judged",
      resource: componentService(),
      configuration: KEYS,
    },
  ],
});
