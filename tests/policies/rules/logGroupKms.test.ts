import { UNKNOWN } from "../../../policies/resource/reader.js";
import { logGroupKms } from "../../../policies/rules/logGroupKms.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const group = (kmsKeyId?: unknown) => resourceOf("aws:cloudwatch/logGroup:LogGroup", { kmsKeyId });
const message = "log group 'orders' has no key of its own: set 'kmsKeyId'";

describeRule(logGroupKms, {
  passes: [
    { title: "a key", resource: group("arn:aws:kms:eu-west-1:123456789012:key/1") },
    { title: "a new key", resource: group(UNKNOWN) },
    { title: "a key by its alias", resource: group("alias/logs") },
  ],
  fails: [
    { title: "AWS's default", resource: group(), messages: [message] },
    { title: "an empty key", resource: group(""), messages: [message] },
    { title: "no key at all", resource: group(null), messages: [message] },
  ],
  // A key that is not known yet is a key.
  unknown: [],
  ignores: [{ title: "a service", resource: rawService() }],
});
