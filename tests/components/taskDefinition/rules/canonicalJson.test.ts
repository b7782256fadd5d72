import fc from "fast-check";
import assert from "node:assert/strict";

import type { ContainerSpec } from "../../../../components/taskDefinition/rules/containerDefinition.js";
import { containerDefinitionsJson } from "../../../../components/taskDefinition/rules/containerDefinition.js";
import { DIGEST } from "../../support/imageDigest.js";
import { codePoint } from "../../../support/codePoint.js";

const word = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 });
const text = fc.string({ unit: codePoint, maxLength: 8 });
const record = fc.dictionary(word, text, { maxKeys: 5, noNullPrototype: true });
const flag = fc.option(fc.boolean(), { nil: undefined });

/** Containers with whatever has an order that means nothing, or a default. */
const container: fc.Arbitrary<ContainerSpec> = fc.record({
  name: word,
  image: word,
  essential: fc.boolean(),
  cpu: fc.option(fc.integer({ min: 1 }), { nil: undefined }),
  environment: record,
  secrets: record,
  systemControls: record,
  dockerLabels: record,
  privileged: flag,
  readonlyRootFilesystem: flag,
  initProcessEnabled: flag,
  interactive: flag,
  pseudoTerminal: flag,
  disableNetworking: flag,
  links: fc.array(word, { maxLength: 3 }),
  dockerSecurityOptions: fc.array(word, { maxLength: 3 }),
  portMappings: fc.uniqueArray(
    fc.record({
      containerPort: fc.integer({ min: 1, max: 65535 }),
      protocol: fc.option(fc.constant("udp"), { nil: undefined }),
    }),
    { selector: ({ containerPort }) => containerPort, maxLength: 5 },
  ),
  mountPoints: fc.uniqueArray(
    fc.record({ sourceVolume: word, containerPath: word, readOnly: flag }),
    {
      selector: ({ containerPath }) => containerPath,
      maxLength: 5,
    },
  ),
  volumesFrom: fc.uniqueArray(fc.record({ sourceContainer: word, readOnly: flag }), {
    selector: ({ sourceContainer }) => sourceContainer,
    maxLength: 3,
  }),
  dependsOn: fc.uniqueArray(
    fc.record({ containerName: word, condition: fc.constantFrom("START", "HEALTHY") }),
    { selector: ({ containerName }) => containerName, maxLength: 3 },
  ),
  ulimits: fc.uniqueArray(fc.record({ name: word, softLimit: fc.nat() }), {
    selector: ({ name }) => name,
    maxLength: 3,
  }),
  capabilities: fc.record({ add: fc.array(word), drop: fc.array(word) }),
  healthCheck: fc.option(fc.record({ command: fc.array(word) }), { nil: undefined }),
  restartPolicy: fc.option(fc.record({ ignoredExitCodes: fc.array(fc.nat(255)) }), {
    nil: undefined,
  }),
  logConfiguration: fc.record({ logDriver: word, options: record, secretOptions: record }),
});

/** The same container with its lists, and the keys of its maps, in another order. */
function reordered(spec: ContainerSpec): ContainerSpec {
  return {
    ...backwards(spec),
    environment: backwards(spec.environment),
    secrets: backwards(spec.secrets),
    systemControls: backwards(spec.systemControls ?? {}),
    dockerLabels: backwards(spec.dockerLabels ?? {}),
    portMappings: spec.portMappings.map(backwards).reverse(),
    mountPoints: [...(spec.mountPoints ?? [])].reverse(),
    volumesFrom: [...(spec.volumesFrom ?? [])].reverse(),
    dependsOn: [...spec.dependsOn].reverse(),
    ulimits: [...(spec.ulimits ?? [])].reverse(),
    links: [...(spec.links ?? [])].reverse(),
    dockerSecurityOptions: [...(spec.dockerSecurityOptions ?? [])].reverse(),
    capabilities: {
      drop: [...(spec.capabilities?.drop ?? [])].reverse(),
      add: [...(spec.capabilities?.add ?? [])].reverse(),
    },
    logConfiguration: {
      ...spec.logConfiguration,
      options: backwards(spec.logConfiguration.options),
      secretOptions: backwards(spec.logConfiguration.secretOptions ?? {}),
    },
  };
}

function backwards<T extends object>(map: T): T {
  return Object.fromEntries(Object.entries(map).reverse()) as T;
}

