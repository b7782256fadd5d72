import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { execInStackView } from "./execInStackView.js";
import { launchInStackView } from "./launchInStackView.js";
import { launchView } from "./launchView.js";
import { listenerView } from "./listenerView.js";
import { loadBalancerView } from "./loadBalancerView.js";
import { namedView } from "./namedView.js";
import { repositoryInStackView } from "./repositoryInStackView.js";
import { repositoryPolicyView } from "./repositoryPolicyView.js";
import { repositoryView } from "./repositoryView.js";
import { scalableTargetView } from "./scalableTargetView.js";
import { serviceView } from "./serviceView.js";
import { targetGroupView } from "./targetGroupView.js";
import { taskView } from "./taskView.js";

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
  /** What an autoscaler scales. */
  scalableTarget: scalableTargetView,
  /** Whatever has a name that AWS puts limits on. */
  named: namedView,
  /** An ECR repository. */
  repository: repositoryView,
  /** Who may do what with an ECR repository or registry. */
  repositoryPolicy: repositoryPolicyView,
} satisfies Readonly<Record<string, (resource: ReviewedResource) => object | undefined>>;

/** The kinds of views that are made of a resource and what its stack has besides, once all of it is registered. */
export const STACK_VIEWS = {
  /** Whatever starts tasks, with what its subnets reach. */
  launchInStack: launchInStackView,
  /** An ECS service with the task definition that its stack has for it. */
  execInStack: execInStackView,
  /** An ECR repository with what its registry does. */
  repositoryInStack: repositoryInStackView,
} satisfies Readonly<
  Record<string, (resource: ReviewedResource, stack: ReviewedStack) => object | undefined>
>;

type Makers = typeof VIEWS & typeof STACK_VIEWS;

/** Each kind of view by its name. */
export type Views = { [K in keyof Makers]: NonNullable<ReturnType<Makers[K]>> };
