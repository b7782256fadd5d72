import assert from "node:assert/strict";
import { lookUpObject } from "../../../../../generator/fleet/run/repair/lookUpObject.js";
import type {
  BegunCreation,
  OtherStacks,
} from "../../../../../generator/fleet/run/repair/lookUp.js";
import { type FakeAws, fakeAws } from "../../../../components/support/fakeAws.js";

const TYPE = "aws:ecs/taskDefinition:TaskDefinition";
const SINCE = "2026-01-02T03:04:05.000Z";
const BEGIN = Date.parse(SINCE) / 1000;
const CONTAINERS = [{ name: "web", image: "web:1" }];
const INPUTS = { family: "web", containerDefinitions: JSON.stringify(CONTAINERS) };

/** What AWS has: the newest first, as it lists them. */
interface Revision {
  name: string;
  /** Seconds after the run began. */
  at?: number;
  image?: string;
}

function arn(name: string): string {
  return `arn:aws:ecs:eu-west-1:123456789012:task-definition/${name}`;
}

describe("lookUpObject, of revisions of a task definition", () => {
  let aws: FakeAws;
  let revisions: readonly Revision[];
  /** How many times other stacks were read. */
  let reads: number;

  before(async () => {
    aws = await fakeAws({
      ListTaskDefinitions: ({ nextToken = "0" }) => {
        const from = Number(nextToken);
        const page = revisions.slice(from, from + 2).map(({ name }) => arn(name));
        const more = from + 2 < revisions.length && { nextToken: String(from + 2) };
        return { taskDefinitionArns: page, ...more };
      },
      DescribeTaskDefinition: ({ taskDefinition }) => {
        const found = revisions.find(({ name }) => arn(name) === taskDefinition);
        if (!found) return undefined;
        const { name, at = 1, image = "web:1" } = found;
        return {
          taskDefinition: {
            ...{ taskDefinitionArn: arn(name), registeredAt: BEGIN + at },
            containerDefinitions: [{ ...CONTAINERS[0], image, essential: true }],
          },
        };
      },
    });
  });

  beforeEach(() => {
    aws.calls.length = 0;
    reads = 0;
  });

  after(() => aws.stop());

  async function found(
    given: readonly Revision[],
    {
      inputs = INPUTS,
      known = [],
      others = {},
    }: {
      inputs?: Record<string, unknown>;
      known?: readonly string[];
      others?: Partial<OtherStacks> | "unreadable";
    } = {},
  ): Promise<unknown> {
    revisions = given;
    const run = {
      since: SINCE,
      others: () => {
        reads += 1;
        const none = { known: new Set<string>(), begun: [] };
        return Promise.resolve(others === "unreadable" ? undefined : { ...none, ...others });
      },
    };
    const connection = { region: "eu-west-1", endpoints: { ecs: aws.endpoint } };
    const resource = { type: TYPE, inputs };
    return lookUpObject(connection, resource, new Set(known.map(arn)), run);
  }

  const described = (): unknown[] =>
    aws.calls.flatMap(({ action, parameters }) =>
      action === "DescribeTaskDefinition" ? [parameters["taskDefinition"]] : [],
    );

  it("takes the one of this family and content since the run began", async () => {
    const all = [
      { name: "web:9", image: "web:2" },
      { name: "web-api:8" },
      { name: "web:7" },
      { name: "web:6", at: -3600 },
      { name: "web:5" },
    ];
    assert.deepEqual(await found(all), { importId: arn("web:7") });
    // Those before the first old one have come later.
    assert.deepEqual(described(), ["web:9", "web:7", "web:6"].map(arn));
    assert.deepEqual(
      aws.calls.map(({ parameters }) => parameters["familyPrefix"]).filter(Boolean),
      ["web", "web"],
    );
    assert.equal(reads, 1);
  });

  it("finds none where none is that of the creation, and asks no other stack then", async () => {
    assert.equal(await found([]), "absent");
    assert.equal(await found([{ name: "web:1", at: -3600 }]), "absent");
    assert.equal(await found([{ name: "web:2", image: "web:2" }]), "absent");
    assert.equal(await found([{ name: "web:3" }], { known: ["web:3"] }), "absent");
    assert.equal(await found([{ name: "website:1" }]), "absent");
    assert.equal(reads, 0);
  });

  it("takes one that AWS dates before the run, as far as clocks may differ", async () => {
    assert.deepEqual(await found([{ name: "web:1", at: -290 }]), { importId: arn("web:1") });
    assert.equal(await found([{ name: "web:1", at: -310 }]), "absent");
  });

  it("takes all that a repeated call has made: the newest, and copies", async () => {
    assert.deepEqual(
      await found([{ name: "web:3" }, { name: "web:2" }, { name: "web:1", at: -400 }]),
      {
        importId: arn("web:3"),
        copies: [arn("web:2")],
      },
    );
  });

  it("leaves those that another stack has", async () => {
    const known = new Set([arn("web:3")]);
    assert.equal(await found([{ name: "web:3" }], { others: { known } }), "absent");
    assert.deepEqual(await found([{ name: "web:3" }, { name: "web:2" }], { others: { known } }), {
      importId: arn("web:2"),
    });
  });

  const rivals: [string, Partial<BegunCreation>, "web:1" | undefined][] = [
    ["the same", {}, undefined],
    ["the same in this region", { region: "eu-west-1" }, undefined],
    ["the same in another region", { region: "eu-west-2" }, "web:1"],
    ["another family", { inputs: { ...INPUTS, family: "api" } }, "web:1"],
    [
      "another content",
      { inputs: { ...INPUTS, containerDefinitions: '[{"name":"web","image":"web:2"}]' } },
      "web:1",
    ],
    ["a content that is secret", { inputs: { family: "web" } }, undefined],
    ["something else", { type: "aws:iam/role:Role" }, "web:1"],
  ];
  for (const [what, rival, expected] of rivals) {
    it(`${expected ? "is not in doubt" : "cannot tell whose it is"} where another stack has begun ${what}`, async () => {
      const begun = [{ type: TYPE, inputs: INPUTS, region: undefined, ...rival }];
      const result = await found([{ name: "web:1" }], { others: { begun } });
      assert.deepEqual(result, expected && { importId: arn(expected) });
    });
  }

  it("cannot tell whose it is where other stacks cannot be read, or the content is secret", async () => {
    assert.equal(await found([{ name: "web:1" }], { others: "unreadable" }), undefined);
    assert.equal(await found([{ name: "web:1" }], { inputs: { family: "web" } }), undefined);
    assert.equal(await found([{ name: "web:1" }], { inputs: {} }), undefined);
  });

  it("proves nothing when AWS refuses to answer", async () => {
    const none = await fakeAws({});
    try {
      const connection = { region: "eu-west-1", endpoints: { ecs: none.endpoint } };
      const run = { since: SINCE, others: () => Promise.resolve(undefined) };
      await assert.rejects(
        lookUpObject(connection, { type: TYPE, inputs: INPUTS }, new Set(), run),
        /ListTaskDefinitions is not allowed/,
      );
    } finally {
      await none.stop();
    }
  });
});
