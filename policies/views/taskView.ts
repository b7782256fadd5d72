import type { ContainerOutline } from "../../components/taskDefinition/rules/containerGraph.js";
import { credentialSpecText } from "../../components/taskDefinition/rules/credentialSpec.js";
import type { FargateTask } from "../../components/taskDefinition/rules/fargateSupport.js";
import { awslogsOptions } from "../../components/taskDefinition/rules/logConfiguration.js";
import { sidecarNeeds } from "../../components/taskDefinition/rules/sidecar.js";
import type { SidecarLimits } from "../../components/taskDefinition/rules/sidecar.js";
import type { InstanceTaskSize } from "../../components/taskDefinition/rules/instanceTask.js";
import { resolveInstanceSize } from "../../components/taskDefinition/rules/instanceTask.js";
import { resolveTaskSize } from "../../components/taskDefinition/rules/taskSize.js";
import type { VolumeOutline } from "../../components/taskDefinition/rules/volume/volumeRules.js";
import { isWindows } from "../../components/taskDefinition/rules/windowsSupport.js";
import type { Reader } from "../resource/reader.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { cpuUnits, memoryMiB } from "../text/taskSizeText.js";
import { addedContainers } from "./addedContainers.js";
import type { ContainerView } from "./containerView.js";
import { containerView, variablesOfList, variablesOfMap } from "./containerView.js";
import { once } from "./once.js";
import { FargateTaskView, volumeOutlines } from "./taskParameters.js";
import { viewOfKinds } from "./viewOf.js";

/**
 * A task definition, from our component's arguments or from the resource itself. Each read throws `UnknownLeaf` where
 * its value is not known.
 */
export interface TaskView {
  /** Logical name. */
  readonly name: string;
  /** Type token of the resource, whose names for properties messages have. */
  readonly type: string;
  /** Whether it must be able to run on Fargate. */
  isForFargate(): boolean;
  isForWindows(): boolean;
  /** Kinds of capacity that it must be able to run on. */
  requiresCompatibilities(): string[];
  /** CPU units of the task: as given, or as the component chooses. */
  cpu(): number | undefined;
  /** Memory of the task in MiB: as given, or as the component chooses. */
  memory(): number | undefined;
  readonly containers: () => ContainerView[];
  /** What other arguments of our component add to them. */
  readonly added: () => ContainerOutline[];
  /** Whether it has a role to start by, known or not; our component makes one. */
  hasExecutionRole(): boolean;
  networkMode(): string;
  /** Name of the container that the traffic goes through, where there is one. */
  proxyName(): string | undefined;
  /** Whether faults may be injected into it. */
  injectsFaults(): boolean;
  readonly volumes: () => VolumeOutline[];
  /** What Fargate may not offer. */
  readonly fargate: FargateTask;
  /** Bytes of the text of its containers; nothing of a component of ours, which writes it. */
  definitionsBytes(): number | undefined;
}

/** Whether a task is known to write a log to CloudWatch, without which it does not start. */
export function writesToLogs(task: TaskView): boolean {
  const containers = whenKnown(() => task.containers()) ?? [];
  return containers.some(({ log }) => whenKnown(() => log.driver()) === "awslogs");
}

type View = (inputs: Reader, resource: ReviewedResource) => TaskView | undefined;

const VIEWS: Readonly<Record<string, View>> = {
  "slipway:index:TaskDefinition": componentView,
  "aws:ecs/taskDefinition:TaskDefinition": resourceView,
};

/** A view of the task definition that a resource is; nothing for any other resource. */
export const taskView = viewOfKinds(VIEWS, (view, inputs, resource) => view(inputs, resource));

/** The component fills in what is not given, so that reading that needs all of its sizes. */
function componentView(args: Reader, { name, type }: ReviewedResource): TaskView | undefined {
  // An engine that is not sent a component's arguments has nothing to judge here, and all in its children.
  if (args.entries().length === 0) return undefined;
  const isForFargate = () => compatibilitiesOf(args)?.includes("FARGATE") ?? true;
  const isForWindows = () => isWindows(args.get("operatingSystem").string());
  const size = once(
    (): InstanceTaskSize =>
      isForFargate()
        ? resolveTaskSize({ ...needsOf(args), isWindows: isForWindows() })
        : resolveInstanceSize(needsOf(args)),
  );
  const containers = () => args.get("containers").list() ?? [];
  const form = {
    networkMode: () => args.get("networkMode").string() ?? "awsvpc",
    ephemeralStorageGiB: () => args.get("ephemeralStorageGiB").number(),
    efs: "efs",
    docker: "docker",
    s3Files: "s3Files",
    fsx: "fsxWindowsFileServer",
  };
  return {
    name,
    type,
    isForFargate,
    isForWindows,
    requiresCompatibilities: () => compatibilitiesOf(args) ?? ["FARGATE"],
    cpu: () => cpuOf(args) ?? size().cpu,
    memory: () => memoryOf(args) ?? size().memory,
    containers: once(() =>
      containers().map((container, i) =>
        containerView(container, {
          memory: () => container.get("memory").number() ?? size().containers[i]?.memory,
          environment: () => variablesOfMap(container.get("environment")),
          secrets: () =>
            container
              .get("secrets")
              .entries()
              .map(([variable]) => variable),
          awslogsOptions: () => awslogsOptionsOf(container),
          sharedLogOptions: () => variablesOfMap(args.get("logRouter").get("options")),
          credentialSpecs: () => credentialSpecsOf(container),
        }),
      ),
    ),
    added: () => addedContainers(args),
    networkMode: form.networkMode,
    hasExecutionRole: () => true,
    injectsFaults: () => injectsFaults(args),
    proxyName: () => proxyNameOf(args),
    volumes: () => volumeOutlines(args, form),
    fargate: new FargateTaskView(args, form),
    definitionsBytes: () => undefined,
  };
}

