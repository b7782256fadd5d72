import type { Rule } from "../rule.js";
import { albExposureDeclared } from "./albExposureDeclared.js";
import { albHeaderHardening } from "./albHeaderHardening.js";
import { asgResilient } from "./asgResilient.js";
import { availabilityFloor } from "./availabilityFloor.js";
import { awslogsDeliverySafe } from "./awslogsDeliverySafe.js";
import { awslogsOptionsValid } from "./awslogsOptionsValid.js";
import { capacityProviderProtected } from "./capacityProviderProtected.js";
import { capacityStrategyValid } from "./capacityStrategyValid.js";
import { codedeployComplete } from "./codedeployComplete.js";
import { containerGraphValid } from "./containerGraphValid.js";
import { costBudget } from "./costBudget.js";
import { daemonHasInstances } from "./daemonHasInstances.js";
import { deploymentCanProgress } from "./deploymentCanProgress.js";
import { deploymentSafetyNet } from "./deploymentSafetyNet.js";
import { drainingOrder } from "./drainingOrder.js";
import { ecrImmutableTags } from "./ecrImmutableTags.js";
import { ecrKms } from "./ecrKms.js";
import { ecrLifecyclePolicy } from "./ecrLifecyclePolicy.js";
import { ecrPolicyNotPublic } from "./ecrPolicyNotPublic.js";
import { ecrScanOnPush } from "./ecrScanOnPush.js";
import { ecsCapabilitiesLimited } from "./ecsCapabilitiesLimited.js";
import { ecsContainerInsights } from "./ecsContainerInsights.js";
import { ecsEfsTransitEncryption } from "./ecsEfsTransitEncryption.js";
import { ecsExecControlled } from "./ecsExecControlled.js";
import { ecsLoggingRequired } from "./ecsLoggingRequired.js";
import { ecsNoHostNamespaces } from "./ecsNoHostNamespaces.js";
import { ecsNoHostNetwork } from "./ecsNoHostNetwork.js";
import { ecsNoPlaintextSecrets } from "./ecsNoPlaintextSecrets.js";
import { ecsNoPrivileged } from "./ecsNoPrivileged.js";
import { ecsNoPublicIp } from "./ecsNoPublicIp.js";
import { ecsNonRootUser } from "./ecsNonRootUser.js";
import { ecsPlatformVersionLatest } from "./ecsPlatformVersionLatest.js";
import { ecsReadonlyRoot } from "./ecsReadonlyRoot.js";
import { ecsRolesSeparate } from "./ecsRolesSeparate.js";
import { efsHardened } from "./efsHardened.js";
import { execAccess } from "./execAccess.js";
import { execReadonlyCompatible } from "./execReadonlyCompatible.js";
import { executionRoleSufficient } from "./executionRoleSufficient.js";
import { fargateParamsSupported } from "./fargateParamsSupported.js";
import { fargateTaskSizeValid } from "./fargateTaskSizeValid.js";
import { graceCoversStart } from "./graceCoversStart.js";
import { healthTimingValid } from "./healthTimingValid.js";
import { iamNoWildcards } from "./iamNoWildcards.js";
import { iamPassroleScoped } from "./iamPassroleScoped.js";
import { iamTrustNarrow } from "./iamTrustNarrow.js";
import { ignoreChangesComplete } from "./ignoreChangesComplete.js";
import { imagePinned } from "./imagePinned.js";
import { launchTemplateHardened } from "./launchTemplateHardened.js";
import { lbAccessLogs } from "./lbAccessLogs.js";
import { lbDeletionProtection } from "./lbDeletionProtection.js";
import { lbHttpsOnly } from "./lbHttpsOnly.js";
import { lbMultipleZones } from "./lbMultipleZones.js";
import { lbTlsPolicy } from "./lbTlsPolicy.js";
import { lbWiringValid } from "./lbWiringValid.js";
import { logGroupKms } from "./logGroupKms.js";
import { logGroupRetention } from "./logGroupRetention.js";
import { minimumHealthyFloor } from "./minimumHealthyFloor.js";
import { namesAndLimitsValid } from "./namesAndLimitsValid.js";
import { nativeBluegreenComplete } from "./nativeBluegreenComplete.js";
import { networkConfigValid } from "./networkConfigValid.js";
import { networkParamsSupported } from "./networkParamsSupported.js";
import { portMappingsValid } from "./portMappingsValid.js";
import { privateSubnetReachability } from "./privateSubnetReachability.js";
import { queueAndScheduleSafe } from "./queueAndScheduleSafe.js";
import { requiredTags } from "./requiredTags.js";
import { rolesAndScalingConsistent } from "./rolesAndScalingConsistent.js";
import { rulesInOnePlace } from "./rulesInOnePlace.js";
import { schedulingValid } from "./schedulingValid.js";
import { serviceWiringValid } from "./serviceWiringValid.js";
import { securityGroupReachability } from "./securityGroupReachability.js";
import { sgNoOpenIngress } from "./sgNoOpenIngress.js";
import { taskMemoryLimits } from "./taskMemoryLimits.js";
import { taskMemoryValid } from "./taskMemoryValid.js";
import { taskResourceSums } from "./taskResourceSums.js";
import { tgEncryptedTransport } from "./tgEncryptedTransport.js";

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
  serviceWiringValid,
  codedeployComplete,
  nativeBluegreenComplete,
  capacityStrategyValid,
  schedulingValid,
  daemonHasInstances,
  namesAndLimitsValid,
  rolesAndScalingConsistent,
  deploymentCanProgress,
  minimumHealthyFloor,
  availabilityFloor,
  deploymentSafetyNet,
  graceCoversStart,
  drainingOrder,
  ignoreChangesComplete,
  rulesInOnePlace,
  executionRoleSufficient,
  privateSubnetReachability,
  networkConfigValid,
  securityGroupReachability,
  execReadonlyCompatible,
  execAccess,
  ecrScanOnPush,
  ecrImmutableTags,
  ecrPolicyNotPublic,
  ecsNoHostNamespaces,
  ecsReadonlyRoot,
  ecsNonRootUser,
  ecsNoHostNetwork,
  ecsLoggingRequired,
  ecsPlatformVersionLatest,
  ecsContainerInsights,
  ecsExecControlled,
  ecsEfsTransitEncryption,
  ecsRolesSeparate,
  requiredTags,
  costBudget,
  capacityProviderProtected,
  ecrLifecyclePolicy,
  ecrKms,
  lbHttpsOnly,
  lbTlsPolicy,
  albHeaderHardening,
  lbAccessLogs,
  lbDeletionProtection,
  albExposureDeclared,
  tgEncryptedTransport,
  logGroupRetention,
  logGroupKms,
  sgNoOpenIngress,
  iamNoWildcards,
  iamPassroleScoped,
  iamTrustNarrow,
  launchTemplateHardened,
  lbMultipleZones,
  asgResilient,
  efsHardened,
  queueAndScheduleSafe,
];
