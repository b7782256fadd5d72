import type { FargateTask } from "../../components/taskDefinition/rules/fargateSupport.js";
import type { VolumeOutline } from "../../components/taskDefinition/rules/volume/volumeRules.js";
import type { Reader } from "../resource/reader.js";
import { lazy } from "./lazy.js";

/** Where the forms of a task definition say what else each in its own way. */
interface FormOfTask {
  readonly networkMode: () => string;
  readonly ephemeralStorageGiB: () => number | undefined;
  /** Keys of a volume that make it one of EFS, of S3 Files, of Docker or of FSx. */
  readonly efs: string;
  readonly s3Files: string;
  readonly docker: string;
  readonly fsx: string;
}

const TaskSettings = lazy({
  pidMode: "string",
  ipcMode: "string",
  placementConstraints: (task) => task.get("placementConstraints").list(),
});

/** What a task definition says apart from its size and its containers. Each leaf is read when a rule asks for it. */
export class FargateTaskView extends TaskSettings implements FargateTask {
  constructor(
    task: Reader,
    private readonly form: FormOfTask,
  ) {
    super(task);
  }

  get networkMode() {
    return this.form.networkMode();
  }

  get ephemeralStorageGiB() {
    return this.form.ephemeralStorageGiB();
  }

  get volumes() {
    return this.leaf
      .get("volumes")
      .list()
      ?.map((volume) => ({
        name: volume.get("name").string() ?? "",
        isFsx: volume.get(this.form.fsx).exists(),
        isDocker: volume.get(this.form.docker).exists(),
        hostPath: volume.get("hostPath").string(),
      }));
  }
}

/** A task's volumes as the components' own rules read them. */
export function volumeOutlines(task: Reader, form: FormOfTask): VolumeOutline[] {
  return (task.get("volumes").list() ?? []).map((volume) => ({
    get name() {
      return volume.get("name").string() ?? "";
    },
    get efs() {
      const efs = volume.get(form.efs);
      if (!efs.exists()) return undefined;
      const inResource = efs.get("authorizationConfig").get("accessPointId");
      return {
        hasAccessPoint: [efs.get("accessPointId"), efs.get("accessPoint"), inResource].some(
          (leaf) => leaf.isGiven(),
        ),
        rootDirectory: efs.get("rootDirectory").string(),
        transitEncryptionPort: efs.get("transitEncryptionPort").number(),
      };
    },
    get s3Files() {
      const files = volume.get(form.s3Files);
      if (!files.exists()) return undefined;
      return {
        hasAccessPoint: files.get("accessPointArn").isGiven(),
        rootDirectory: files.get("rootDirectory").string(),
        transitEncryptionPort: files.get("transitEncryptionPort").number(),
      };
    },
  }));
}
