import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrKms } from "../../../policies/rules/ecrKms.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const repository = (...encryptionConfigurations: unknown[]) =>
  resourceOf("aws:ecr/repository:Repository", { encryptionConfigurations });
const message =
  "repository 'orders' has no key of its own: set 'encryptionConfigurations' to KMS with a 'kmsKey'";

describeRule(ecrKms, {
  passes: [
    { title: "a key", resource: repository({ encryptionType: "KMS", kmsKey: "arn" }) },
    { title: "a new key", resource: repository({ encryptionType: "KMS", kmsKey: UNKNOWN }) },
    {
      title: "a key, used twice",
      resource: repository({ encryptionType: "KMS_DSSE", kmsKey: "arn" }),
    },
  ],
  fails: [
    {
      title: "a key beside AWS's own encryption",
      resource: resourceOf("aws:ecr/repository:Repository", {
        encryptionConfigurations: [{ encryptionType: "AES256", kmsKey: "arn:aws:kms:a" }],
      }),
      messages: [
        "repository 'orders' has no key of its own: set 'encryptionConfigurations' to KMS with a 'kmsKey'",
      ],
    },

    { title: "AWS's default", resource: repository(), messages: [message] },
    {
      title: "AWS's own encryption",
      resource: repository({ encryptionType: "AES256" }),
      messages: [message],
    },
    {
      title: "AWS's own key",
      resource: repository({ encryptionType: "KMS" }),
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: repository({ encryptionType: UNKNOWN, kmsKey: "arn" }),
      paths: ["encryptionConfigurations[0].encryptionType"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
