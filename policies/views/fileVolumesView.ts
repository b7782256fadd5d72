import { viewOf } from "./viewOf.js";

/** A volume of EFS in a task definition. Each read throws `UnknownLeaf` where its value is not known. */
export interface FileVolumeView {
  /** How messages name it: `volume 'data'`. */
  readonly label: string;
  /** Whether what is read and written is encrypted on its way. */
  isEncryptedInTransit(): boolean;
  /** Whether the file system lets in tasks by their roles alone. */
  authorizesByRole(): boolean;
}

/** The volumes of EFS that a task definition has. */
export interface FileVolumesView {
  /** @throws {UnknownLeaf} if the volumes are not known. */
  readonly volumes: () => FileVolumeView[];
}

/** A view of the task definition's volumes; nothing for other resources. Our component's are those of its child. */
export const fileVolumesView = viewOf(
  "aws:ecs/taskDefinition:TaskDefinition",
  (inputs): FileVolumesView => ({
    volumes: () =>
      (inputs.get("volumes").list() ?? [])
        .filter((volume) => volume.get("efsVolumeConfiguration").exists())
        .map((volume) => {
          const efs = volume.get("efsVolumeConfiguration");
          return {
            label: `volume '${volume.get("name").string() ?? volume.path}'`,
            isEncryptedInTransit: () => efs.get("transitEncryption").string() === "ENABLED",
            authorizesByRole: () =>
              efs.get("authorizationConfig").get("iam").string() === "ENABLED",
          };
        }),
  }),
);
