import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrLifecyclePolicy } from "../../../policies/rules/ecrLifecyclePolicy.js";
import { besideOf, describeRule, rawService, resourceOf, urnOf } from "./ruleCases.js";

const REPOSITORY = "aws:ecr/repository:Repository";
const repository = (name?: unknown) => resourceOf(REPOSITORY, { name });
const policy = (repositoryName: unknown, dependencies = {}) => [
  besideOf(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    { repository: repositoryName, policy: "{}" },
    { dependencies },
  ),
];
const message = "repository 'orders' keeps all images for ever: add a lifecycle policy";

describeRule(ecrLifecyclePolicy, {
  passes: [
    {
      title: "a policy",
      resource: repository(),
      beside: policy(UNKNOWN, { repository: [urnOf(REPOSITORY)] }),
    },
    {
      title: "a policy by name",
      resource: repository("shop/orders"),
      beside: policy("shop/orders"),
    },
    {
      title: "a policy of the stack whose repository is not known",
      resource: repository(),
      beside: policy(UNKNOWN),
    },
  ],
  fails: [
    { title: "no policy", resource: repository(), messages: [message] },
    {
      title: "a policy of another repository",
      resource: repository("shop/orders"),
      messages: [message],
      beside: policy("shop/web"),
    },
    {
      title: "a policy of another repository, whose name is known first",
      resource: { ...repository("shop/orders"), id: "shop/orders" },
      messages: [message],
      beside: policy("shop/web"),
    },
  ],
  unknown: [],
  ignores: [{ title: "a service", resource: rawService() }],
});