function credentialSpecsOf(container: Reader): string[] | undefined {
  const specs = container.get("credentialSpecs").list();
  return specs?.map((spec) =>
    credentialSpecText({
      location: spec.get("location").string() ?? "",
      // Whether there is a secret counts, and not its ARN.
      secretArn: spec.get("secretArn").exists() ? "" : undefined,
    }),
  );
}

/** What the component fills in; that there is a name and a region counts, and not which. */
function awslogsOptionsOf(container: Reader): Readonly<Record<string, string>> {
  const mode = container.get("logConfiguration").get("options").get("mode").string();
  const target = { container: container.path, logGroup: container.path, region: container.path };
  return awslogsOptions(target, mode === undefined ? {} : { mode });
}

function needsOf(args: Reader) {
  return {
    cpu: cpuOf(args),
    memory: memoryOf(args),
    containers: [
      ...(args.get("containers").list() ?? []).map((container) => ({
        name: container.path,
        ...limitsOf(container),
      })),
      ...sidecarNeeds({
        logRouter: sidecarOf(args.get("logRouter")),
        openTelemetry: sidecarOf(args.get("openTelemetry")),
      }),
    ],
  };
}

function sidecarOf(argument: Reader): SidecarLimits | undefined {
  if (!argument.exists()) return undefined;
  return { name: argument.get("name").string(), ...limitsOf(argument) };
}

function limitsOf(container: Reader): Omit<SidecarLimits, "name"> {
  return {
    cpu: container.get("cpu").number(),
    memory: container.get("memory").number(),
    memoryReservation: container.get("memoryReservation").number(),
  };
}

function resourceView(inputs: Reader, { name, type }: ReviewedResource): TaskView {
  const definitions = inputs.get("containerDefinitions");
  const isForWindows = () =>
    isWindows(inputs.get("runtimePlatform").get("operatingSystemFamily").string());
  const form = {
    networkMode: () =>
      inputs.get("networkMode").string() ?? (isForWindows() ? "default" : "bridge"),
    ephemeralStorageGiB: () => inputs.get("ephemeralStorage").get("sizeInGib").number(),
    efs: "efsVolumeConfiguration",
    docker: "dockerVolumeConfiguration",
    s3Files: "s3filesVolumeConfiguration",
    fsx: "fsxWindowsFileServerVolumeConfiguration",
  };
  // In the order of a component's view: V8 takes both for one class then, and compiles no rule for each anew.
  return {
    name,
    type,
    isForFargate: () => compatibilitiesOf(inputs)?.includes("FARGATE") ?? false,
    isForWindows,
    requiresCompatibilities: () => compatibilitiesOf(inputs) ?? [],
    cpu: () => cpuOf(inputs),
    memory: () => memoryOf(inputs),
    containers: once(() =>
      (definitions.json().list() ?? []).map((container) =>
        containerView(container, {
          memory: () => container.get("memory").number(),
          environment: () => variablesOfList(container.get("environment")),
          secrets: () => variablesOfList(container.get("secrets")).map(({ name: own }) => own),
          credentialSpecs: () => container.get("credentialSpecs").texts(),
        }),
      ),
    ),
    added: () => [],
    networkMode: form.networkMode,
    hasExecutionRole: () => inputs.get("executionRoleArn").isGiven(),
    injectsFaults: () => injectsFaults(inputs),
    proxyName: () => proxyNameOf(inputs),
    volumes: () => volumeOutlines(inputs, form),
    fargate: new FargateTaskView(inputs, form),
    definitionsBytes: () => {
      const text = whenKnown(() => definitions.string());
      return text === undefined ? undefined : Buffer.byteLength(text);
    },
  };
}

function compatibilitiesOf(task: Reader): string[] | undefined {
  return task.get("requiresCompatibilities").texts();
}

function proxyNameOf(task: Reader): string | undefined {
  return task.get("proxyConfiguration").get("containerName").string();
}

function cpuOf(task: Reader): number | undefined {
  return task.get("cpu").as('CPU units such as 256, or "1 vCPU"', cpuUnits);
}

function memoryOf(task: Reader): number | undefined {
  return task.get("memory").as('MiB such as 512, or "1 GB"', memoryMiB);
}

function injectsFaults(task: Reader): boolean {
  return task.get("enableFaultInjection").boolean() ?? false;
}
