import assert from "node:assert/strict";

import {
  type DockerfileFacts,
  readDockerfile,
} from "../../../generator/scaffold/readDockerfile.js";

const exposed = (value: number) => ({ port: { value, source: "EXPOSE" } });
const checked = (port: number, path: string) => ({
  port: { value: port, source: "HEALTHCHECK" },
  healthCheckPath: { value: path, source: "HEALTHCHECK" },
});

const cases: [string, string, DockerfileFacts][] = [
  ["nothing of a bare stage", "FROM scratch", {}],
  ["a port", "FROM scratch\nEXPOSE 8080", exposed(8080)],
  ["a port with its protocol", "FROM scratch\nEXPOSE 8080/tcp", exposed(8080)],
  [
    "no UDP port",
    "FROM scratch\nEXPOSE 53/udp 80",
    { ...exposed(80), unclearPorts: { udp: ["53/udp"] } },
  ],
  ["UDP alone", "FROM scratch\nEXPOSE 53/udp", { unclearPorts: { udp: ["53/udp"] } }],
  [
    "a range of UDP ports from a variable",
    'FROM scratch\nENV P="5000-5010/UDP 80"\nEXPOSE $P',
    { ...exposed(80), unclearPorts: { udp: ["5000-5010/UDP"] } },
  ],
  [
    "the first of several ports",
    "FROM scratch\nEXPOSE 9000 9001\nEXPOSE 80",
    { ...exposed(9000), unclearPorts: { tcp: [9000, 9001, 80] } },
  ],
  [
    "the first port of a range",
    "FROM scratch\nEXPOSE 7000-7010",
    { ...exposed(7000), unclearPorts: { ranges: ["7000-7010"] } },
  ],
  ["a range of one port", "FROM scratch\nEXPOSE 80-80", exposed(80)],
  [
    "a port beside a variable without a value",
    "FROM scratch\nARG DEBUG\nEXPOSE $DEBUG 8080",
    { ...exposed(8080), unclearPorts: { unset: ["$DEBUG"] } },
  ],
  [
    "Windows by its base",
    "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022",
    { isWindows: true },
  ],
  [
    "Windows by the tag of its base",
    "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nFROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
    { isWindows: true },
  ],
  ["Windows by its platform", "FROM --platform=windows/amd64 base", { isWindows: true }],
  ["Linux of Microsoft's", "FROM mcr.microsoft.com/dotnet/aspnet:8.0", {}],
  [
    "no Windows of a stage that only builds",
    "FROM mcr.microsoft.com/windows AS b\nFROM scratch",
    {},
  ],
  [
    "the architecture of a base",
    "FROM arm64v8/node:24 AS base\nFROM base",
    { architecture: { value: "arm64", source: "FROM" } },
  ],
  [
    "the architecture of a base of Docker's",
    "FROM docker.io/amd64/alpine@sha256:0",
    { architecture: { value: "amd64", source: "FROM" } },
  ],
  ["no architecture of somebody's name", "FROM acme/amd64", {}],
  ["no port beyond 65535", "FROM scratch\nEXPOSE 70000", {}],
  ["instructions in lower case", "from scratch\nexpose 8080", exposed(8080)],
  ["a port over a line continuation", "FROM scratch\nEXPOSE \\\n  # why\n  8080", exposed(8080)],
  [
    "a port over another escape character",
    "# escape=`\nFROM scratch\nEXPOSE `\n  8080",
    exposed(8080),
  ],
  ["a port from ARG", "FROM scratch\nARG PORT=3000\nEXPOSE $PORT", exposed(3000)],
  ["a port from ENV", "FROM scratch\nENV PORT=3000\nEXPOSE ${PORT}/tcp", exposed(3000)],
  ["a port from the old form of ENV", "FROM scratch\nENV PORT 3000\nEXPOSE ${PORT}", exposed(3000)],
  [
    "a port from ENV made of ARG",
    "FROM scratch\nARG A=30\nENV PORT=${A}00\nEXPOSE $PORT",
    exposed(3000),
  ],
  ["ENV over ARG", "FROM scratch\nENV P=1\nARG P=2\nEXPOSE $P", exposed(1)],
  [
    "an ARG from before FROM where it is declared again",
    "ARG P=1\nFROM scratch\nARG P\nEXPOSE $P",
    exposed(1),
  ],
  [
    "no ARG from before FROM where it is not",
    "ARG P=1\nFROM scratch\nEXPOSE $P",
    { unclearPorts: { unset: ["$P"] } },
  ],
  ["the default of a variable", "FROM scratch\nEXPOSE ${PORT:-3000}", exposed(3000)],
  [
    "no port that only the build knows",
    "FROM scratch\nARG PORT\nEXPOSE $PORT",
    { unclearPorts: { unset: ["$PORT"] } },
  ],
  [
    "the last stage only",
    "FROM node AS build\nEXPOSE 1\nUSER root\nFROM scratch\nEXPOSE 2",
    exposed(2),
  ],
  [
    "the stages that the last is built on",
    "FROM node AS Base\nENV P=1\nEXPOSE $P\nUSER app\nFROM base AS two\nFROM two\nUSER app2",
    { ...exposed(1), user: "app2" },
  ],
  ["a base by variable", "ARG B=base\nFROM node AS base\nEXPOSE 1\nFROM ${B}", exposed(1)],
  ["no stage that has the name of its image", "FROM node AS node\nEXPOSE 1\nFROM scratch", {}],
  ["a user and group", "FROM scratch\nUSER 65532:65532", { user: "65532:65532" }],
  ["the last user", "FROM scratch\nUSER root\nUSER app", { user: "app" }],
  ["a user from ARG", "FROM scratch\nARG UID=1000\nUSER $UID", { user: "1000" }],
  ["nothing in a heredoc", "FROM scratch\nRUN <<EOF\nEXPOSE 1\nUSER x\nEOF", {}],
  ["nothing in ONBUILD", "FROM scratch\nONBUILD EXPOSE 1", {}],
  [
    "a health check by curl",
    "FROM scratch\nHEALTHCHECK --interval=5s CMD curl -f http://localhost:8080/health || exit 1",
    checked(8080, "/health"),
  ],
  [
    "a health check by wget in exec form",
    'FROM scratch\nHEALTHCHECK CMD ["wget","-q","--spider","http://127.0.0.1:3000/ready"]',
    checked(3000, "/ready"),
  ],
  [
    "a health check without scheme",
    "FROM scratch\nHEALTHCHECK CMD curl -f localhost/live",
    checked(80, "/live"),
  ],
  [
    "a health check without path",
    "FROM scratch\nHEALTHCHECK CMD curl localhost:81",
    checked(81, "/"),
  ],
  [
    "a health check by TLS",
    "FROM scratch\nHEALTHCHECK CMD curl -k https://[::1]/x",
    checked(443, "/x"),
  ],
  [
    "a health check by variable",
    "FROM scratch\nENV PORT=5000\nHEALTHCHECK CMD curl http://0.0.0.0:$PORT/h?full=1",
    checked(5000, "/h"),
  ],
  [
    "the exposed port that the health check asks",
    "FROM scratch\nEXPOSE 9090 8080\nHEALTHCHECK CMD curl localhost:8080/h",
    {
      ...exposed(8080),
      healthCheckPath: { value: "/h", source: "HEALTHCHECK" },
      unclearPorts: { tcp: [9090, 8080] },
    },
  ],
  [
    "the exposed port where the health check asks none of them",
    "FROM scratch\nEXPOSE 8080\nHEALTHCHECK CMD curl localhost/h",
    {
      ...exposed(8080),
      healthCheckPath: { value: "/h", source: "HEALTHCHECK" },
      healthCheckPort: 80,
    },
  ],
  [
    "no health check of another host",
    "FROM scratch\nHEALTHCHECK CMD curl http://example.com/h",
    {},
  ],
  [
    "no health check after NONE",
    "FROM scratch\nHEALTHCHECK CMD curl localhost/h\nHEALTHCHECK NONE",
    {},
  ],
  ["no health check that is a script", "FROM scratch\nHEALTHCHECK CMD /check.sh", {}],
  [
    "the architecture of the last stage",
    "FROM --platform=linux/arm64 node AS build\nFROM --platform=linux/amd64 scratch",
    { architecture: { value: "amd64", source: "FROM" } },
  ],
  ["no architecture that the build decides", "FROM --platform=$BUILDPLATFORM scratch", {}],
];

