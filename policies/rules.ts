import type { Rule } from "./rule.js";
import { availabilityFloor } from "./rules/availabilityFloor.js";
import { awslogsDeliverySafe } from "./rules/awslogsDeliverySafe.js";
import { capacityStrategyValid } from "./rules/capacityStrategyValid.js";
import { containerGraphValid } from "./rules/containerGraphValid.js";
import { deploymentCanProgress } from "./rules/deploymentCanProgress.js";
import { deploymentSafetyNet } from "./rules/deploymentSafetyNet.js";
import { ecrImmutableTags } from "./rules/ecrImmutableTags.js";
import { ecrPolicyNotPublic } from "./rules/ecrPolicyNotPublic.js";
import { ecrScanOnPush } from "./rules/ecrScanOnPush.js";
import { ecsNoPlaintextSecrets } from "./rules/ecsNoPlaintextSecrets.js";
import { ecsNoPrivileged } from "./rules/ecsNoPrivileged.js";
import { ecsNoPublicIp } from "./rules/ecsNoPublicIp.js";
import { execReadonlyCompatible } from "./rules/execReadonlyCompatible.js";
import { fargateParamsSupported } from "./rules/fargateParamsSupported.js";
import { fargateTaskSizeValid } from "./rules/fargateTaskSizeValid.js";
import { healthTimingValid } from "./rules/healthTimingValid.js";
import { imagePinned } from "./rules/imagePinned.js";
import { lbWiringValid } from "./rules/lbWiringValid.js";
import { minimumHealthyFloor } from "./rules/minimumHealthyFloor.js";
import { namesAndLimitsValid } from "./rules/namesAndLimitsValid.js";
import { networkConfigValid } from "./rules/networkConfigValid.js";
import { networkParamsSupported } from "./rules/networkParamsSupported.js";
import { portMappingsValid } from "./rules/portMappingsValid.js";
import { privateSubnetReachability } from "./rules/privateSubnetReachability.js";
import { rolesAndScalingConsistent } from "./rules/rolesAndScalingConsistent.js";
import { schedulingValid } from "./rules/schedulingValid.js";
import { taskMemoryLimits } from "./rules/taskMemoryLimits.js";
import { taskResourceSums } from "./rules/taskResourceSums.js";

/** Slipway's policies, in the order in which they are told. */
export const rules: readonly Rule[] = [
  ecsNoPlaintextSecrets,
  ecsNoPrivileged,
  ecsNoPublicIp,
  imagePinned,
  fargateTaskSizeValid,
  fargateParamsSupported,
  taskMemoryLimits,
  taskResourceSums,
  containerGraphValid,
  portMappingsValid,
  networkParamsSupported,
  awslogsDeliverySafe,
  healthTimingValid,
  lbWiringValid,
  capacityStrategyValid,
  schedulingValid,
  namesAndLimitsValid,
  rolesAndScalingConsistent,
  deploymentCanProgress,
  minimumHealthyFloor,
  availabilityFloor,
  deploymentSafetyNet,
  privateSubnetReachability,
  networkConfigValid,
  execReadonlyCompatible,
  ecrScanOnPush,
  ecrImmutableTags,
  ecrPolicyNotPublic,
];
