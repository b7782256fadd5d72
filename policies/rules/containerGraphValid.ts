import { linksProblem } from "../../components/taskDefinition/rules/containerLinks.js";
import {
  dependenciesProblem,
  essentialProblem,
  namesProblem,
  variablesProblem,
} from "../../components/taskDefinition/rules/containerGraph.js";
import {
  mountProblem,
  otherKindProblem,
  sourceProblem,
  volumeProblem,
} from "../../components/taskDefinition/rules/volume/volumeRules.js";
import { imageProblem, isOfEcr } from "../../components/image/rules/imageReference.js";
import { whenReadable } from "../resource/reader.js";
import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";
import type { FileVolumeView } from "../views/fileVolumesView.js";

/** What a task's containers name of each other, and of its volumes, is there; and they are of an image. */
export const containerGraphValid: Rule = {
  name: "container-graph-valid",
  description: "Containers of a task name each other and its volumes as ECS takes it.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Correct the name, the 'dependsOn', the link, the mount or the environment variable that the message names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
  sources: ["O5", "E3042"],
  parameters: {},
  task(task, { check, forEach }) {
    const outlines = () => task.containers().map(({ outline }) => outline);
    const all = () => [...outlines(), ...task.added()];
    check(() => essentialProblem(outlines())?.reason);
    check(() => namesProblem(outlines())?.reason);
    forEach(task.containers, (container) => {
      const { label, outline, hasImage } = container;
      check(() => {
        if (hasImage()) return undefined;
        return `'image' of ${label} must be given, got nothing; "nginx:1.27" works`;
      });
      check(() => {
        // "letters, numbers, hyphens, underscores, colons, periods, forward slashes, and number signs": API_ContainerDefinition
        const name = container.image();
        if (name === undefined || !/\s/.test(name.trim())) return undefined;
        const got = container.isImageHidden() ? "" : `, got ${JSON.stringify(name)}`;
        return `'image' of ${label} must be a name without spaces${got}; "nginx:1.27" works`;
      });
      check(() => {
        // What else ECS lets pass Docker may refuse, but texts that stand for an image are no images yet.
        const name = container.image();
        if (name === undefined || container.isImageHidden() || !isOfEcr(name)) return undefined;
        return imageProblem(container.name, name)?.reason;
      });
      check(() => variablesProblem(outline)?.reason);
      check(() => dependenciesProblem(outline, all())?.reason);
      check(() => linksProblem(outline, all())?.reason);
      check(() => mountProblem(outline, task.volumes())?.reason);
      check(() => sourceProblem(outline, all())?.reason);
    });
    if (task.type === RESOURCE) {
      // A list that is not known is told of once, above.
      const containers = whenReadable(() => task.containers()) ?? [];
      if (containers.length > 0) check(() => routerProblem(containers));
    }
    forEach(
      () => task.volumes().map((volume, i, all) => ({ volume, before: all.slice(0, i) })),
      ({ volume, before }) => {
        check(() => volumeProblem(volume, before)?.reason);
      },
    );
  },
  fileVolumes(task, { check, forEach }) {
    forEach(task.ids, (leaf) => {
      check(() => {
        const id = leaf.id();
        if (id === undefined) return undefined;
        return otherKindProblem(leaf.property, id, leaf.example);
      });
    });
    forEach(task.volumes, (volume) => {
      check(() => transitProblem(volume));
    });
  },
};

/** A component's log router is an argument of its own, which it judges. */
const RESOURCE = "aws:ecs/taskDefinition:TaskDefinition";

/** The driver sends what it is given to the task's container with a firelensConfiguration (RegisterTaskDefinition), and fails without. */
function routerProblem(containers: readonly ContainerView[]): string | undefined {
  const writer = containers.find(({ log }) => whenReadable(() => log.driver()) === "awsfirelens");
  if (!writer || containers.some((one) => whenReadable(() => one.isLogRouter()) ?? true)) {
    return undefined;
  }
  return `'logConfiguration.logDriver' "awsfirelens" of ${writer.label} needs a container with 'firelensConfiguration', got none; { type: "fluentbit" } in a container of its own works`;
}

/**
 * "If an access point is used, transit encryption must be on", as "if EFS IAM authorization is used"
 * (EFSAuthorizationConfig.accessPointId, EFSVolumeConfiguration.transitEncryption, whose default is DISABLED).
 */
function transitProblem(volume: FileVolumeView): string | undefined {
  if (volume.isEncryptedInTransit()) return undefined;
  const beside = volume.hasAccessPoint()
    ? "accessPointId"
    : volume.authorizesByRole()
      ? "iam"
      : undefined;
  if (beside === undefined) return undefined;
  return `${volume.label}: 'efsVolumeConfiguration.transitEncryption' must be "ENABLED" beside 'authorizationConfig.${beside}'; "ENABLED" works`;
}
