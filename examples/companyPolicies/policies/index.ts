/** The company's policy pack, for `slipway check --policy-pack` and for Pulumi's own `--policy-pack`. */
import { PolicyPack } from "@pulumi/policy";
import { pulumiPolicies } from "slipway/policies";

import { longQueues } from "./rules/longQueues";
import { smallTasks } from "./rules/smallTasks";

new PolicyPack("acme", { policies: pulumiPolicies([smallTasks, longQueues]) });
