import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import type { DeploymentGroupView } from "./deploymentGroupView.js";
import { deploymentGroupView } from "./deploymentGroupView.js";
import { SERVICE } from "./scalersInStack.js";
import { viewOver } from "./viewOf.js";
import { soleReferred } from "./referredResource.js";

/** What a deployment group names, and what it is for. */
export interface ForPlatform {
  /** Logical name. */
  readonly name: string;
  /** `ECS`, `Lambda` or `Server`. @throws {UnknownLeaf} if it is not known. */
  platform(): string;
}

/** A deployment group of CodeDeploy for an ECS service, with what it names of its stack. */
export interface DeploymentGroupInStackView extends DeploymentGroupView {
  /** Its application; nothing where that is not of this stack, or not known. */
  readonly application: () => ForPlatform | undefined;
  /** Its configuration; nothing where that is not of this stack, or not known. */
  readonly configuration: () => ForPlatform | undefined;
  /** Its service; nothing where that is not of this stack, or not known. */
  readonly service: () => { readonly name: string; controller(): string } | undefined;
}

/** A view of the deployment group that a resource is; nothing for any other resource, and one of instances or functions. */
export const deploymentGroupInStackView = viewOver(
  deploymentGroupView,
  (view, resource, stack: ReviewedStack): DeploymentGroupInStackView => ({
    ...view,
    application: () =>
      referredBy(resource, "appName", stack, "aws:codedeploy/application:Application"),
    configuration: () =>
      referredBy(
        resource,
        "deploymentConfigName",
        stack,
        "aws:codedeploy/deploymentConfig:DeploymentConfig",
      ),
    service: () => serviceOf(resource, stack),
  }),
);

function serviceOf(group: ReviewedResource, stack: ReviewedStack) {
  const leaf = Reader.of(group.properties).get("ecsService").get("serviceName");
  const found = soleReferred(stack, group, leaf, SERVICE);
  if (found === undefined) return undefined;
  const controller = Reader.of(found.properties).get("deploymentController").get("type");
  return { name: found.name, controller: () => controller.string() ?? "ECS" };
}

function referredBy(
  group: ReviewedResource,
  property: string,
  stack: ReviewedStack,
  type: string,
): ForPlatform | undefined {
  const ids = idOf(Reader.of(group.properties).get(property));
  const { certain } = stack.referred(group, ids, type);
  const [found] = certain;
  if (!found || certain.length > 1) return undefined;
  const platform = Reader.of(found.properties).get("computePlatform");
  // The provider's default.
  return { name: found.name, platform: () => platform.string() ?? "Server" };
}
