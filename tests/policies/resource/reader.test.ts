import assert from "node:assert/strict";

import { Reader, UNKNOWN, UnknownLeaf, UnreadableLeaf } from "../../../policies/resource/reader.js";
import { HOST_UNKNOWN, hostProxy } from "../hostProxy.js";

const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
};

const PROPERTIES = {
  family: "orders",
  memory: "512",
  replicas: 3,
  isOn: "true",
  isOff: false,
  nothing: null,
  tags: { "a.b": "c", constructor: "kept" },
  containers: [{ name: "app", image: HOST_UNKNOWN }, HOST_UNKNOWN],
};

/** The two forms in which properties come: plain data, and what Pulumi's policy host gives. */
const FORMS = [
  ["plain data", Reader.of(PROPERTIES)],
  ["the policy host's proxies", Reader.of(hostProxy(PROPERTIES))],
] as const;

for (const [form, reader] of FORMS) {
  describe(`Reader of ${form}`, () => {
    it("reads values by their kind", () => {
      assert.equal(reader.get("family").string(), "orders");
      assert.equal(reader.get("memory").number(), 512);
      assert.equal(reader.get("replicas").number(), 3);
      assert.equal(reader.get("replicas").string(), "3");
      assert.equal(reader.get("isOn").boolean(), true);
      assert.equal(reader.get("isOff").boolean(), false);
      assert.deepEqual(
        reader
          .get("tags")
          .entries()
          .map(([key, value]) => [key, value.string(), value.path]),
        [
          ["a.b", "c", "tags.a.b"],
          ["constructor", "kept", "tags.constructor"],
        ],
      );
      assert.equal(reader.get("tags").get("constructor").string(), "kept");
    });

    it("gives nothing for what is missing or null, at any depth", () => {
      const missing = reader.get("network").get("subnets");
      assert.equal(missing.exists(), false);
      assert.equal(missing.string(), undefined);
      assert.equal(missing.list(), undefined);
      assert.deepEqual(missing.entries(), []);
      assert.equal(reader.get("nothing").number(), undefined);
      assert.equal(reader.get("toString").exists(), false);
    });

    it("throws for an unknown value only when it is read, with its path", () => {
      const [known, unknown, ...others] = reader.get("containers").list() ?? [];
      assert.ok(known && unknown);
      assert.equal(others.length, 0);
      assert.equal(known.get("name").string(), "app");
      const image = known.get("image");
      assert.throws(() => image.string(), new UnknownLeaf("containers[0].image"));
      assert.throws(() => image.string(), { path: "containers[0].image" });
      assert.throws(() => unknown.get("name").string(), { path: "containers[1]" });
    });
  });
}

