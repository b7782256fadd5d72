import assert from "node:assert/strict";

import { CliError } from "../../../generator/cliError.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { assertUsable, dockerfileNotes } from "../../../generator/scaffold/dockerfileNotes.js";
import { readDockerfile } from "../../../generator/scaffold/readDockerfile.js";
import { VALID_ANSWERS } from "./validAnswers.js";

const CHECKED = 'USER 10\nHEALTHCHECK CMD ["/app", "http://localhost:8080/healthz"]\n';

function read(text: string, flags: Record<string, string> = {}) {
  return { given: "Dockerfile", facts: readDockerfile(text) ?? {}, flags };
}

function notes(text: string, change: Partial<Answers> = {}, flags: Record<string, string> = {}) {
  return dockerfileNotes(read(text, flags), { ...VALID_ANSWERS, ...change });
}

describe("dockerfileNotes", () => {
  it("says nothing where the Dockerfile says all", () => {
    assert.deepEqual(notes(`FROM scratch\nEXPOSE 8080\n${CHECKED}`), []);
  });

  const cases: [string, string, Partial<Answers>, string][] = [
    [
      "no EXPOSE",
      `FROM scratch\nUSER 10\nHEALTHCHECK CMD curl -f localhost/healthz || exit 1`,
      { port: 80 },
      "",
    ],
    [
      "no EXPOSE and no HEALTHCHECK",
      "FROM scratch\nUSER 10",
      {},
      "Dockerfile has no EXPOSE: port 8080 is taken; --port says another",
    ],
    [
      "a variable without a value",
      "FROM scratch\nUSER 10\nARG PORT\nEXPOSE ${PORT}",
      {},
      "Dockerfile exposes ${PORT}, which has no value but what the build is given: port 8080 is taken; --port says another",
    ],
    [
      "a variable without a value beside a port that the HEALTHCHECK asks",
      `FROM scratch\nARG HTTP_PORT\nEXPOSE \${HTTP_PORT} 8080\n${CHECKED}`,
      {},
      "Dockerfile exposes ${HTTP_PORT}, which has no value but what the build is given: port 8080 is taken, which the HEALTHCHECK asks; --port says another",
    ],
    [
      "several ports, of which the HEALTHCHECK asks one",
      `FROM scratch\nEXPOSE 3000 8080\n${CHECKED}`,
      {},
      "Dockerfile exposes 2 ports (3000, 8080): port 8080 is taken, which the HEALTHCHECK asks; --port says another",
    ],
    [
      "a HEALTHCHECK of another port than the exposed one",
      `FROM scratch\nEXPOSE 3000\n${CHECKED}`,
      { port: 3000 },
      "the HEALTHCHECK of Dockerfile asks port 8080, and the load balancer asks 3000, where requests go: /healthz must answer 200 there; --health-check-path says another",
    ],
    [
      "a range",
      `FROM scratch\nEXPOSE 7000-7010\n${CHECKED}`,
      { port: 7000 },
      "Dockerfile exposes the range 7000-7010: port 7000 is taken; --port says another",
    ],
    [
      "several ports",
      "FROM scratch\nUSER 10\nEXPOSE 80 443",
      { port: 80 },
      "Dockerfile exposes 2 ports (80, 443): port 80 is taken; --port says another",
    ],
    [
      "no HEALTHCHECK",
      "FROM scratch\nUSER 10\nEXPOSE 3000",
      { port: 3000 },
      "Dockerfile has no HEALTHCHECK that asks for a path: /healthz is taken, which must answer 200; see it before the first deployment with docker run -p 3000:3000 and curl -i http://localhost:3000/healthz, or give --health-check-path",
    ],
    [
      "a HEALTHCHECK that asks for no path",
      "FROM scratch\nUSER 10\nEXPOSE 3000\nHEALTHCHECK CMD pgrep app",
      { port: 3000 },
      "Dockerfile has no HEALTHCHECK that asks for a path: /healthz is taken, which must answer 200; see it before the first deployment with docker run -p 3000:3000 and curl -i http://localhost:3000/healthz, or give --health-check-path",
    ],
    [
      "no user",
      "FROM scratch",
      {},
      "Dockerfile has no USER: unless its base image has one, the program runs as root",
    ],
    ["root", "FROM scratch\nUSER root", {}, "Dockerfile runs the program as root (USER root)"],
    [
      "root by its number",
      "FROM a\nUSER 0:0",
      {},
      "Dockerfile runs the program as root (USER 0:0)",
    ],
  ];
  for (const [what, text, change, note] of cases) {
    it(`says what is made of ${what}`, () => {
      const said = notes(text, change);
      if (note === "") assert.deepEqual(said, []);
      else assert.ok(said.includes(note), said.join("\n"));
    });
  }

  it("says nothing of what was given", () => {
    const flags = { port: "9", healthCheckPath: "/x" };
    assert.deepEqual(notes("FROM scratch\nUSER 10\nEXPOSE 7000-7010", { port: 9 }, flags), []);
  });

  it("says nothing of ports for what has none", () => {
    const { port, healthCheckPath, ...worker } = VALID_ANSWERS;
    assert.ok(port !== undefined && healthCheckPath !== undefined);
    assert.deepEqual(dockerfileNotes(read("FROM scratch\nUSER 10"), worker), []);
  });

  it("says that an image cannot run on another architecture than its own", () => {
    const text = `FROM --platform=linux/amd64 scratch\nEXPOSE 8080\n${CHECKED}`;
    assert.deepEqual(notes(text, { architecture: "amd64" }), []);
    assert.deepEqual(notes(text, { architecture: "arm64" }, { architecture: "arm64" }), [
      "Dockerfile is pinned to amd64, and --architecture says arm64: its image cannot run there",
    ]);
  });
});

describe("assertUsable", () => {
  const WEB = ["port", "healthCheckPath"];

  for (const text of [
    "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
    "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8",
    "# escape=`\nFROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022\nWORKDIR C:\\app\\",
    "FROM --platform=windows/amd64 acme/base",
  ]) {
    it(`refuses Windows: ${text}`, () => {
      assert.throws(
        () => {
          assertUsable(read(text), []);
        },
        (error) =>
          error instanceof CliError &&
          /^'--dockerfile' must build an image of Linux/.test(error.message),
      );
    });
  }

  it("refuses UDP alone for HTTP, and says what works", () => {
    assert.throws(
      () => {
        assertUsable(read("FROM scratch\nEXPOSE 53/udp"), WEB);
      },
      {
        message:
          "'--port' must be given for Dockerfile, which exposes UDP alone (53/udp), while the template serves HTTP over TCP; --port 8080 works where the application listens there too, and a NetworkLoadBalancer serves UDP",
      },
    );
  });

  for (const [what, text, flags, asked] of [
    ["UDP with the port given", "FROM scratch\nEXPOSE 53/udp", { port: "80" }, WEB],
    ["UDP of a worker", "FROM scratch\nEXPOSE 53/udp", {}, []],
    ["UDP beside TCP", "FROM scratch\nEXPOSE 53/udp 80", {}, WEB],
    ["UDP beside a variable", "FROM scratch\nEXPOSE 53/udp $PORT", {}, WEB],
    ["UDP beside a health check over HTTP", `FROM scratch\nEXPOSE 53/udp\n${CHECKED}`, {}, WEB],
  ] as [string, string, Record<string, string>, string[]][]) {
    it(`takes ${what}`, () => {
      assertUsable(read(text, flags), asked);
    });
  }
});
