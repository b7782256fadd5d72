import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrImmutableTags } from "../../../policies/rules/ecrImmutableTags.js";
import { componentService, describeRule, resourceOf } from "./ruleCases.js";

const repository = (inputs: object) => resourceOf("aws:ecr/repository:Repository", inputs);
const excluding = (...filters: unknown[]) =>
  repository({
    imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    imageTagMutabilityExclusionFilters: filters.map((filter) => ({
      filter,
      filterType: "WILDCARD",
    })),
  });
const moving = `repository 'orders' lets tags move to another image: set 'imageTagMutability' to "IMMUTABLE"`;

describeRule(ecrImmutableTags, {
  passes: [
    { title: "immutable tags", resource: repository({ imageTagMutability: "IMMUTABLE" }) },
    { title: "a cache beside them", resource: excluding("buildcache", "live-*") },
  ],
  fails: [
    { title: "AWS's default", resource: repository({}), messages: [moving] },
    {
      title: "all but some tags",
      resource: repository({ imageTagMutability: "MUTABLE_WITH_EXCLUSION" }),
      messages: [moving],
    },
    {
      title: "an exclusion of every tag",
      resource: excluding("buildcache", "**"),
      messages: [
        `repository 'orders' lets the tags '**' move to another image: set 'imageTagMutability' to "IMMUTABLE"`,
      ],
    },
    {
      title: "exclusions where there shall be none",
      resource: excluding("buildcache", "live-*"),
      configuration: { allowExclusionFilters: false },
      messages: [
        `repository 'orders' lets the tags 'buildcache', 'live-*' move to another image: set 'imageTagMutability' to "IMMUTABLE"`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown mutability",
      resource: repository({ imageTagMutability: UNKNOWN }),
      paths: ["imageTagMutability"],
    },
    {
      title: "an unknown exclusion",
      resource: excluding(UNKNOWN),
      paths: ["imageTagMutabilityExclusionFilters[0].filter"],
    },
  ],
  ignores: [{ title: "a service", resource: componentService() }],
});
