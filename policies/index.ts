/** Slipway's policy pack, for `pulumi preview --policy-pack`. Importing this starts its server. */
import { PolicyPack } from "@pulumi/policy";

import { pulumiPolicies } from "./review/pulumiPolicy.js";
import { rules } from "./rules/index.js";

new PolicyPack("slipway", { policies: pulumiPolicies(rules) });
