import assert from "node:assert/strict";

import type { NetworkedContainer } from "../../../../components/taskDefinition/rules/containerNetwork.js";
import {
  networkPlatformProblem,
  networkTextProblem,
} from "../../../../components/taskDefinition/rules/containerNetwork.js";

type Settings = Omit<NetworkedContainer, "name">;

const ALL: Settings = {
  hostname: "app",
  dnsServers: ["10.0.0.2"],
  dnsSearchDomains: ["example.internal"],
  extraHosts: [{ hostname: "db.local", ipAddress: "10.0.0.5" }],
  links: ["db"],
  disableNetworking: true,
};
const EC2 = { isFargate: false, isWindows: false };

const platformProblem = (settings: Settings, networkMode: string, platform = EC2) =>
  networkPlatformProblem({ name: "app", ...settings }, { networkMode, ...platform });

describe("containerNetwork", () => {
  it("finds no fault in what a bridge has", () => {
    assert.equal(platformProblem(ALL, "bridge"), undefined);
  });

  it("takes an empty list, and false, for none", () => {
    const none = { dnsServers: [], extraHosts: [], links: [], disableNetworking: false };
    const windows = { isFargate: false, isWindows: true };
    assert.equal(platformProblem(none, "awsvpc", windows), undefined);
  });

  it("finds no fault in a name with the NAT of Windows", () => {
    const windows = { isFargate: false, isWindows: true };
    assert.equal(platformProblem({ hostname: "app" }, "default", windows), undefined);
  });

  for (const key of [
    "dnsServers",
    "dnsSearchDomains",
    "extraHosts",
    "links",
    "disableNetworking",
  ]) {
    it(`refuses ${key} for Windows`, () => {
      const settings = { [key]: ALL[key as keyof Settings] };
      assert.deepEqual(
        platformProblem(settings, "default", { isFargate: false, isWindows: true }),
        {
          path: key,
          reason: `'${key}' of container 'app' is not for Windows; leave it out`,
        },
      );
    });
  }

  for (const key of ["hostname", "extraHosts"]) {
    it(`refuses ${key} where the task has an address of its own`, () => {
      const settings = { [key]: ALL[key as keyof Settings] };
      assert.deepEqual(platformProblem(settings, "awsvpc"), {
        path: key,
        reason: `'${key}' of container 'app' is not for 'networkMode' awsvpc, in which the task has its own; leave it out`,
      });
      assert.equal(platformProblem(settings, "host"), undefined);
    });
  }

  it("refuses for Windows too what a task with an address of its own does not have", () => {
    const windows = { isFargate: false, isWindows: true };
    assert.deepEqual(platformProblem({ hostname: "app" }, "awsvpc", windows), {
      path: "hostname",
      reason:
        "'hostname' of container 'app' is not for 'networkMode' awsvpc, in which the task has its own; leave it out",
    });
  });

  it("leaves to Fargate's own rule what Fargate does not have", () => {
    const fargate = { isFargate: true, isWindows: false };
    const { hostname, ...others } = ALL;
    assert.equal(platformProblem(others, "awsvpc", fargate), undefined);
    assert.equal(platformProblem({ hostname }, "awsvpc", fargate)?.path, "hostname");
  });

  for (const mode of ["awsvpc", "host", "none"]) {
    it(`refuses links in network mode ${mode}`, () => {
      assert.deepEqual(platformProblem({ links: ["db"] }, mode), {
        path: "links",
        reason: `'links' of container 'app' is for 'networkMode' bridge, got ${mode}; leave it out`,
      });
    });
  }

  it("finds no fault in names and addresses", () => {
    const settings = {
      ...ALL,
      hostname: `a${"-".repeat(61)}b`,
      dnsServers: ["10.0.0.2", "fd00::2"],
      extraHosts: [{ hostname: "db_1.local", ipAddress: "::1" }],
    };
    assert.equal(networkTextProblem({ name: "app", ...settings }), undefined);
    assert.equal(networkTextProblem({ name: "app" }), undefined);
  });

  const faults: [Settings, string, string][] = [
    ...["", "-app", "app.", "a b", "a".repeat(64)].map((hostname): [Settings, string, string] => [
      { hostname },
      "hostname",
      `'hostname' of container 'app' must be 1 to 63 letters, digits, hyphens or dots, with a letter or digit at both ends, got "${hostname}"; "app" works`,
    ]),
    [
      { dnsServers: ["10.0.0.2", "dns.local"] },
      "dnsServers[1]",
      `'dnsServers' of container 'app' must be addresses, got "dns.local"; "10.0.0.2" works`,
    ],
    [
      { dnsSearchDomains: [""] },
      "dnsSearchDomains[0]",
      `'dnsSearchDomains' of container 'app' must be domains, got ""; "example.internal" works`,
    ],
    [
      { extraHosts: [{ hostname: "a b", ipAddress: "10.0.0.5" }] },
      "extraHosts[0].hostname",
      `'extraHosts' of container 'app' must have names, got "a b"; "db.local" works`,
    ],
    [
      { extraHosts: [{ hostname: "db", ipAddress: "db.local" }] },
      "extraHosts[0].ipAddress",
      `'extraHosts' of container 'app' must have addresses, got "db.local" for "db"; "10.0.0.5" works`,
    ],
  ];
  for (const [settings, path, reason] of faults) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      assert.deepEqual(networkTextProblem({ name: "app", ...settings }), { path, reason });
    });
  }
});