describe("Reader", () => {
  it("takes the sentinel for an unknown value", () => {
    const reader = Reader.of({ cpu: UNKNOWN });
    assert.throws(() => reader.get("cpu").exists(), new UnknownLeaf("cpu"));
    assert.throws(() => reader.get("cpu").get("units").number(), new UnknownLeaf("cpu"));
  });

  it("agrees on the sentinel with another copy of the package", () => {
    assert.equal(UNKNOWN, Symbol.for("slipway.unknown"));
  });

  it("passes on errors that do not speak of an unknown value", () => {
    const broken = {
      get cpu(): number {
        throw new TypeError("broken");
      },
    };
    assert.throws(() => Reader.of(broken).get("cpu").number(), new TypeError("broken"));
  });

  it("knows an unknown value of the policy host by its mark, whatever the class", () => {
    const error = Object.assign(new Error("copy"), { unknownTypeSentinel: HOST_UNKNOWN });
    const properties = {
      get cpu(): number {
        throw error;
      },
    };
    assert.throws(() => Reader.of(properties).get("cpu").number(), new UnknownLeaf("cpu"));
  });

  it("opens secrets and tells them apart", () => {
    const reader = Reader.of({ memory: { ...SECRET, value: 512 }, cpu: 256 });
    assert.equal(reader.get("memory").number(), 512);
    assert.equal(reader.get("memory").isSecret(), true);
    assert.equal(reader.get("cpu").isSecret(), false);
  });

  it("knows a secret before its value is known", () => {
    const reader = Reader.of({ password: { ...SECRET, value: UNKNOWN }, user: UNKNOWN });
    assert.equal(reader.get("password").isSecret(), true);
    assert.throws(() => reader.get("password").string(), new UnknownLeaf("password"));
    assert.throws(() => reader.get("user").isSecret(), new UnknownLeaf("user"));
  });

  it("shows what it got in place of what must be there, but no secret", () => {
    const reader = Reader.of({
      memory: "lots",
      list: { a: 1 },
      map: [1],
      text: { deep: true },
      isOn: "maybe",
      secret: { ...SECRET, value: "hunter2" },
    });
    const cases: [() => unknown, string][] = [
      [() => reader.get("memory").number(), `'memory' must be a number such as 256, got "lots"`],
      [() => reader.get("list").list(), "'list' must be a list, got a map"],
      [() => reader.get("map").entries(), "'map' must be a map, got a list"],
      [() => reader.get("map").get("key").string(), "'map' must be a map, got a list"],
      [() => reader.get("text").string(), "'text' must be a text, got a map"],
      [() => reader.get("isOn").boolean(), `'isOn' must be true or false, got "maybe"`],
      [() => reader.get("secret").number(), "'secret' must be a number such as 256, got a secret"],
    ];
    for (const [read, message] of cases) {
      assert.throws(read, (error) => {
        assert.ok(error instanceof UnreadableLeaf);
        assert.equal(error.message, message);
        return true;
      });
    }
  });

  it("reads JSON in a text, below the text's own path", () => {
    const reader = Reader.of({ definitions: '[{"memory":512,"cpu":null}]' });
    const [container] = reader.get("definitions").json().list() ?? [];
    assert.equal(container?.get("memory").number(), 512);
    assert.equal(container.get("cpu").exists(), false);
    assert.equal(container.get("memory").path, "definitions[0].memory");
  });

  it("does not show a text that is no JSON", () => {
    const reader = Reader.of({ definitions: "[{password: hunter2}]" });
    assert.throws(() => reader.get("definitions").json(), {
      name: "UnreadableLeaf",
      message: "'definitions' must be a text of JSON, got one that does not parse",
    });
  });

  it("finds keys of JSON in any letter case, of which the last wins", () => {
    const reader = Reader.of({ definitions: '{"privileged":false,"Privileged":true,"a":1,"A":2}' });
    const definition = reader.get("definitions").json();
    assert.equal(definition.get("privileged").boolean(), true);
    assert.deepEqual(
      definition.entries().map(([key, value]) => [key, value.string()]),
      [
        ["privileged", "false"],
        ["Privileged", "true"],
        ["a", "1"],
        ["A", "2"],
      ],
    );
    assert.equal(Reader.of({ Privileged: true }).get("privileged").exists(), false);
  });

  it("hides what a whole secret text holds, without holding it for secrets", () => {
    const text = '{"name":"app","labels":[{"memory":"lots"}]}';
    const definition = Reader.of({ definitions: { ...SECRET, value: text } })
      .get("definitions")
      .json();
    assert.equal(definition.get("name").string(), "app");
    assert.equal(definition.get("name").isSecret(), false);
    assert.equal(definition.get("name").isHidden(), true);
    const memory = definition.get("labels").list()?.[0]?.get("memory");
    assert.throws(() => memory?.number(), {
      message: "'definitions.labels[0].memory' must be a number such as 256, got a secret",
    });
    assert.equal(Reader.of({ name: "app" }).get("name").isHidden(), false);
  });
});

describe("Reader, of an exported state", () => {
  const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  for (const [what, value] of [
    ["a secret whose value is encrypted", { ...SIGNATURE, ciphertext: "v1:abc" }],
    ["a secret that was taken out", "[secret]"],
  ] as const) {
    it(`does not know ${what}`, () => {
      const leaf = Reader.of({ containerDefinitions: value }).get("containerDefinitions");
      assert.throws(() => leaf.json().list(), UnknownLeaf);
      assert.throws(() => leaf.string(), UnknownLeaf);
    });
  }

  it("knows what is shown of a secret, and that it is one", () => {
    const leaf = Reader.of({ a: { ...SIGNATURE, plaintext: "x" } }).get("a");
    assert.deepEqual([leaf.string(), leaf.isSecret()], ["x", true]);
  });
});
