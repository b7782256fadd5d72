import { UNKNOWN } from "../../../policies/resource/reader.js";
import { iamTrustNarrow } from "../../../policies/rules/iamTrustNarrow.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const role = (statement: object) =>
  resourceOf("aws:iam/role:Role", {
    assumeRolePolicy: JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
    }),
  });
const GITHUB = "token.actions.githubusercontent.com";
const Principal = { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` };
const github = (sub?: string | string[]) =>
  role({
    Principal,
    Condition: {
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
      ...(sub !== undefined && { StringLike: { [`${GITHUB}:sub`]: sub } }),
    },
  });
const everybody = "role 'orders' lets everybody act as it: name principals in 'assumeRolePolicy'";
const anybody = `role 'orders' lets every repository of GitHub act as it: add a condition of ${GITHUB}:sub`;
const wide = (sub: string) =>
  `role 'orders' lets more than one repository of GitHub act as it: name owner and repository in ${GITHUB}:sub, got "${sub}"`;

describeRule(iamTrustNarrow, {
  passes: [
    ...[
      "repository",
      "repository_id",
      "repository_owner",
      "repository_owner_id",
      "job_workflow_ref",
    ].map((claim) => ({
      title: `GitHub's claim ${claim} in the place of a subject`,
      resource: role({
        Principal,
        Condition: {
          StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:${claim}`]: "acme" },
        },
      }),
    })),
    {
      title: "another provider, with a subject of its own",
      resource: role({
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/gitlab.com" },
        Condition: { StringEquals: { "gitlab.com:sub": "*" } },
      }),
    },

    { title: "tasks", resource: role({ Principal: { Service: "ecs-tasks.amazonaws.com" } }) },
    { title: "an account", resource: role({ Principal: { AWS: "123456789012" } }) },
    {
      title: "everybody of an organization",
      resource: role({
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      }),
    },
    {
      title: "an environment of a repository",
      resource: github("repo:acme/shop:environment:prod"),
    },
    { title: "all of a repository", resource: github(["repo:acme/shop:*"]) },
    {
      title: "a subject that the configuration names",
      resource: github("repo:acme/*"),
      configuration: { allowedSubs: ["repo:acme/*"] },
    },
    {
      title: "another provider",
      resource: role({ Principal: { Federated: "arn:aws:iam::1:oidc-provider/gitlab.com" } }),
    },
  ],
  fails: [
    {
      title: "all of GitHub, by a provider without conditions",
      resource: role({ Principal }),
      messages: [anybody],
    },
    {
      title: "all of GitHub, by conditions where the provider is hidden",
      resource: role({
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/hidden" },
        Condition: { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } },
      }),
      messages: [anybody],
    },

    { title: "everybody", resource: role({ Principal: "*" }), messages: [everybody] },
    {
      title: "everybody of AWS",
      resource: role({ Principal: { AWS: ["*"] } }),
      messages: [everybody],
    },
    { title: "all of GitHub", resource: github(), messages: [anybody] },
    {
      title: "all of GitHub, by a pattern",
      resource: github("repo:*"),
      messages: [wide("repo:*")],
    },
    {
      title: "all repositories of an owner",
      resource: github("repo:acme/*"),
      messages: [wide("repo:acme/*")],
    },
    {
      title: "one subject of two that is too wide",
      resource: github(["repo:acme/shop:ref:refs/heads/main", "*"]),
      messages: [wide("*")],
    },
    {
      title: "owners of a like name",
      resource: github("repo:acme*/shop:*"),
      messages: [wide("repo:acme*/shop:*")],
    },
  ],
  unknown: [
    {
      title: "an unknown policy",
      resource: resourceOf("aws:iam/role:Role", { assumeRolePolicy: UNKNOWN }),
      paths: ["assumeRolePolicy"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
