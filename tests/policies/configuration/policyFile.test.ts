import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { readConfiguration } from "../../../policies/configuration/configuration.js";
import {
  findPolicyFile,
  POLICY_FILE,
  readPolicyFile,
} from "../../../policies/configuration/policyFile.js";
import { rules } from "../../../policies/rules/index.js";

describe("policyFile", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-policies-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string): string {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  function settingsOf(file: string, policy: string, stack = "dev") {
    const settings = readConfiguration(rules, readPolicyFile(rules, file), stack).settings;
    const own = settings.get(policy);
    assert.ok(own);
    return own;
  }

  it("is found in a folder, and above it up to the repository's", () => {
    const file = write(POLICY_FILE, "profile: dev\n");
    mkdirSync(join(folder, "shop/infra"), { recursive: true });
    assert.equal(findPolicyFile(join(folder, "shop/infra")), file);
    mkdirSync(join(folder, "shop/.git"));
    assert.equal(findPolicyFile(join(folder, "shop/infra")), undefined);
    const own = write(`shop/${POLICY_FILE}`, "profile: dev\n");
    assert.equal(findPolicyFile(join(folder, "shop")), own);
  });

  it("is refused at once where it is a pipe, a folder, or endless", () => {
    const file = join(folder, "odd.yaml");
    const refused = (reason: string) => {
      assert.throws(() => readPolicyFile(rules, file), {
        name: "PolicyConfigurationError",
        message: `policy configuration: '${file}' must be a file of at most 4 MiB, and ${reason}`,
      });
      rmSync(file, { recursive: true });
    };
    execFileSync("mkfifo", [file]);
    refused("is a folder, a pipe or a device");
    mkdirSync(file);
    refused("is a folder, a pipe or a device");
    truncateSync(write("odd.yaml", "a"), 5 * 1024 * 1024);
    refused("is larger");
  });

  it("has levels, parameters and exemptions, for all stacks and for some", () => {
    const file = write(
      POLICY_FILE,
      `$schema: ./node_modules/slipway/policies.schema.json
image-pinned: { requireDigest: true }
ecs-no-public-ip:
  exempt: [{ name: ftp, reason: old clients, expires: 2027-03-01 }]
exempt:
  - policies: [ECS.2, ckv_aws_163]
    name: edge-*
    reason: faces the internet
    expires: 2027-04-01
environments:
  prod*:
    profile: hardened
    image-pinned: { allowedRegistries: ["*.amazonaws.com"] }
  prod-eu:
    image-pinned: disabled
`,
    );
    assert.deepEqual(settingsOf(file, "image-pinned"), {
      enforcementLevel: "advisory",
      parameters: { requireDigest: true, allowedRegistries: [] },
      exempt: [],
    });
    assert.deepEqual(settingsOf(file, "image-pinned", "prod-us"), {
      enforcementLevel: "mandatory",
      parameters: { requireDigest: true, allowedRegistries: ["*.amazonaws.com"] },
      exempt: [],
    });
    assert.equal(settingsOf(file, "image-pinned", "prod-eu").enforcementLevel, "disabled");
    assert.equal(settingsOf(file, "ecs-no-public-ip", "prod").enforcementLevel, "mandatory");
    assert.deepEqual(
      settingsOf(file, "ecs-no-public-ip").exempt.map(({ name }) => name),
      ["ftp", "edge-*"],
    );
    assert.deepEqual(
      settingsOf(file, "ecr-scan-on-push").exempt.map(({ name }) => name),
      ["edge-*"],
    );
    assert.deepEqual(settingsOf(file, "ecr-immutable-tags").exempt, []);
  });

  it("stands over the files that it extends, of folders and packages", () => {
    write("node_modules/acme-policies/package.json", `{ "name": "acme-policies" }`);
    write(
      "node_modules/acme-policies/base.yaml",
      "image-pinned: { requireDigest: true }\necs-no-public-ip: mandatory\nenvironments: { dev: { profile: dev } }\n",
    );
    write("company.yaml", "extends: acme-policies/base.yaml\necs-no-public-ip: disabled\n");
    const file = write(
      `shop/${POLICY_FILE}`,
      "extends: [../company.yaml]\nimage-pinned: mandatory\nenvironments: { dev: { ecs-no-privileged: advisory } }\n",
    );
    assert.deepEqual(settingsOf(file, "image-pinned"), {
      enforcementLevel: "mandatory",
      parameters: { requireDigest: true, allowedRegistries: [] },
      exempt: [],
    });
    assert.equal(settingsOf(file, "ecs-no-public-ip").enforcementLevel, "disabled");
    assert.equal(settingsOf(file, "ecs-no-privileged").enforcementLevel, "advisory");
    assert.equal(settingsOf(file, "ecr-scan-on-push").enforcementLevel, "advisory");
    assert.equal(settingsOf(file, "deployment-safety-net").enforcementLevel, "disabled");
    assert.equal(settingsOf(file, "deployment-safety-net", "qa").enforcementLevel, "advisory");
  });

  const faults: [what: string, text: string, place: string, reason: RegExp][] = [
    ["a text that is not YAML", "profile: dev\nall: [\n", "3:1", /it is not YAML: /],
    [
      "a key that stands twice",
      "all: advisory\nall: disabled\n",
      "2:1",
      /it is not YAML: .*unique/,
    ],
    ["a list", "- all\n", "1:1", /must be a map of policies, got \["all"\]/],
    ["an unknown policy", "all: advisory\nimage-pined: disabled\n", "2:1", /'image-pinned' is one/],
    ["an id of another catalogue", "ECS.2: disabled\n", "1:1", /'ecs-no-public-ip' is one/],
    ["an unknown profile", "profile: strict\n", "1:1", /'profile' must be one of .* got "strict"/],
    [
      "an unknown parameter",
      "image-pinned:\n  requireDigest: true\n  digest: true\n",
      "3:3",
      /'image-pinned' has no 'digest'/,
    ],
    [
      "a wrong value in an environment",
      "environments:\n  prod:\n    task-memory-limits:\n      minMiB: much\n",
      "4:7",
      /'minMiB' of 'task-memory-limits' must be integer, got "much"/,
    ],
    [
      "parameters that contradict each other",
      "task-memory-limits:\n  minMiB: 512\n  maxMiB: 256\n",
      "1:1",
      /'minMiB' must be at most 'maxMiB' of 256, got 512; 256 works/,
    ],
    [
      "a key of all",
      "all:\n  enforcementLevel: advisory\n  minMiB: 5\n",
      "3:3",
      /'all' has no 'minMiB'/,
    ],
    [
      "a key of the report on undetermined checks",
      "slipway-undetermined:\n  exempt: []\n",
      "2:3",
      /'slipway-undetermined' has no 'exempt'/,
    ],
    [
      "environments within an environment",
      "environments:\n  prod:\n    environments: {}\n",
      "3:5",
      /'environments.prod' has no 'environments'/,
    ],
    [
      "an exemption of an unknown policy",
      "exempt:\n  - policies:\n      - image-pinned\n      - ECS.99\n    name: a\n",
      "4:9",
      /there is no policy 'ECS.99'; 'ECS/,
    ],
    [
      "an exemption of nothing",
      "exempt:\n  - policies: [ECS.2]\n    reason: why\n",
      "2:5",
      /'exempt\[0\]' must have 'name' or 'urn'/,
    ],
    [
      "an exemption with an unknown key",
      "exempt:\n  - policies: [ECS.2]\n    name: a\n    until: 2027-01-01\n",
      "4:5",
      /'exempt\[0\]' has no 'until'/,
    ],
    ["a base that there is not", "extends: ./none.yaml\n", "1:1", /must name a file that there is/],
    [
      "a base that is a folder",
      "extends: [other/]\n",
      "1:11",
      /must name a file, got "other\/", which is a folder; "other\/slipway\.policies\.yaml" works/,
    ],
    ["a base that is nothing", 'extends: ""\n', "1:1", /must name a file that there is, got ""/],
    ["a base that is no text", "extends: [5]\n", "1:11", /must name files, got 5/],
    ["itself as its base", `extends: ${POLICY_FILE}\n`, "1:1", /must not form a circle/],
    ["a schema that is no text", "$schema: 1\n", "1:1", /'\$schema' must be a text/],
  ];
  for (const [what, text, place, reason] of faults) {
    it(`refuses ${what}, by file, line and column`, () => {
      write("other/readme.md", "");
      const file = write(POLICY_FILE, text);
      assert.throws(
        () => readPolicyFile(rules, file),
        (error: Error) => {
          assert.equal(error.name, "PolicyConfigurationError");
          assert.ok(
            error.message.startsWith(`policy configuration: ${file}:${place}: `),
            error.message,
          );
          assert.match(error.message, reason);
          return true;
        },
      );
    });
  }

  it("names the base that is wrong, and not the file that extends it", () => {
    const base = write("base.yaml", "\nall: loud\n");
    const file = write(POLICY_FILE, "extends: base.yaml\n");
    assert.throws(() => readPolicyFile(rules, file), new RegExp(`${base}:2:1: .*got "loud"`));
  });
});
