import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { accessPointView } from "./accessPointView.js";
import { actingRolesInStackView } from "./actingRolesInStackView.js";
import { balancingNumbersView } from "./balancingNumbersView.js";
import { callsInStackView } from "./callsInStackView.js";
import { clusterCapacityView } from "./clusterCapacityView.js";
import { clusterView } from "./clusterView.js";
import { daemonInStackView } from "./daemonInStackView.js";
import { deploymentGroupInStackView } from "./deploymentGroupInStackView.js";
import { deploymentGroupView } from "./deploymentGroupView.js";
import { endpointInStackView } from "./endpointInStackView.js";
import { execAccessInStackView } from "./execAccessInStackView.js";
import { execInStackView } from "./execInStackView.js";
import { executionRoleInStackView } from "./executionRoleInStackView.js";
import { fileSystemInStackView } from "./fileSystemInStackView.js";
import { fileVolumesView } from "./fileVolumesView.js";
import { firewallInStackView } from "./firewallInStackView.js";
import { grantsView } from "./grantsView.js";
import { groupProviderInStackView } from "./groupProviderInStackView.js";
import { groupProviderView } from "./groupProviderView.js";
import { ingressInStackView } from "./ingressInStackView.js";
import { launchInStackView } from "./launchInStackView.js";
import { launchTemplateView } from "./launchTemplateView.js";
import { launchView } from "./launchView.js";
import { listenerInStackView } from "./listenerInStackView.js";
import { listenerView } from "./listenerView.js";
import { loadBalancerView } from "./loadBalancerView.js";
import { logGroupView } from "./logGroupView.js";
import { mountTargetInStackView } from "./mountTargetInStackView.js";
import { namedView } from "./namedView.js";
import { plainTextsView } from "./plainTextsView.js";
import { queueView } from "./queueView.js";
import { repositoryInStackView } from "./repositoryInStackView.js";
import { repositoryLifecycleView } from "./repositoryLifecycleView.js";
import { repositoryPolicyView } from "./repositoryPolicyView.js";
import { repositoryView } from "./repositoryView.js";
import { resourceInStackView, resourceView } from "./resourceView.js";
import { scalableTargetView } from "./scalableTargetView.js";
import { scalingGroupView } from "./scalingGroupView.js";
import { scheduleView } from "./scheduleView.js";
import { separateRulesInStackView } from "./separateRulesInStackView.js";
import { serviceExecView } from "./serviceExecView.js";
import { serviceInStackView } from "./serviceInStackView.js";
import { serviceOwnersInStackView } from "./serviceOwnersInStackView.js";
import { serviceShiftView } from "./serviceShiftView.js";
import { serviceView } from "./serviceView.js";
import { stackCostView } from "./stackCostView.js";
import { taggedView } from "./taggedView.js";
import { targetGroupView } from "./targetGroupView.js";
import { taskRolesInStackView } from "./taskRolesInStackView.js";
import { taskView } from "./taskView.js";
import { trustView } from "./trustView.js";
import { writtenValuesView } from "./writtenValuesView.js";

/**
 * The kinds of views that rules judge, by the name of the method that judges them, each made of one resource alone; a
 * maker gives nothing for a resource of another kind. In this order a rule is told of a resource. A new kind of view is
 * a line here.
 */
