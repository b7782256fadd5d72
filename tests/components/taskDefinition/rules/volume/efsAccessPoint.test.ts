import assert from "node:assert/strict";

import type { AccessPoint } from "../../../../../components/taskDefinition/rules/volume/efsAccessPoint.js";
import {
  accessPointConfiguration,
  accessPointProblem,
} from "../../../../../components/taskDefinition/rules/volume/efsAccessPoint.js";

describe("efsAccessPoint", () => {
  const legal: AccessPoint[] = [
    { path: "/" },
    { path: "/a/b/c/d", uid: 0, gid: 4294967295, permissions: "0755" },
    { path: `/${"a".repeat(99)}`, secondaryGids: Array.from({ length: 16 }, (_, i) => i) },
    { path: "/a", permissions: "700" },
  ];
  for (const point of legal) {
    it(`lets be ${JSON.stringify(point)}`, () => {
      assert.equal(accessPointProblem("data", point), undefined);
    });
  }

  const PATH = "must be an absolute path of at most 100 characters and 4 folders";
  const ID = "must be a whole number from 0 to 4294967295";
  const faults: [AccessPoint, string, string][] = [
    ...["orders", "/a/b/c/d/e", `/${"a".repeat(100)}`].map(
      (path): [AccessPoint, string, string] => [
        { path },
        "path",
        `${PATH}, got "${path}"; "/orders" works`,
      ],
    ),
    [{ path: "/a", uid: -1 }, "uid", `${ID}, got -1; 1000 works`],
    [{ path: "/a", gid: 4294967296 }, "gid", `${ID}, got 4294967296; 1000 works`],
    [{ path: "/a", secondaryGids: [1, 1.5] }, "secondaryGids", `${ID}, got 1.5; 1000 works`],
    [
      { path: "/a", secondaryGids: Array.from({ length: 17 }, (_, i) => i) },
      "secondaryGids",
      "must hold at most 16 groups, got 17; leave some out",
    ],
    [
      { path: "/a", permissions: "rwx" },
      "permissions",
      `must be 3 or 4 octal digits, got "rwx"; "0755" works`,
    ],
  ];
  for (const [point, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(point)}`, () => {
      assert.deepEqual(accessPointProblem("data", point), {
        path: `efs.accessPoint.${argument}`,
        reason: `'accessPoint.${argument}' of volume 'data' ${rule}`,
      });
    });
  }

  it("writes as a user that is not root, to whom the folder belongs", () => {
    assert.deepEqual(accessPointConfiguration({ path: "/orders" }), {
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: {
        path: "/orders",
        creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0755" },
      },
    });
  });

  it("writes as whom it is said, groups in one order", () => {
    const point = { path: "/a", uid: 1, gid: 2, secondaryGids: [100, 20], permissions: "700" };
    assert.deepEqual(accessPointConfiguration(point), {
      posixUser: { uid: 1, gid: 2, secondaryGids: [20, 100] },
      rootDirectory: {
        path: "/a",
        creationInfo: { ownerUid: 1, ownerGid: 2, permissions: "700" },
      },
    });
  });
});
