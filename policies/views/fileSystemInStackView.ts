import { Reader } from "../resource/reader.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { viewOf } from "./viewOf.js";

/** An EFS file system with its backup policy. Each read throws `UnknownLeaf` where its value is not known. */
export interface FileSystemInStackView {
  /** How messages name it: `file system 'data'`. */
  readonly label: string;
  /** Whether what it holds is encrypted. */
  isEncrypted(): boolean;
  /** Whether the stack has a policy that backs it up, or may have. */
  isBackedUp(): boolean;
}

/** A view of the file system that a resource is; nothing for any other resource. */
export const fileSystemInStackView = viewOf(
  "aws:efs/fileSystem:FileSystem",
  (inputs, resource, stack: ReviewedStack): FileSystemInStackView => ({
    label: `file system '${resource.name}'`,
    isEncrypted: () => inputs.get("encrypted").boolean() ?? false,
    isBackedUp: () =>
      stack
        .referring("aws:efs/backupPolicy:BackupPolicy", "fileSystemId", resource)
        .some(({ value }) => {
          const own = Reader.of(value.properties).get("backupPolicy");
          return own.get("status").string() === "ENABLED";
        }),
  }),
);
