import type { Reader } from "../resource/reader.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Newest platform version of Fargate for Windows, which the parameter of Linux is not for. */
const WINDOWS = "1.0.0";

/** Tasks on Fargate get what AWS mends in its platform. */
export const ecsPlatformVersionLatest: Rule = {
  name: "ecs-platform-version-latest",
  description: "Tasks on Fargate run on its latest platform version.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Leave 'platformVersion' out, or set it to LATEST.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
  sources: ["ECS.10", "CKV_AWS_332", "CT.ECS.PR.1"],
  framework: fsbp("ECS.10", "ECS Fargate services should run on the latest platform version"),
  values: { platformVersion: (_, inputs) => (isUpdatedByEcs(inputs) ? "LATEST" : undefined) },
  // Of a task set it is changed by another one in its place.
  remediates: {
    "aws:ecs/service:Service": ["platformVersion"],
    "aws:cloudwatch/eventTarget:EventTarget": ["ecsTarget.platformVersion"],
    "aws:scheduler/schedule:Schedule": ["target.ecsParameters.platformVersion"],
  },
  parameters: {},
  launch(launch, { check }) {
    if (launch.isComponent) return;
    check(() => {
      const version = launch.capacity.platformVersion();
      // Fargate for Linux has no 1.0.0 any more, so that this one is of Windows.
      if (version === undefined || version === WINDOWS || !isOlder(version)) return undefined;
      return `${launch.label} runs on an old platform of Fargate: leave 'platformVersion' out, got "${version}"`;
    });
  },
};

/**
 * "If the network configuration, platform version, task definition, or load balancer need to be updated, create a new
 * CodeDeploy deployment" (UpdateService): ECS refuses it of a service that another deploys.
 */
function isUpdatedByEcs(inputs: Reader): boolean {
  return (inputs.get("deploymentController").get("type").string() ?? "ECS") === "ECS";
}

/** Whether it is a version before Linux 1.4.0, the newest. */
function isOlder(version: string): boolean {
  const [, major = "", minor = ""] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  return major !== "" && (Number(major) < 1 || (Number(major) === 1 && Number(minor) < 4));
}
