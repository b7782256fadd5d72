import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { isPureText } from "../../../../generator/offline/monitor/pureText.js";
import { installTextUnknowns } from "../../../../generator/offline/monitor/textUnknowns.js";
import { UNKNOWN_ON_THE_WIRE } from "../../../../generator/offline/wireValue.js";

type Callback = (value: any) => unknown;

const pure: [title: string, callback: Callback][] = [
  ["JSON of its values", ([url, arn]) => JSON.stringify([{ url, arn, on: true }])],
  ["a text in backticks", (host) => `https://${host}/health`],
  [
    "signs of code in backticks",
    (host) => `curl ${["-f", `http://${host}`].join(" ")}/?a=b || exit 1 # new (x)`,
  ],
  ["texts that are added", (host: string) => "https://" + host],
  ["a list that is joined", (parts) => ["a", parts].join("|| exit 1")],
  [
    "a body that returns",
    (url) => {
      const containers = ["a", "b"].map((name) => ({ name, url }));
      return JSON.stringify(containers);
    },
  ],
  [
    "a function with signs of code in its texts",
    function (url) {
      return JSON.stringify({
        test: "curl -f localhost || exit 1 # if (a == b) { await c() }",
        url,
      });
    },
  ],
];
const impure: [title: string, callback: Callback][] = [
  ["a choice", (name) => JSON.stringify({ cpu: name === "prod" ? 1024 : 256 })],
  ["a default", (name) => `is ${name ?? "none"}`],
  [
    "a condition",
    (name) => {
      if (name) return "a";
      return `is ${name}`;
    },
  ],
  ["a call of something else", (url) => `at ${encodeURIComponent(url)}`],
  ["a part of the text", (url) => `at ${url.split("/")[0]}`],
  ["a promise", async (url) => Promise.resolve(`at ${url}`)],
  ["a resource", (name) => new pulumi.ComponentResource("a:b:C", `made-${name}`)],
  [
    "a change of what is outside",
    (() => {
      let seen = "";
      return (url: string) => {
        seen += url;
        return `seen ${seen}`;
      };
    })(),
  ],
  [
    "an assignment",
    (() => {
      let seen = "";
      return (url: string) => [(seen = url), `seen ${seen}`].join("");
    })(),
  ],
  ["a tag of its own", (url) => String.raw`${url}`],
];

describe("isPureText", () => {
  for (const [title, callback] of pure) {
    it(`takes ${title}`, () => {
      assert.equal(isPureText(callback), true);
    });
  }
  for (const [title, callback] of impure) {
    it(`does not take ${title}`, () => {
      assert.equal(isPureText(callback), false);
    });
  }
});

describe("installTextUnknowns", () => {
  const { prototype } = pulumi.Output as unknown as { prototype: object };
  const original = Object.getOwnPropertyDescriptor(prototype, "apply") ?? {};
  before(() => {
    installTextUnknowns(pulumi);
  });
  after(() => {
    Object.defineProperty(prototype, "apply", original);
  });

  const unknown = pulumi.output(pulumi.unknown) as pulumi.Output<any>;
  /** What an output is known to be; nothing for an unknown one. */
  const knownOf = async (output: pulumi.Output<unknown>): Promise<unknown> => {
    const own = output as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
    return (await own.isKnown) ? own.promise() : undefined;
  };

  it("keeps what is known of a text of JSON", async () => {
    const text = pulumi.jsonStringify([{ image: "a:1", url: unknown, memory: unknown }]);
    assert.deepEqual(JSON.parse(String(await knownOf(text))), [
      { image: "a:1", url: UNKNOWN_ON_THE_WIRE, memory: UNKNOWN_ON_THE_WIRE },
    ]);
  });

  it("keeps what is known of texts in texts", async () => {
    const url = pulumi.interpolate`https://${unknown}/`;
    const text = pulumi.all([url, "b"]).apply(([a, b]) => JSON.stringify({ a, b }));
    assert.equal(await knownOf(text), `{"a":"https://${UNKNOWN_ON_THE_WIRE}/","b":"b"}`);
    const joined = pulumi.concat("a-", unknown, "-b");
    assert.equal(await knownOf(joined), `a-${UNKNOWN_ON_THE_WIRE}-b`);
  });

  it("keeps a secret one", async () => {
    const text = pulumi.jsonStringify({ url: pulumi.secret(unknown) });
    assert.equal(await pulumi.isSecret(text), true);
  });

  it("leaves a number of an unknown value unknown", async () => {
    assert.equal(await knownOf(unknown.apply((n: number) => `${n * 2}`)), undefined);
    assert.equal(await knownOf(unknown.apply((list: string[]) => `${list.length}`)), undefined);
  });

  it("does not call what decides or acts by an unknown value, or by a text of one", async () => {
    const seen: unknown[] = [];
    const act = (value: unknown) => {
      seen.push(value);
      return `seen ${String(value)}`;
    };
    assert.equal(await knownOf(unknown.apply(act)), undefined);
    assert.equal(await knownOf(pulumi.interpolate`a${unknown}`.apply(act)), undefined);
    assert.deepEqual(seen, []);
  });

  it("calls everything by known values, as before", async () => {
    const sum = pulumi.output([1, 2]).apply(([a = 0, b = 0]) => (a > 2 ? 0 : a + b));
    assert.equal(await knownOf(sum), 3);
    const nested = pulumi.output("a").apply((a) => pulumi.output(`${a}b`));
    assert.equal(await knownOf(nested), "ab");
  });
});
