import { viewOf } from "./viewOf.js";

/** A volume of EFS in a task definition. Each read throws `UnknownLeaf` where its value is not known. */
export interface FileVolumeView {
  /** How messages name it: `volume 'data'`. */
  readonly label: string;
  /** Whether what is read and written is encrypted on its way. */
  isEncryptedInTransit(): boolean;
  /** Whether the file system lets in tasks by their roles alone. */
  authorizesByRole(): boolean;
  /** Whether it is of an access point, known or not. */
  hasAccessPoint(): boolean;
}

/** An id in a volume of EFS or FSx. */
export interface VolumeId {
  /** Path of the property that has it. */
  readonly property: string;
  /** An id of its kind. */
  readonly example: string;
  /** Nothing where it is not given. @throws {UnknownLeaf} if it is not known. */
  id(): string | undefined;
}

/** The volumes of EFS that a task definition has. */
export interface FileVolumesView {
  /** @throws {UnknownLeaf} if the volumes are not known. */
  readonly volumes: () => FileVolumeView[];
  /** Ids of file systems and access points. @throws {UnknownLeaf} if the volumes are not known. */
  readonly ids: () => VolumeId[];
}

const FILE_SYSTEM = "fs-0123456789abcdef0";

/** Where a volume has ids, each with one of its kind. */
const IDS: readonly (readonly [property: string, example: string])[] = [
  ["efsVolumeConfiguration.fileSystemId", FILE_SYSTEM],
  ["efsVolumeConfiguration.authorizationConfig.accessPointId", "fsap-0123456789abcdef0"],
  ["fsxWindowsFileServerVolumeConfiguration.fileSystemId", FILE_SYSTEM],
];

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
            hasAccessPoint: () => efs.get("authorizationConfig").get("accessPointId").isGiven(),
          };
        }),
    ids: () =>
      (inputs.get("volumes").list() ?? []).flatMap((volume) =>
        IDS.map(([path, example]) => {
          const leaf = path.split(".").reduce((holder, key) => holder.get(key), volume);
          return { property: leaf.path, example, id: () => leaf.string() };
        }),
      ),
  }),
);
