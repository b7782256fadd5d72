import type { Problem } from "../../../rules/problem.js";

/** A folder of a file system, and as whom a task's programs write to it. */
export interface AccessPoint {
  path: string;
  uid?: number | undefined;
  gid?: number | undefined;
  secondaryGids?: readonly number[] | undefined;
  permissions?: string | undefined;
}

/** Whom programs are where nothing is said: the first user that Linux gives to a person. */
const FIRST_USER = 1000;
const MOST_ID = 4_294_967_295;
const MOST_GROUPS = 16;
const LONGEST_PATH = 100;
const MOST_FOLDERS = 4;

/**
 * The first setting of an access point that EFS would refuse, with the path below the volume.
 *
 * @param volume Name of the volume.
 * @see https://docs.aws.amazon.com/efs/latest/ug/API_CreateAccessPoint.html
 */
export function accessPointProblem(volume: string, point: AccessPoint): Problem | undefined {
  const { path, uid, gid, secondaryGids = [], permissions } = point;
  const problem = (argument: string, rule: string) => ({
    path: `efs.accessPoint.${argument}`,
    reason: `'accessPoint.${argument}' of volume '${volume}' ${rule}`,
  });
  const folders = path.split("/").filter((folder) => folder !== "");
  if (!path.startsWith("/") || path.length > LONGEST_PATH || folders.length > MOST_FOLDERS) {
    const rule = `must be an absolute path of at most ${LONGEST_PATH} characters and ${MOST_FOLDERS} folders`;
    return problem("path", `${rule}, got ${JSON.stringify(path)}; "/orders" works`);
  }
  if (secondaryGids.length > MOST_GROUPS) {
    const rule = `must hold at most ${MOST_GROUPS} groups, got ${secondaryGids.length}; leave some out`;
    return problem("secondaryGids", rule);
  }
  const groups = secondaryGids.map((id): [string, number] => ["secondaryGids", id]);
  const ids: [string, number | undefined][] = [["uid", uid], ["gid", gid], ...groups];
  for (const [argument, id] of ids) {
    if (id === undefined || (Number.isInteger(id) && id >= 0 && id <= MOST_ID)) continue;
    const rule = `must be a whole number from 0 to ${MOST_ID}, got ${id}; ${FIRST_USER} works`;
    return problem(argument, rule);
  }
  if (permissions === undefined || /^[0-7]{3,4}$/.test(permissions)) return undefined;
  return problem(
    "permissions",
    `must be 3 or 4 octal digits, got ${JSON.stringify(permissions)}; "0755" works`,
  );
}

/** An access point as `aws.efs.AccessPoint` takes it. The folder is made where it is missing, and belongs to the user. */
export function accessPointConfiguration(point: AccessPoint) {
  const { path, uid = FIRST_USER, gid = FIRST_USER, secondaryGids, permissions = "0755" } = point;
  return {
    posixUser: {
      uid,
      gid,
      ...(secondaryGids && { secondaryGids: [...secondaryGids].sort((a, b) => a - b) }),
    },
    rootDirectory: { path, creationInfo: { ownerUid: uid, ownerGid: gid, permissions } },
  };
}
