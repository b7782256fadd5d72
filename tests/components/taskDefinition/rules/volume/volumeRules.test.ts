import assert from "node:assert/strict";

import type {
  MountOutline,
  VolumeOutline,
} from "../../../../../components/taskDefinition/rules/volume/volumeRules.js";
import {
  volumeIdProblem,
  volumesProblem,
} from "../../../../../components/taskDefinition/rules/volume/volumeRules.js";

/** Volumes and containers that break no rule; every case below changes them in one place. */
function legal() {
  const data: VolumeOutline = { name: "data", efs: { hasAccessPoint: true, rootDirectory: "/" } };
  const scratch: VolumeOutline = { name: "scratch" };
  const app: MountOutline = {
    name: "app",
    mountPoints: [
      { sourceVolume: "data", containerPath: "/data" },
      { sourceVolume: "scratch", containerPath: "/tmp" },
    ],
  };
  const agent: MountOutline = { name: "agent", volumesFrom: [{ sourceContainer: "app" }] };
  return { volumes: [data, scratch], containers: [app, agent], data, scratch, app, agent };
}

type Edit = (parts: ReturnType<typeof legal>) => unknown;

describe("volumeRules", () => {
  it("finds no fault in legal volumes and mounts", () => {
    const { volumes, containers } = legal();
    assert.equal(volumesProblem(volumes, containers), undefined);
    assert.equal(volumesProblem([], [{ name: "app" }]), undefined);
  });

  it("lets a file system without access point be mounted at a folder", () => {
    const data = { name: "data", efs: { hasAccessPoint: false, rootDirectory: "/orders" } };
    assert.equal(volumesProblem([data], []), undefined);
  });

  const kinds: Omit<VolumeOutline, "name">[] = [
    { efs: { hasAccessPoint: false, transitEncryptionPort: 65535 } },
    { s3Files: { hasAccessPoint: true } },
    { ebs: { sizeGiB: 20 } },
    { fsxWindowsFileServer: {} },
    { docker: { scope: "shared", autoprovision: true } },
    { docker: { autoprovision: false } },
    { hostPath: "/srv" },
  ];
  for (const kind of kinds) {
    it(`takes a volume of ${JSON.stringify(kind)} beside others`, () => {
      const { volumes, containers, scratch } = legal();
      Object.assign(scratch, kind);
      assert.equal(volumesProblem(volumes, containers), undefined);
    });
  }

  it("lets a container take the mounts of two others", () => {
    const { volumes, containers, agent } = legal();
    agent.volumesFrom = [{ sourceContainer: "app" }, { sourceContainer: "db" }];
    assert.equal(volumesProblem(volumes, [...containers, { name: "db" }]), undefined);
  });

  const paths = [
    "\\\\.\\pipe\\docker_engine",
    "\\\\.\\pipe\\datadog-apm",
    "\\\\?\\pipe\\agent",
    "//./pipe/docker_engine",
    "C:\\data",
    "C:/data",
    "D:",
  ];
  for (const containerPath of paths) {
    it(`lets a container of Windows mount at ${containerPath}`, () => {
      const { volumes, containers, app } = legal();
      app.mountPoints = [{ sourceVolume: "scratch", containerPath }];
      assert.equal(volumesProblem(volumes, containers), undefined);
    });
  }

  for (const containerPath of ["pipe\\docker_engine", "\\data", "C:data"]) {
    it(`refuses a mount at ${containerPath}`, () => {
      const { volumes, containers, app } = legal();
      app.mountPoints = [{ sourceVolume: "scratch", containerPath }];
      const problem = volumesProblem(volumes, containers);
      assert.equal(problem?.path, "containers[0].mountPoints[0].containerPath");
    });
  }

  const faults: [string, Edit, string, string][] = [
    [
      "a volume with a slash in its name",
      ({ data }) => (data.name = "a/b"),
      "volumes[0].name",
      `'name' of a volume must be 1 to 255 letters, digits, hyphens or underscores, got "a/b"; "data" works`,
    ],
    [
      "two volumes of one name",
      ({ scratch }) => (scratch.name = "data"),
      "volumes[1].name",
      `'name' must differ between volumes, got "data" twice; "data-2" works`,
    ],
    [
      "a folder beside an access point",
      ({ data }) => (data.efs = { hasAccessPoint: true, rootDirectory: "/orders" }),
      "volumes[0].efs.rootDirectory",
      `'rootDirectory' of volume 'data' must be "/" beside 'accessPointId', which has its own folder, got "/orders"; leave it out`,
    ],
    [
      "a relative folder",
      ({ data }) => (data.efs = { hasAccessPoint: false, rootDirectory: "orders" }),
      "volumes[0].efs.rootDirectory",
      `'rootDirectory' of volume 'data' must be an absolute path, got "orders"; "/orders" works`,
    ],
    [
      "a folder of S3 Files beside an access point",
      ({ scratch }) => (scratch.s3Files = { hasAccessPoint: true, rootDirectory: "/orders" }),
      "volumes[1].s3Files.rootDirectory",
      `'rootDirectory' of volume 'scratch' must be "/" beside 'accessPointArn', which has its own folder, got "/orders"; leave it out`,
    ],
    [
      "a port that is none",
      ({ data }) => (data.efs = { hasAccessPoint: false, transitEncryptionPort: 0 }),
      "volumes[0].efs.transitEncryptionPort",
      "'transitEncryptionPort' of volume 'data' must be a whole number from 1 to 65535, got 0; leave it out, or 20049 works",
    ],
    [
      "a volume of two kinds",
      ({ data }) => (data.docker = {}),
      "volumes[0].docker",
      "volume 'data' must have one of 'efs', 's3Files', 'ebs', 'fsxWindowsFileServer', 'docker' and 'hostPath', got efs and docker; leave one out",
    ],
    [
      "two disks of EBS",
      ({ scratch, volumes }) => {
        scratch.ebs = { sizeGiB: 20 };
        volumes.push({ name: "more", ebs: { sizeGiB: 20 } });
      },
      "volumes[2].ebs",
      "'ebs' may stand in one volume of a task, got it in 'scratch' and 'more'; leave one out",
    ],
    [
      "a disk of EBS without a size",
      ({ scratch }) => (scratch.ebs = {}),
      "volumes[1].ebs.sizeGiB",
      "'sizeGiB' of volume 'scratch' must be set where there is no 'snapshotId', got neither; 20 works",
    ],
    [
      "provisioning a volume of the task alone",
      ({ scratch }) => (scratch.docker = { autoprovision: true }),
      "volumes[1].docker.autoprovision",
      `'autoprovision' of volume 'scratch' is for scope shared, got "task"; leave it out`,
    ],
    [
      "mounting a volume that is not there",
      ({ scratch }) => (scratch.name = "other"),
      "containers[0].mountPoints[1].sourceVolume",
      `'sourceVolume' of container 'app' must name a volume of the task, got "scratch"; the volumes are 'data', 'other'`,
    ],
    [
      "mounting where there is no volume at all",
      ({ volumes }) => volumes.splice(0),
      "containers[0].mountPoints[0].sourceVolume",
      `'sourceVolume' of container 'app' must name a volume of the task, got "data"; the volumes are none`,
    ],
    [
      "mounting at a relative path",
      ({ app }) => (app.mountPoints = [{ sourceVolume: "data", containerPath: "data" }]),
      "containers[0].mountPoints[0].containerPath",
      `'containerPath' of container 'app' must be an absolute path, got "data"; "/data" works`,
    ],
    [
      "mounting two volumes at one path",
      ({ app }) =>
        (app.mountPoints = [
          { sourceVolume: "data", containerPath: "/data" },
          { sourceVolume: "scratch", containerPath: "/data" },
        ]),
      "containers[0].mountPoints[1].containerPath",
      `'containerPath' must differ between the mount points of container 'app', got "/data" twice; leave one out`,
    ],
    [
      "mounts of a container that is not there",
      ({ agent }) => (agent.volumesFrom = [{ sourceContainer: "db" }]),
      "containers[1].volumesFrom[0].sourceContainer",
      `'volumesFrom' of container 'agent' must name another container of the task, got "db"; the others are 'app'`,
    ],
    [
      "a container's own mounts",
      ({ agent }) => (agent.volumesFrom = [{ sourceContainer: "agent" }]),
      "containers[1].volumesFrom[0].sourceContainer",
      `'volumesFrom' of container 'agent' must name another container of the task, got "agent"; the others are 'app'`,
    ],
    [
      "one container's mounts twice",
      ({ agent }) => (agent.volumesFrom = [{ sourceContainer: "app" }, { sourceContainer: "app" }]),
      "containers[1].volumesFrom[1].sourceContainer",
      `'volumesFrom' of container 'agent' must name each container once, got "app" twice; leave one out`,
    ],
    [
      "a circle",
      ({ app }) => (app.volumesFrom = [{ sourceContainer: "agent" }]),
      "containers[0].volumesFrom[0].sourceContainer",
      "'volumesFrom' must not form a circle, got 'app' and 'agent' taking from each other; leave one out",
    ],
  ];
  for (const [fault, edit, path, reason] of faults) {
    it(`refuses ${fault}`, () => {
      const parts = legal();
      edit(parts);
      assert.deepEqual(volumesProblem(parts.volumes, parts.containers), { path, reason });
    });
  }

  it("takes an id, and neither an ARN nor a path", () => {
    const decide = (id: string) => volumeIdProblem("p", "fileSystemId", id, "fs-1");
    assert.equal(decide("fs-0123456789abcdef0"), undefined);
    for (const id of ["arn:aws:elasticfilesystem:eu-west-1:1:file-system/fs-1", "fs/1", ""]) {
      assert.deepEqual(decide(id), {
        path: "p",
        reason: `'fileSystemId' must be an id, not an ARN or a path, got "${id}"; "fs-1" works`,
      });
    }
  });

  it("takes an id of its own kind alone", () => {
    const decide = (id: string, example: string) =>
      volumeIdProblem("p", "accessPointId", id, example)?.reason;
    for (const id of ["fsap-0123abcd", "fsap-1", "fs-0eeb5730b2EXAMPLE", "data", "a1-0123abcd"]) {
      assert.equal(decide(id, "fsap-1"), undefined);
    }
    for (const id of ["fs-0123abcd", "fsmt-0123456789abcdef0", `vol-${"0".repeat(40)}`]) {
      const reason = `'accessPointId' must begin with "fsap-", got "${id}"; "fsap-1" works`;
      assert.equal(decide(id, "fsap-1"), reason);
    }
    assert.equal(decide(`vol-${"0".repeat(41)}`, "fsap-1"), undefined);
  });
});
