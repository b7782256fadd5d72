import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrPolicyNotPublic } from "../../../policies/rules/ecrPolicyNotPublic.js";
import { componentService, describeRule, resourceOf } from "./ruleCases.js";

const ROOT = "arn:aws:iam::123456789012:root";
const policyOf = (policy: unknown) =>
  resourceOf("aws:ecr/repositoryPolicy:RepositoryPolicy", { repository: "orders", policy });
const document = (...statements: object[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((edit) => ({ Effect: "Allow", Action: "ecr:BatchGetImage", ...edit })),
});
const letting = (...statements: object[]) => policyOf(JSON.stringify(document(...statements)));
const onlyIf = (operator: string, key: string, value: unknown) =>
  letting({ Principal: "*", Condition: { [operator]: { [key]: value } } });
const open = (label: string) =>
  `${label} 'orders' lets everybody in: name accounts as principals, or add a condition such as aws:PrincipalOrgID`;
const message = open("repository policy");

describeRule(ecrPolicyNotPublic, {
  passes: [
    {
      title: "a service, where accounts must be trusted",
      resource: letting({ Principal: { Service: "lambda.amazonaws.com" } }),
      configuration: { trustedAccounts: ["123456789012"] },
    },
    {
      title: "a provider, where accounts must be trusted",
      resource: letting({ Principal: { AWS: "AIDACKCEVSQ6C2EXAMPLE" } }),
      configuration: { trustedAccounts: ["123456789012"] },
    },

    { title: "an account", resource: letting({ Principal: { AWS: [ROOT] } }) },
    { title: "a service", resource: letting({ Principal: { Service: "lambda.amazonaws.com" } }) },
    { title: "an organization", resource: onlyIf("StringEquals", "aws:PrincipalOrgID", "o-1") },
    {
      title: "some organizations",
      resource: onlyIf("ForAnyValue:StringLike", "AWS:PrincipalOrgPaths", ["o-1/*"]),
    },
    {
      title: "a trusted account",
      resource: letting({ Principal: { AWS: ROOT } }, { Principal: { AWS: "123456789012" } }),
      configuration: { trustedAccounts: ["123456789012"] },
    },
  ],
  fails: [
    { title: "everybody", resource: letting({ Principal: "*" }), messages: [message] },
    {
      title: "everybody as one of AWS",
      resource: letting({ Principal: { AWS: [ROOT, "*"] } }),
      messages: [message],
    },
    {
      title: "everybody but an account",
      resource: letting({ NotPrincipal: { AWS: ROOT } }),
      messages: [message],
    },
    {
      title: "everybody in a policy that is no text, with one statement that is no list",
      resource: policyOf({ Statement: { Effect: "Allow", Principal: "*" } }),
      messages: [message],
    },
    {
      title: "everybody in a whole registry",
      resource: resourceOf("aws:ecr/registryPolicy:RegistryPolicy", {
        policy: JSON.stringify(document({ Principal: "*" })),
      }),
      messages: [open("registry policy")],
    },
    {
      title: "everybody but an organization",
      resource: onlyIf("StringNotEquals", "aws:PrincipalOrgID", "o-1"),
      messages: [message],
    },
    {
      title: "everybody without an organization",
      resource: onlyIf("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1"),
      messages: [message],
    },
    {
      title: "any organization",
      resource: onlyIf("StringLike", "aws:PrincipalOrgID", ["o-1", "*"]),
      messages: [message],
    },
    {
      title: "a condition that narrows nobody down",
      resource: onlyIf("Bool", "aws:SecureTransport", "true"),
      messages: [message],
    },
    {
      title: "an account that is not trusted",
      resource: letting({ Principal: { AWS: [ROOT] } }),
      configuration: { trustedAccounts: ["210987654321", "333333333333"] },
      messages: [
        "repository policy 'orders' lets in account 123456789012, which is not one of 'trustedAccounts' 210987654321, 333333333333",
      ],
    },
  ],
  unknown: [
    { title: "an unknown policy", resource: policyOf(UNKNOWN), paths: ["policy"] },
    {
      title: "an unknown principal beside a public one",
      resource: policyOf(document({ Principal: UNKNOWN }, { Principal: "*" })),
      paths: ["policy.Statement[0].Principal"],
      messages: [message],
    },
  ],
  ignores: [
    { title: "a statement that denies", resource: letting({ Effect: "Deny", Principal: "*" }) },
    { title: "a service", resource: componentService() },
  ],
});
