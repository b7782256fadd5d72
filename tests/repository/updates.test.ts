import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { checkAnswers } from "../../generator/scaffold/checkAnswers.js";
import { loadTemplate } from "../../generator/scaffold/loadTemplate.js";
import { plan } from "../../generator/scaffold/plan.js";
import { plannedTemplate } from "../generator/scaffold/plannedTemplate.js";
import { ASKED, VALID_ANSWERS } from "../generator/scaffold/validAnswers.js";

/** The files of this repository, but for those that are rendered, made or fetched. */
const paths = filesBelow("");

function filesBelow(folder: string): string[] {
  return readdirSync(join(packageRoot(), folder), { withFileTypes: true })
    .filter(({ name }) => !/^(?:node_modules|dist|templates|tests|coverage|\.git)$/.test(name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

/** What Dependabot has to be told of, as `ecosystem folder`: every lock, Dockerfile and folder of workflows. */
function updatable(files: readonly string[]): string[] {
  const found = files.flatMap((path) => {
    const [, folder = "/", name = ""] = /^(?:(.*)\/)?([^/]+)$/.exec(path) ?? [];
    const absolute = folder.startsWith("/") ? folder : `/${folder}`;
    if (name === "package-lock.json") return [`npm ${absolute}`];
    if (name === "go.sum") return [`gomod ${absolute}`];
    if (name === "requirements.txt") return [`pip ${absolute}`];
    if (/^Dockerfile/.test(name)) return [`docker ${absolute}`];
    return path.startsWith(".github/workflows/") ? ["github-actions /"] : [];
  });
  return [...new Set(found)].sort();
}

interface Update {
  "package-ecosystem": string;
  directory?: string;
  directories?: string[];
  schedule: { interval: string };
}

/** The same, as a configuration of Dependabot says it; of the folders below a star those that have something. */
function updated(text: string, wanted: readonly string[]): string[] {
  const { version, updates } = parse(text) as { version: number; updates: Update[] };
  assert.equal(version, 2);
  for (const { schedule } of updates) assert.match(schedule.interval, /^(?:weekly|monthly)$/);
  const found = updates.flatMap(({ "package-ecosystem": ecosystem, directory, directories }) =>
    (directories ?? [directory]).flatMap((folder) => {
      const place = `${ecosystem} ${folder ?? "(none)"}`;
      if (!place.endsWith("/*")) return [place];
      const above = place.slice(0, -1);
      return wanted.filter(
        (one) => one.startsWith(above) && /^[^/]+$/.test(one.slice(above.length)),
      );
    }),
  );
  return [...new Set(found)].sort();
}

function scaffold(dockerfileName?: string): ReadonlyMap<string, string> {
  return plan({
    answers: checkAnswers(
      {
        ...VALID_ANSWERS,
        ...(dockerfileName !== undefined && { language: "none" }),
      },
      ASKED,
    ),
    template: loadTemplate(join(packageRoot(), "templates"), "web-service"),
    own: { name: "slipway", version: "0.0.1" },
    source: { spec: "1.0.0", kind: "registry" },
    ...(dockerfileName !== undefined && {
      layout: { inPlace: false, context: "app", dockerfile: `app/${dockerfileName}` },
    }),
  });
}

const read = (path: string) => readFileSync(join(packageRoot(), path), "utf8");

describe("Dependabot", () => {
  it("looks after every lock, Dockerfile and workflow of this repository", () => {
    const wanted = updatable(paths);
    assert.ok(wanted.includes("npm /") && wanted.includes("docker /examples/promotion/app"));
    assert.deepEqual(updated(read(".github/dependabot.yml"), wanted), wanted);
  });

  it("looks after those of a generated repository", () => {
    const files = scaffold();
    const wanted = updatable([...files.keys()]);
    assert.deepEqual(wanted, ["docker /", "github-actions /", "npm /"]);
    assert.deepEqual(updated(files.get(".github/dependabot.yml") ?? "", wanted), wanted);
  });

  for (const [language, ecosystem] of [
    ["python", "pip /"],
    ["go", "gomod /"],
  ] as const) {
    it(`looks after the packages of a worker in ${language}`, () => {
      const files = plannedTemplate("worker", { language });
      const wanted = updatable([...files.keys()]);
      assert.deepEqual(wanted, ["docker /", "github-actions /", "npm /", ecosystem].sort());
      assert.deepEqual(updated(files.get(".github/dependabot.yml") ?? "", wanted), wanted);
    });
  }

  it("finds the Dockerfile that was copied", () => {
    const files = scaffold("Dockerfile.prod");
    const text = files.get(".github/dependabot.yml") ?? "";
    const wanted = ["docker /app", "github-actions /", "npm /"];
    assert.deepEqual(updated(text, wanted), wanted);
  });
});

describe("actions of workflows", () => {
  const workflows = [
    ...paths.filter((path) => path.startsWith(".github/workflows/")).map(read),
    ...[...scaffold()].filter(([path]) => path.startsWith(".github/workflows/")).map(([, t]) => t),
  ];
  const used = workflows.flatMap((text) => [...text.matchAll(/uses: (.+)$/gm)].map(([, u]) => u));
  // Those of the repository itself are of its own commit.
  const uses = used.filter((use = "") => !/^"?\.\//.test(use));

  it("are pinned by commit, with the version beside it", () => {
    assert.ok(workflows.length >= 4 && uses.length >= 10);
    assert.deepEqual(
      uses.filter((use = "") => !/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use)),
      [],
    );
  });

  it("have one pin each, here and in the template", () => {
    const pins = new Map<string, Set<string>>();
    for (const use of uses) {
      const [action = "", pin = ""] = (use ?? "").split("@");
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    assert.deepEqual(
      [...pins].filter(([, found]) => found.size > 1),
      [],
    );
  });
});
