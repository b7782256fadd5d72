import type { Rule } from "../rule.js";
import { availabilityFloor } from "./availabilityFloor.js";
import { awslogsDeliverySafe } from "./awslogsDeliverySafe.js";
import { awslogsOptionsValid } from "./awslogsOptionsValid.js";
import { capacityStrategyValid } from "./capacityStrategyValid.js";
import { containerGraphValid } from "./containerGraphValid.js";
import { deploymentCanProgress } from "./deploymentCanProgress.js";
import { deploymentSafetyNet } from "./deploymentSafetyNet.js";
import { ecrImmutableTags } from "./ecrImmutableTags.js";
import { ecrPolicyNotPublic } from "./ecrPolicyNotPublic.js";
import { ecrScanOnPush } from "./ecrScanOnPush.js";
import { ecsCapabilitiesLimited } from "./ecsCapabilitiesLimited.js";
import { ecsNoPlaintextSecrets } from "./ecsNoPlaintextSecrets.js";
import { ecsNoPrivileged } from "./ecsNoPrivileged.js";
import { ecsNoPublicIp } from "./ecsNoPublicIp.js";
import { execReadonlyCompatible } from "./execReadonlyCompatible.js";
import { fargateParamsSupported } from "./fargateParamsSupported.js";
import { fargateTaskSizeValid } from "./fargateTaskSizeValid.js";
import { healthTimingValid } from "./healthTimingValid.js";
import { imagePinned } from "./imagePinned.js";
import { lbWiringValid } from "./lbWiringValid.js";
import { minimumHealthyFloor } from "./minimumHealthyFloor.js";
import { namesAndLimitsValid } from "./namesAndLimitsValid.js";
import { networkConfigValid } from "./networkConfigValid.js";
import { networkParamsSupported } from "./networkParamsSupported.js";
import { portMappingsValid } from "./portMappingsValid.js";
import { privateSubnetReachability } from "./privateSubnetReachability.js";
import { rolesAndScalingConsistent } from "./rolesAndScalingConsistent.js";
import { schedulingValid } from "./schedulingValid.js";
import { taskMemoryLimits } from "./taskMemoryLimits.js";
import { taskMemoryValid } from "./taskMemoryValid.js";
import { taskResourceSums } from "./taskResourceSums.js";

/** Slipway's policies, in the order in which they are told. */
export const rules: readonly Rule[] = [
  ecsNoPlaintextSecrets,
  ecsNoPrivileged,
  ecsCapabilitiesLimited,
  ecsNoPublicIp,
  imagePinned,
  fargateTaskSizeValid,
  fargateParamsSupported,
  taskMemoryValid,
  taskMemoryLimits,
  taskResourceSums,
  containerGraphValid,
  portMappingsValid,
  networkParamsSupported,
  awslogsOptionsValid,
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
