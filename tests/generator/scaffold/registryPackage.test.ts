import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { CliError } from "../../../generator/cliError.js";
import { lookUpPackage } from "../../../generator/scaffold/registryPackage.js";
import { scratchFolder } from "./scratchFolder.js";

/** What npm's registry answers for a package. */
function packument(...versions: string[]): object {
  const entries = versions.map((version) => {
    const dist = { integrity: `sha512-${version}`, tarball: `http://127.0.0.1/${version}.tgz` };
    return [version, { name: "slipway", version, dist }] as const;
  });
  return {
    name: "slipway",
    "dist-tags": { latest: versions.at(-1) },
    versions: Object.fromEntries(entries),
  };
}

describe("what the registry says of a version", function () {
  this.timeout(60_000);
  const cache = scratchFolder();
  const names = ["npm_config_registry", "npm_config_cache"] as const;
  const earlier = names.map((name) => process.env[name]);
  let server: Server;
  let answer: object | undefined;

  beforeEach(async () => {
    server = createServer((request, response) => {
      response.statusCode = answer === undefined ? 404 : 200;
      response.end(JSON.stringify(request.url === "/slipway" && answer ? answer : {}));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    process.env.npm_config_registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    process.env.npm_config_cache = cache.path;
  });
  afterEach(() => {
    server.close();
    for (const [i, name] of names.entries()) {
      if (earlier[i] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = earlier[i];
    }
  });

  async function refusal(spec: string): Promise<string> {
    const error: unknown = await lookUpPackage(spec).catch((reason: unknown) => reason);
    assert.ok(error instanceof CliError, String(error));
    return error.message;
  }

  it("is its hash, and the newest of a range", async () => {
    answer = packument("1.2.3", "1.3.0", "2.0.0");
    assert.deepEqual(await lookUpPackage("1.2.3"), { version: "1.2.3", integrity: "sha512-1.2.3" });
    assert.equal((await lookUpPackage("^1.2.3")).version, "1.3.0");
  });

  it("is refused where there is none", async () => {
    const message = (spec: string) =>
      `'--package' must be a version that npm's registry has, got "${spec}", which it has not; 'npm view slipway versions' lists them, and --package vendor brings the one that runs`;
    answer = packument("1.2.3");
    assert.equal(await refusal("1.2.4"), message("1.2.4"));
    answer = undefined;
    assert.equal(await refusal("^1.2.3"), message("^1.2.3"));
  });

  it("is refused where nobody answers, with what to do", async () => {
    server.close();
    await once(server, "close");
    assert.match(
      await refusal("1.2.3"),
      /^'--package' must be a version that npm's registry has, got "1\.2\.3", and it could not be asked: ECONNREFUSED .*; check 'npm config get registry', or take --package vendor, which needs none$/,
    );
  });
});
