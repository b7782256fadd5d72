import assert from "node:assert/strict";
import { join } from "node:path";

import type { MockValues } from "../../../generator/offline/mockValues.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { Folders } from "./folders.js";
import { assertPreviewSchema } from "./previewSchema.js";
import { fixture, preview, runSlipway } from "./runSlipway.js";
import { escapedLines } from "../../../generator/terminal/escapedText.js";
import { warmPreview } from "../../support/warmPreview.js";

const PARAMETER = "aws:ssm/getParameter:getParameter";
const ENGINE_VERSION = "aws:rds/getEngineVersion:getEngineVersion";
const TOPIC = "aws:sns/topic:Topic";

const warm = warmPreview();

async function resultOf(stack: string, mocks?: MockValues): Promise<unknown> {
  // Without values the program fails, which a process that stays does not outlive.
  const preview = mocks === undefined ? previewOffline : warm;
  const { outputs } = await preview({
    directory: fixture("placeholders"),
    stack,
    mocks,
    silent: true,
  });
  return outputs.result;
}

/** A stack, what is said where the program trips over a placeholder, values that help, and what the program makes of them. */
const WAYS: [stack: string, hint: RegExp, mocks: MockValues, result: unknown][] = [
  [
    "parameter",
    /a placeholder stands for 'value' of aws:ssm\/getParameter:getParameter; '--mock values.json' gives a value, with \{"invokes":\{"aws:ssm\/getParameter:getParameter":\{"value":"…"\}\}\}$/,
    { invokes: { [PARAMETER]: { value: '{"size": 3}' } } },
    3,
  ],
  [
    "unknown",
    /offline, the preview makes up .*what aws:rds\/getEngineVersion:getEngineVersion answers; '--mock values.json'/,
    { invokes: { [ENGINE_VERSION]: { validUpgradeTargets: ["a", "b"] } } },
    ["A", "B"],
  ],
  [
    "reference",
    /offline, the preview makes up what stack 'acme\/platform\/prod' answers; '--mock values.json' gives a value, with \{"stackReferences":\{"acme\/platform\/prod":/,
    { stackReferences: { "acme/platform/prod": { zones: ["a", "b"] } } },
    "a,b",
  ],
  [
    "encrypted",
    /a placeholder stands for the configuration 'placeholders:token'; '--mock values.json' gives a value, with \{"config":\{"placeholders:token":"…"\}\}$/,
    { config: { token: "sk-12345" } },
    8,
  ],
  [
    "resource",
    /a placeholder stands for 'arn' of aws:sns\/topic:Topic; .*\{"resources":\{"aws:sns\/topic:Topic":\{"arn":"…"\}\}\}$/,
    { resources: { [TOPIC]: { arn: "arn:aws:sns:us-east-1:444455556666:topic" } } },
    "arn:aws:sns:us-east-1:444455556666:topic",
  ],
];

describe("slipway preview --offline: values for placeholders", () => {
  const folders = new Folders();
  after(() => {
    folders.delete();
  });

  for (const [stack, hint, mocks, result] of WAYS) {
    it(`says which placeholder it was, and how to give a value, and takes it: ${stack}`, async () => {
      await assert.rejects(resultOf(stack), ({ message }: Error) => {
        assert.match(message.split("\n").at(-1) ?? "", hint);
        return true;
      });
      assert.deepEqual(await resultOf(stack, mocks), result);
    });
  }

  it("takes a file: by URN before by type, other outputs of a stack stay unknown", async () => {
    const urn = `urn:pulumi:fine::placeholders::${TOPIC}::two`;
    const values: MockValues = {
      config: { "placeholders:size": 7 },
      stackReferences: { "acme/platform/prod": { vpcId: "vpc-mocked" } },
      resources: { [TOPIC]: { arn: "arn:of-type" }, [urn]: { arn: "arn:of-urn" } },
    };
    const file = join(folders.make({ "mock.json": JSON.stringify(values) }), "mock.json");
    const { code, stdout, stderr } = await preview(
      "placeholders",
      "--stack",
      "fine",
      "--json",
      "--mock",
      file,
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual((JSON.parse(stdout) as { outputs: unknown }).outputs, {
      result: {
        size: 7,
        vpcId: "vpc-mocked",
        unheardOf: "[unknown]",
        ofType: "arn:of-type",
        ofUrn: "arn:of-urn",
      },
    });
  });

  const WRONG: [string, string, RegExp][] = [
    ["no JSON", "{", /'--mock' must name a file of JSON, got '.*', which cannot be read: /],
    ["a list", "[]", /it must be object, got \[\]; /],
    ["another section", '{"invoke": {}}', /it must not have 'invoke'; /],
    ["no token", '{"invokes": {"getVpc": {}}}', /'invokes' has the key 'getVpc', which /],
    [
      "a text of outputs",
      '{"resources": {"a:b:C": "x"}}',
      /'resources.a:b:C' must be object, got "x"/,
    ],
  ];
  for (const [what, text, message] of WRONG) {
    it(`refuses a file with ${what}`, async () => {
      const file = join(folders.make({ "mock.json": text }), "mock.json");
      const { code, stderr } = await preview("placeholders", "--stack", "fine", "--mock", file);
      assert.equal(code, 1);
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }
});

describe("mock values that match nothing", () => {
  const UNUSED: [what: string, stack: string, mocks: MockValues, unused: object[], says: RegExp][] =
    [
      [
        "a misspelt stack",
        "reference",
        { stackReferences: { "acme/platform/prod": { zones: ["a"] }, "acme/platfrom/prod": {} } },
        [{ section: "stackReferences", key: "acme/platfrom/prod" }],
        /"acme\/platfrom\/prod" in 'stackReferences', which matches nothing: the program asks for "acme\/platform\/prod"$/m,
      ],
      [
        "a function that the program does not call, and one that it does",
        "parameter",
        { invokes: { [PARAMETER]: { value: '{"size": 3}' }, "aws:ec2/getVpc:getVpc": {} } },
        [{ section: "invokes", key: "aws:ec2/getVpc:getVpc" }],
        /the program asks for "aws:ssm\/getParameter:getParameter"$/m,
      ],
      [
        "a type and a URN that there are not",
        "resource",
        {
          resources: {
            [TOPIC]: { arn: "arn:aws:sns:us-east-1:444455556666:topic" },
            "aws:sqs/queue:Queue": {},
            "urn:pulumi:prod::placeholders::aws:sns/topic:Topic::topic": {},
          },
        },
        [
          { section: "resources", key: "aws:sqs/queue:Queue" },
          {
            section: "resources",
            key: "urn:pulumi:prod::placeholders::aws:sns/topic:Topic::topic",
          },
        ],
        /"aws:sqs\/queue:Queue" in 'resources', .* asks for "aws:sns\/topic:Topic"/m,
      ],
      [
        "a key of configuration that the program does not read",
        "encrypted",
        { config: { token: "sk-12345", tokne: "x", "aws:profile": "of the provider" } },
        [{ section: "config", key: "tokne" }],
        /"tokne" in 'config', .*"placeholders:token"/m,
      ],
    ];
  const folders = new Folders();
  after(() => {
    folders.delete();
  });
  for (const [what, stack, mocks, unused, says] of UNUSED) {
    it(`are said, and are in the JSON: ${what}`, async () => {
      const file = join(folders.make({ "mock.json": JSON.stringify(mocks) }), "mock.json");
      const args = ["--stack", stack, "--mock", file, "--json"];
      const { code, stdout, stderr } = await preview("placeholders", ...args);
      assert.equal(code, 0, stderr);
      const document = JSON.parse(stdout) as { unusedMocks?: object[] };
      assertPreviewSchema(document);
      assert.deepEqual(document.unusedMocks, unused);
      assert.match(stderr, says);
      assert.equal(stderr.match(/^warning: the mock values have/gm)?.length, unused.length);
    });
  }

  it("are not said of those that match", async () => {
    for (const [stack, , mocks] of WAYS) {
      const directory = fixture("placeholders");
      const result = await warm({ directory, stack, mocks, silent: true });
      assert.equal("unusedMocks" in result, false, stack);
    }
  });
});

describe("slipway preview --json", () => {
  const FAILURES: [string, string[]][] = [
    ["the program fails", ["placeholders", "--stack", "parameter"]],
    ["there is no such stack", ["placeholders", "--stack", "nosuch"]],
    ["there is no project", ["nosuchFolder"]],
    ["the program does not end", ["failing", "--stack", "spins", "--timeout-seconds", "1"]],
    ["a file of values is missing", ["placeholders", "--stack", "fine", "--mock", "nosuch.json"]],
  ];
  for (const [what, [name = "", ...args]] of FAILURES) {
    it(`gives one document when ${what}`, async () => {
      const { code, stdout, stderr } = await preview(name, ...args, "--json");
      assert.equal(code, 1);
      const document = JSON.parse(stdout) as { error: { message: string } };
      assertPreviewSchema(document);
      assert.equal(
        stderr.endsWith(`${escapedLines(`slipway: ${document.error.message}`)}\n`),
        true,
        stderr,
      );
    });
  }
});

describe("slipway preview --offline: what the program may do", () => {
  it("says in its help that there is no sandbox", async () => {
    const { stdout } = await runSlipway(["preview", "--help"]);
    assert.match(
      stdout,
      /The program runs as it is, .*--offline is no sandbox. 'slipway up' runs it once more/,
    );
  });

  for (const [command, key] of [
    ["preview", "AWS_ACCESS_KEY_ID"],
    ["preview", "AWS_SESSION_TOKEN"],
    ["preview", "AWS_WEB_IDENTITY_TOKEN_FILE"],
    ["check", "AWS_ACCESS_KEY_ID"],
  ] as const) {
    it(`says that it may use the keys of the environment: ${command} with ${key}`, async () => {
      const offline = command === "preview" ? ["--offline"] : [];
      const args = [command, fixture("placeholders"), ...offline, "--stack", "fine"];
      const before = process.env[key];
      process.env[key] = "example";
      try {
        const { stderr } = await runSlipway(args);
        assert.match(stderr, new RegExp(`^note: the program runs as it is and may use .*${key}`));
      } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, key);
        else process.env[key] = before;
      }
    });
  }
});