export const VIEWS = {
  /** A task definition. */
  task: taskView,
  /** A service. */
  service: serviceView,
  /** Whatever starts tasks: a service, a task set, a schedule. */
  launch: launchView,
  /** A target group of a load balancer. */
  targetGroup: targetGroupView,
  /** A listener of a load balancer. */
  listener: listenerView,
  /** A load balancer. */
  loadBalancer: loadBalancerView,
  /** A load balancer, a target group, a listener or a rule of one, as to its numbers. */
  balancingNumbers: balancingNumbersView,
  /** What an autoscaler scales. */
  scalableTarget: scalableTargetView,
  /** Whatever has a name that AWS puts limits on. */
  named: namedView,
  /** Whatever has a place of which AWS takes some values only. */
  writtenValues: writtenValuesView,
  /** An ECR repository. */
  repository: repositoryView,
  /** Who may do what with an ECR repository or registry. */
  repositoryPolicy: repositoryPolicyView,
  /** An ECS service, as to ECS Exec. */
  serviceExec: serviceExecView,
  /** The volumes of EFS that a task definition has. */
  fileVolumes: fileVolumesView,
  /** An ECS cluster. */
  cluster: clusterView,
  /** A capacity provider of an Auto Scaling group. */
  groupProvider: groupProviderView,
  /** A log group. */
  logGroup: logGroupView,
  /** What a policy of IAM lets its holder do. */
  grants: grantsView,
  /** Who may act as a role of IAM. */
  trust: trustView,
  /** What instances are started from. */
  launchTemplate: launchTemplateView,
  /** An Auto Scaling group. */
  scalingGroup: scalingGroupView,
  /** An access point of EFS. */
  accessPoint: accessPointView,
  /** An SQS queue, or its policy. */
  queue: queueView,
  /** What starts tasks by the clock or on an event. */
  schedule: scheduleView,
  /** Texts that a run, an image or an instance is given, and that others than it may read. */
  plainTexts: plainTextsView,
  /** Whatever has tags. */
  tagged: taggedView,
  /** How a service's new tasks get its traffic. */
  serviceShift: serviceShiftView,
  /** A deployment group of CodeDeploy for a service. */
  deploymentGroup: deploymentGroupView,
  /** The capacity providers that a cluster is given. */
  clusterCapacity: clusterCapacityView,
  /** Any resource, for what no other view speaks of. */
  resource: resourceView,
} satisfies Readonly<Record<string, (resource: ReviewedResource) => object | undefined>>;

/** The kinds of views that are made of a resource and what its stack has besides, once all of it is registered. */
export const STACK_VIEWS = {
  /** Whatever starts tasks, with what its subnets reach. */
  launchInStack: launchInStackView,
  /** An ECS service with the task definition that its stack has for it. */
  execInStack: execInStackView,
  /** An ECS service with the task role and the subnets that its stack has for it. */
  execAccessInStack: execAccessInStackView,
  /** An ECR repository with what its registry does. */
  repositoryInStack: repositoryInStackView,
  /** A resource with roles that a service of AWS acts as. */
  actingRolesInStack: actingRolesInStackView,
  /** The roles of a task definition. */
  taskRolesInStack: taskRolesInStackView,
  /** A listener with its load balancer and its rules. */
  listenerInStack: listenerInStackView,
  /** A capacity provider with its Auto Scaling group. */
  groupProviderInStack: groupProviderInStackView,
  /** A load balancer with its firewall. */
  firewallInStack: firewallInStackView,
  /** An ECR repository with its lifecycle policy. */
  repositoryLifecycle: repositoryLifecycleView,
  /** What a security group, or a rule of one, lets in. */
  ingressInStack: ingressInStackView,
  /** An EFS file system with its backup policy. */
  fileSystemInStack: fileSystemInStackView,
  /** Whatever starts tasks, with what must reach what through the security groups of its stack. */
  callsInStack: callsInStackView,
  /** An endpoint of a VPC with its VPC. */
  endpointInStack: endpointInStackView,
  /** A mount target of EFS with its subnet. */
  mountTargetInStack: mountTargetInStackView,
  /** An ECS service, or a task set of one, with its task definition and its target groups. */
  serviceInStack: serviceInStackView,
  /** A service of one task on each instance, with the instances of its stack. */
  daemonInStack: daemonInStackView,
  /** An ECS service with what else changes it. */
  serviceOwnersInStack: serviceOwnersInStackView,
  /** A list that a resource has in itself, or beside it. */
  separateRulesInStack: separateRulesInStackView,
  /** A task definition with its execution role. */
  executionRoleInStack: executionRoleInStackView,
  /** A deployment group of CodeDeploy with its application and its configuration. */
  deploymentGroupInStack: deploymentGroupInStackView,
  /** All of a stack, once, as to what it costs. */
  stackCost: stackCostView,
  /** Any resource, and the others of its stack. */
  resourceInStack: resourceInStackView,
} satisfies Readonly<
  Record<string, (resource: ReviewedResource, stack: ReviewedStack) => object | undefined>
>;

type Makers = typeof VIEWS & typeof STACK_VIEWS;

/** Each kind of view by its name. */
export type Views = { [K in keyof Makers]: NonNullable<ReturnType<Makers[K]>> };
