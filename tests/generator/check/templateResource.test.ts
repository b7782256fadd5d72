import assert from "node:assert/strict";

import { templateResource } from "../../../generator/check/templateResource.js";
import { CliError } from "../../../generator/cliError.js";
import { reviewResources } from "../../../policies/pack.js";

const CONTAINER = { name: "app", image: "nginx:1.27", essential: true };
const DEFINITION = { family: "web", containerDefinitions: [CONTAINER] };

const read = (definition: object, file = "apps/web.json") =>
  templateResource(file, JSON.stringify(definition), "prod");
const propertiesOf = (definition: object) => read(definition).properties as Record<string, unknown>;

describe("a task definition of JSON", () => {
  it("is the plain resource that a program would register", () => {
    const resource = read({
      ...DEFINITION,
      cpu: 256,
      memory: "512",
      volumes: [
        { name: "host", host: { sourcePath: "/data" } },
        { name: "empty", host: {} },
        { name: "ebs", configuredAtLaunch: true },
        { name: "efs", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/" } },
      ],
      ephemeralStorage: { sizeInGiB: 30 },
      proxyConfiguration: { containerName: "envoy", properties: [{ name: "A", value: "1" }] },
      tags: [{ key: "owner", value: "web" }, { key: "empty" }],
    });
    assert.deepEqual(resource, {
      urn: "urn:pulumi:prod::apps.web::aws:ecs/taskDefinition:TaskDefinition::web",
      type: "aws:ecs/taskDefinition:TaskDefinition",
      name: "web",
      properties: {
        family: "web",
        containerDefinitions: JSON.stringify([CONTAINER]),
        cpu: "256",
        memory: "512",
        volumes: [
          { name: "host", hostPath: "/data" },
          { name: "empty" },
          { name: "ebs", configureAtLaunch: true },
          { name: "efs", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/" } },
        ],
        ephemeralStorage: { sizeInGib: 30 },
        proxyConfiguration: { containerName: "envoy", properties: { A: "1" } },
        tags: { owner: "web", empty: "" },
      },
    });
  });

  it("is read from the answer of describe-task-definition", () => {
    const answer = {
      taskDefinition: { ...DEFINITION, revision: 3, status: "ACTIVE", compatibilities: ["EC2"] },
      tags: [{ key: "a", value: "b" }],
    };
    assert.deepEqual(propertiesOf(answer), propertiesOf({ ...DEFINITION, tags: answer.tags }));
    assert.deepEqual(propertiesOf({ ...DEFINITION, revision: 3 }), propertiesOf(DEFINITION));
  });

  it("has the file's name where it has no family, and takes nothing for null", () => {
    const { family, ...others } = DEFINITION;
    const unnamed = read(others, ".aws/task-definition.json");
    assert.equal(unnamed.name, "task-definition");
    assert.deepEqual(unnamed.properties, {
      containerDefinitions: JSON.stringify([CONTAINER]),
    });
    assert.deepEqual(
      propertiesOf({ family, ...others, volumes: null, proxyConfiguration: null, tags: null }),
      propertiesOf(DEFINITION),
    );
  });

  it("tells files of one name apart", () => {
    assert.notEqual(read(DEFINITION, "a/td.json").urn, read(DEFINITION, "b/td.json").urn);
  });

  it("is judged by the policies, storage and volumes too", () => {
    const fargate = { ...DEFINITION, requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc" };
    const found = (definition: object) =>
      reviewResources([read(definition)])
        .violations.filter(({ kind }) => kind === "invalid")
        .map(({ policy }) => policy);
    const sized = { ...fargate, cpu: 256, memory: 512, ephemeralStorage: { sizeInGiB: 30 } };
    assert.deepEqual(found(sized), []);
    assert.deepEqual(found({ ...sized, memory: 700 }), ["fargate-task-size-valid"]);
    const hosted = { ...sized, volumes: [{ name: "d", host: { sourcePath: "/d" } }] };
    assert.deepEqual(found(hosted), ["fargate-params-supported"]);
    assert.notDeepEqual(found({ ...sized, ephemeralStorage: { sizeInGiB: 900 } }), []);
  });

  for (const [what, text, message] of [
    ["no JSON", "{", /^td\.json must be JSON, as 'aws ecs register-task-definition' takes: /],
    ["a list", "[]", /^td\.json must hold a task definition, got a list; /],
    ["no containers", '{"family":"a"}', /'containerDefinitions' must be a list, got nothing; /],
    [
      "keys of CloudFormation",
      '{"Family":"a","ContainerDefinitions":[]}',
      /has no 'Family'; 'family' is one: the AWS CLI writes keys in camelCase/,
    ],
    [
      "a misspelt key",
      '{"family":"a","containerDefinitions":[],"networkMod":"awsvpc"}',
      /has no 'networkMod'; 'networkMode' is one/,
    ],
  ] as const) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => templateResource("td.json", text, "template"),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }
});
