export type { AccessLogsArgs } from "./loadBalancer/accessLogsArgs.js";
export { Architecture } from "./rules/architecture.js";
export { ArgumentError } from "./argument/argumentError.js";
export type { CapacityProviderStrategyArgs } from "./cluster/args/capacityProviderStrategyArgs.js";
export type {
  ClusterRef,
  ExecLoggingRef,
  InstancePlatformRef,
  ManagedPlatformRef,
} from "./cluster/args/clusterRef.js";
export { Cluster } from "./cluster/cluster.js";
export type { ClusterArgs } from "./cluster/args/clusterArgs.js";
export { ContainerInsights, FargateCapacityProvider } from "./cluster/args/clusterArgs.js";
export type {
  ContainerArgs,
  ContainerDependencyArgs,
  ContainerExtraHostArgs,
  ContainerHealthCheckArgs,
  ContainerPortArgs,
  PolicyConditionArgs,
  PolicyStatementArgs,
} from "./taskDefinition/args/containerArgs.js";
export type {
  ContainerCapabilitiesArgs,
  ContainerDeviceArgs,
  ContainerLinuxParametersArgs,
  ContainerRestartPolicyArgs,
  ContainerTmpfsArgs,
  ContainerUlimitArgs,
} from "./taskDefinition/args/containerLinuxArgs.js";
export type {
  ContainerCredentialSpecArgs,
  ContainerSecretArgs,
  RepositoryCredentialsArgs,
} from "./taskDefinition/args/containerSecretArgs.js";
export {
  LifecycleHookType,
  LifecycleStage,
  PauseTimeoutAction,
} from "./service/rules/deployment/lifecycleHook.js";
export { DeploymentStrategy } from "./service/rules/deployment/deploymentStrategy.js";
export type { DeploymentAlarmsArgs } from "./service/args/deploymentAlarmsArgs.js";
export type { DeploymentArgs } from "./service/args/deploymentArgs.js";
export { DockerImage } from "./image/dockerImage.js";
export type {
  DockerImageArgs,
  PromoteFromArgs,
  PullThroughCacheArgs,
} from "./image/dockerImageArgs.js";
export type { ExternalDeploymentRef } from "./service/args/externalDeploymentRef.js";
export type {
  InstanceGroupArgs,
  InstanceGroupSpotArgs,
  InstanceGroupWarmPoolArgs,
} from "./cluster/args/instanceGroupArgs.js";
export {
  InstanceOperatingSystem,
  SpotAllocationStrategy,
  WarmPoolState,
} from "./cluster/args/instanceGroupArgs.js";
export type {
  InstanceRequirementsArgs,
  RangeArgs,
  RequiredRangeArgs,
} from "./cluster/args/instanceRequirementsArgs.js";
export {
  AcceleratorManufacturer,
  AcceleratorType,
  CpuManufacturer,
  InstanceGeneration,
  InstanceKindChoice,
  LocalStorageType,
} from "./cluster/args/instanceRequirementsArgs.js";
export type { LifecycleHookArgs } from "./service/args/lifecycleHookArgs.js";
export type { LoadBalancerRef } from "./loadBalancer/loadBalancerRef.js";
export { LoadBalancer } from "./loadBalancer/loadBalancer.js";
export type {
  LoadBalancerArgs,
  LoadBalancerDomainArgs,
  TestListenerArgs,
} from "./loadBalancer/loadBalancerArgs.js";
export { IpAddressType, TlsPolicy } from "./loadBalancer/loadBalancerArgs.js";
export type { ContainerLogConfigurationArgs } from "./taskDefinition/args/logConfigurationArgs.js";
export { LogDriver } from "./taskDefinition/args/logConfigurationArgs.js";
export type { LogRouterArgs } from "./taskDefinition/args/logRouterArgs.js";
export { LogRouterType } from "./taskDefinition/args/logRouterArgs.js";
export type {
  CapacityReservationsArgs,
  ManagedInstancesArgs,
} from "./cluster/args/managedInstancesArgs.js";
export {
  CapacityOptionType,
  ManagedInstancesMonitoring,
  ManagedInstancesTags,
  ReservationPreference,
} from "./cluster/args/managedInstancesArgs.js";
export { Network } from "./network/network.js";
export type {
  ExistingVpcArgs,
  FlowLogsArgs,
  NetworkArgs,
  SubnetTagsArgs,
} from "./network/networkArgs.js";
export type { NetworkRef } from "./network/networkRef.js";
export { FlowLogTraffic, NatGateways, PrivateReach, VpcEndpoints } from "./network/networkArgs.js";
export { NetworkLoadBalancer } from "./loadBalancer/networkLoadBalancer.js";
export type { NetworkLoadBalancerArgs } from "./loadBalancer/networkLoadBalancerArgs.js";
export type { NetworkLoadBalancerRef } from "./loadBalancer/networkLoadBalancerRef.js";
export type { ScheduledTaskRef } from "./scheduledTask/scheduledTask.js";
export { ScheduledTask } from "./scheduledTask/scheduledTask.js";
export type { ScheduledTaskArgs, ScheduleRetriesArgs } from "./scheduledTask/scheduledTaskArgs.js";
export type { OpenTelemetryArgs } from "./taskDefinition/args/openTelemetryArgs.js";
export type { TaskEgressArgs } from "./launch/taskEgressArgs.js";
export type { ServiceRef } from "./service/args/serviceRef.js";
export { Service } from "./service/service.js";
export type { ServiceArgs } from "./service/args/serviceArgs.js";
export type {
  ServicePlacementConstraintArgs,
  ServicePlacementStrategyArgs,
} from "./service/args/servicePlacementArgs.js";
export {
  PlacementConstraintType,
  PlacementStrategyType,
  SchedulingStrategy,
} from "./service/args/servicePlacementArgs.js";
export type {
  ScalingScheduleArgs,
  ScalingSuspensionArgs,
  ServiceScalingArgs,
} from "./service/args/serviceScalingArgs.js";
export type { PredictiveScalingArgs } from "./service/args/predictiveScalingArgs.js";
export { PredictiveMetric, PredictiveMode } from "./service/args/predictiveScalingArgs.js";
export type { ProxyConfigurationArgs } from "./taskDefinition/args/proxyConfigurationArgs.js";
export type {
  ScalingMetricArgs,
  ScalingQueryArgs,
  ScalingQueueArgs,
  ScalingStepArgs,
  ScalingStepPolicyArgs,
} from "./service/args/scalingMetricArgs.js";
export { ScalingChange, ScalingSide } from "./service/args/scalingMetricArgs.js";
export type {
  ServiceConnectArgs,
  ServiceConnectPortArgs,
  ServiceConnectTlsArgs,
} from "./service/args/serviceConnectArgs.js";
export type {
  ServiceDiscoveryArgs,
  ServiceConnectionArgs,
  ServiceIngressArgs,
} from "./service/args/serviceDiscoveryArgs.js";
export { DiscoveryRecordType } from "./service/args/serviceDiscoveryArgs.js";
export type {
  HttpHeaderConditionArgs,
  QueryStringConditionArgs,
  ServiceLoadBalancerArgs,
  UrlRewriteArgs,
} from "./service/args/serviceLoadBalancerArgs.js";
export type {
  NetworkListenerArgs,
  NetworkTestListenerArgs,
  ServiceNetworkLoadBalancerArgs,
} from "./service/args/serviceNetworkLoadBalancerArgs.js";
export { NetworkProtocol } from "./service/args/serviceNetworkLoadBalancerArgs.js";
export type { StickinessArgs, TargetHealthCheckArgs } from "./service/args/targetGroupArgs.js";
export {
  LoadBalancingAlgorithm,
  ProtocolVersion,
  TargetProtocol,
} from "./service/args/targetGroupArgs.js";
export { Task } from "./task/task.js";
export type { TaskArgs } from "./task/taskArgs.js";
export type {
  EbsVolumeRef,
  InstanceNeedsRef,
  TaskContainerRef,
  TaskDefinitionRef,
} from "./taskDefinition/args/taskDefinitionRef.js";
export { TaskDefinition } from "./taskDefinition/taskDefinition.js";
export type {
  TaskDefinitionArgs,
  TaskPlacementConstraintArgs,
} from "./taskDefinition/args/taskDefinitionArgs.js";
export {
  Compatibility,
  IpcMode,
  NetworkMode,
  OperatingSystem,
  PidMode,
} from "./taskDefinition/args/taskPlatform.js";
export type {
  ContainerMountPointArgs,
  ContainerVolumeFromArgs,
  DockerVolumeArgs,
  EbsVolumeArgs,
  TaskVolumeArgs,
} from "./taskDefinition/args/taskVolumeArgs.js";
export type {
  EfsAccessPointArgs,
  EfsVolumeArgs,
  FsxWindowsFileServerVolumeArgs,
  S3FilesVolumeArgs,
} from "./taskDefinition/args/fileSystemVolumeArgs.js";
export { DockerVolumeScope, EbsVolumeType } from "./taskDefinition/args/taskVolumeArgs.js";
export type { ZoneRoleArgs } from "./loadBalancer/zoneRoleArgs.js";
