import { viewOf } from "./viewOf.js";

/** An access point of EFS. Each read throws `UnknownLeaf` where its value is not known. */
export interface AccessPointView {
  /** How messages name it: `access point 'data'`. */
  readonly label: string;
  /** Folder that whoever mounts it sees as the whole. */
  rootPath(): string;
  /** Whether whoever mounts it is one user, whatever they say. */
  hasUser(): boolean;
}

/** A view of the access point that a resource is; nothing for any other resource. */
export const accessPointView = viewOf(
  "aws:efs/accessPoint:AccessPoint",
  (inputs, { name }): AccessPointView => ({
    label: `access point '${name}'`,
    rootPath: () => inputs.get("rootDirectory").get("path").string() ?? "/",
    hasUser: () => inputs.get("posixUser").exists(),
  }),
);