/** A Dockerfile of so many stages, of which the first says the port and the last is what is read. */
function stagesOf(count: number): string {
  const others = Array.from({ length: count - 1 }, (_, i) => `FROM s${i} AS s${i + 1}`);
  return ["FROM a AS s0", "EXPOSE 80", ...others].join("\n");
}

describe("readDockerfile", () => {
  for (const [what, text, facts] of cases) {
    it(`reads ${what}`, () => {
      assert.deepEqual(readDockerfile(text), facts);
    });
  }

  for (const [what, text] of [
    ["stages, each built on the one before", stagesOf(40_000)],
    ["variables", `FROM a\n${"ENV A=b\n".repeat(40_000)}EXPOSE 80`],
    ["lines of one instruction", `FROM a\nRUN a${" \\\n b".repeat(40_000)}\nEXPOSE 80`],
  ] as const) {
    it(`reads a Dockerfile of 40000 ${what} in a few seconds`, () => {
      const start = Date.now();
      assert.equal(readDockerfile(text)?.port?.value, 80);
      assert.ok(Date.now() - start < 20_000);
    });
  }

  it("reads nothing from a text without a stage", () => {
    assert.equal(readDockerfile("hello\n"), undefined);
    assert.equal(readDockerfile(""), undefined);
  });

  it("reads nothing that variables would make grow without end", () => {
    const text = `FROM scratch\nENV P=1\n${"ENV P=${P}${P}\n".repeat(40)}EXPOSE $P`;
    assert.deepEqual(readDockerfile(text), { unclearPorts: { unset: ["$P"] } });
  });
});