/** The same container with all of AWS's defaults written out. */
function spelledOut(spec: ContainerSpec): ContainerSpec {
  return {
    ...spec,
    cpu: spec.cpu ?? 0,
    privileged: spec.privileged ?? false,
    readonlyRootFilesystem: spec.readonlyRootFilesystem ?? false,
    initProcessEnabled: spec.initProcessEnabled ?? false,
    interactive: spec.interactive ?? false,
    pseudoTerminal: spec.pseudoTerminal ?? false,
    versionConsistency: "enabled",
    disableNetworking: spec.disableNetworking ?? false,
    portMappings: spec.portMappings.map((port) => ({ ...port, protocol: port.protocol ?? "tcp" })),
    mountPoints: spec.mountPoints?.map((mount) => ({
      ...mount,
      readOnly: mount.readOnly ?? false,
    })),
    volumesFrom: spec.volumesFrom?.map((from) => ({ ...from, readOnly: from.readOnly ?? false })),
    ulimits: spec.ulimits?.map((limit) => ({ ...limit, hardLimit: limit.softLimit })),
    healthCheck: spec.healthCheck && {
      ...spec.healthCheck,
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 0,
    },
    restartPolicy: spec.restartPolicy
      ? { ...spec.restartPolicy, enabled: true, restartAttemptPeriodSeconds: 300 }
      : { enabled: false },
    linuxParameters: { devices: [], tmpfs: [] },
    environmentFiles: [],
    command: [],
  };
}

const json = (...containers: ContainerSpec[]) => containerDefinitionsJson(containers);

describe("pain 20: the canonical JSON of containers", () => {
  it("is the same for variables, secrets, ports, mounts and all else in any order", () => {
    fc.assert(
      fc.property(container, (spec) => {
        assert.equal(json(reordered(spec)), json(spec));
      }),
    );
  });

  it("is the same where AWS's defaults are spelled out", () => {
    fc.assert(
      fc.property(container, (spec) => {
        assert.equal(json(spelledOut(spec)), json(spec));
      }),
    );
  });

  it("differs where a variable, a port or a mount does", () => {
    fc.assert(
      fc.property(container, word, (spec, other) => {
        const environment = { ...spec.environment, [other]: `${spec.environment[other] ?? ""}.` };
        assert.notEqual(json({ ...spec, environment }), json(spec));
        const port = { containerPort: 65536 };
        const portMappings = [...spec.portMappings, port];
        assert.notEqual(json({ ...spec, portMappings }), json(spec));
        const mount = { sourceVolume: "other", containerPath: "longer than words are" };
        const mountPoints = [...(spec.mountPoints ?? []), mount];
        assert.notEqual(json({ ...spec, mountPoints }), json(spec));
      }),
    );
  });

  it("keeps containers in their order, which is that of the log and of the console", () => {
    fc.assert(
      fc.property(container, container, (a, b) => {
        const definitions = JSON.parse(json(a, b)) as { name: string }[];
        assert.deepEqual(
          definitions.map(({ name }) => name),
          [a.name, b.name],
        );
      }),
    );
  });

  it("is this text", () => {
    const spec: ContainerSpec = {
      name: "app",
      image: `app@${DIGEST}`,
      essential: true,
      environment: { B: "2", A: "1" },
      secrets: { KEY: "arn:key" },
      portMappings: [{ containerPort: 8080 }, { containerPort: 80, name: "http" }],
      mountPoints: [{ sourceVolume: "data", containerPath: "/data" }],
      dependsOn: [],
      healthCheck: { command: ["CMD", "true"] },
      linuxParameters: {
        tmpfs: [{ containerPath: "/tmp", size: 64, mountOptions: ["rw", "noexec"] }],
        devices: [{ hostPath: "/dev/fuse" }],
      },
      gpuCount: 1,
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/app" } },
    };
    assert.equal(
      json(spec),
      `[{"environment":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"essential":true,` +
        `"healthCheck":{"command":["CMD","true"],"interval":30,"retries":3,"timeout":5},"image":"app@${DIGEST}",` +
        `"linuxParameters":{"devices":[{"containerPath":"/dev/fuse","hostPath":"/dev/fuse","permissions":["mknod","read","write"]}],` +
        `"tmpfs":[{"containerPath":"/tmp","mountOptions":["rw","noexec"],"size":64}]},` +
        `"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/ecs/app"}},` +
        `"mountPoints":[{"containerPath":"/data","readOnly":false,"sourceVolume":"data"}],"name":"app",` +
        `"portMappings":[{"containerPort":80,"hostPort":80,"name":"http","protocol":"tcp"},` +
        `{"containerPort":8080,"hostPort":8080,"protocol":"tcp"}],` +
        `"resourceRequirements":[{"type":"GPU","value":"1"}],"secrets":[{"name":"KEY","valueFrom":"arn:key"}]}]`,
    );
  });
});
