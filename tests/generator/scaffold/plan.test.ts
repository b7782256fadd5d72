import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { targetPath } from "../../../generator/scaffold/layout.js";
import { parseRendered } from "../../../generator/scaffold/parseRendered.js";
import { plan } from "../../../generator/scaffold/plan.js";
import { textsBelow } from "./scratchFolder.js";
import { ASKED, VALID_ANSWERS } from "./validAnswers.js";

const GOLDEN = join(packageRoot(), "tests/generator/scaffold/golden");
const template = loadTemplate(join(packageRoot(), "templates"), "web-service");
const own = { name: "slipway", version: "0.0.1", dependencies: {}, bin: { slipway: "cli.js" } };

function planned(change: Partial<Answers> = {}, dockerfileName?: string): Map<string, string> {
  return plan({
    answers: checkAnswers(
      {
        ...VALID_ANSWERS,
        ...(dockerfileName !== undefined && { language: "none" }),
        ...change,
      },
      ASKED,
    ),
    template,
    own,
    source: { spec: "file:../slipway", kind: "checkout" },
    ...(dockerfileName !== undefined && {
      layout: { inPlace: false, context: "app", dockerfile: `app/${dockerfileName}` },
    }),
  });
}

/** Compares with the files of a case; writes them instead when UPDATE_GOLDEN=1. */
function assertGolden(name: string, files: ReadonlyMap<string, string>): void {
  const folder = join(GOLDEN, name);
  // The lock file is data of npm's, and the manifest has its hash.
  const compared = [...files].filter(
    ([path]) => !/^(?:infra\/)?package-lock\.json$|^\.slipway\./.test(path),
  );
  if (process.env.UPDATE_GOLDEN === "1") {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of compared) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  assert.deepEqual(Object.fromEntries(compared), textsBelow(folder));
}

describe("plan", () => {
  it("makes the default repository", () => {
    assertGolden("default", planned());
  });

  it("makes a repository with every answer given", () => {
    const answers: Partial<Answers> = {
      name: "pay-2",
      description: `Anna's "best": 100 % & more # not a comment`,
      port: 3000,
      healthCheckPath: "/pay/ready",
      path: "/*",
      organization: "acme",
      platformProject: "base.platform",
      architecture: "amd64",
      region: "us-gov-west-1",
      cpu: 1024,
      memory: 2048,
      accountId: "123456789012",
      repository: "acme/pay-2",
    };
    assertGolden("everyAnswer", planned(answers));
  });

  it("makes a repository around a Dockerfile that exists", () => {
    assertGolden("dockerfile", planned({}, "Dockerfile"));
  });

  it("makes what is missing of a repository that was there before", () => {
    const files = plan({
      answers: checkAnswers({ ...VALID_ANSWERS, language: "none" }, ASKED),
      template,
      own,
      source: { spec: "1.2.3", kind: "registry" },
      layout: { inPlace: true, context: ".", dockerfile: "docker/Dockerfile" },
    });
    assertGolden("inPlace", files);
    const manifest = JSON.parse(files.get(".slipway.json") ?? "") as Record<string, unknown>;
    const { inPlace, context, dockerfile } = manifest;
    assert.deepEqual(
      { inPlace, context, dockerfile },
      { inPlace: true, context: ".", dockerfile: "docker/Dockerfile" },
    );
  });

  it("names a Dockerfile that is not called so", () => {
    const index = planned({}, "Dockerfile.prod").get("infra/image.ts") ?? "";
    assert.match(index, /^ {4}dockerfile: "..\/app\/Dockerfile.prod",$/m);
    assert.doesNotMatch(planned({}, "Dockerfile").get("infra/image.ts") ?? "", /dockerfile:/);
  });

  it("leaves the template's application out where there is a Dockerfile", () => {
    const paths = [...planned({}, "Dockerfile").keys()];
    assert.deepEqual(
      paths.filter((path) => /^(?:src|Dockerfile|\.dockerignore)/.test(path)),
      [],
    );
  });

  it("makes the same files of the same answers, in order", () => {
    assert.deepEqual([...planned()], [...planned()]);
    assert.deepEqual([...planned().keys()], [...planned().keys()].sort());
  });

  it("writes down what it made, from what", () => {
    const files = planned();
    const manifest = JSON.parse(files.get(".slipway.json") ?? "") as Record<string, unknown>;
    const { template: name, ...answers } = VALID_ANSWERS;
    assert.equal(manifest.slipway, "0.0.1");
    assert.equal(manifest.template, name);
    assert.deepEqual(manifest.answers, answers);
    const hashes = [...files]
      .filter(([path]) => !path.startsWith(".slipway."))
      .map(([path, text]) => {
        return [path, createHash("sha256").update(text).digest("hex")];
      });
    assert.deepEqual(manifest.files, Object.fromEntries(hashes));
  });

  it("locks the versions of package.json", () => {
    const files = planned();
    const { devDependencies } = JSON.parse(files.get("package.json") ?? "") as Record<
      string,
      unknown
    >;
    const lock = JSON.parse(files.get("package-lock.json") ?? "") as {
      packages: Record<string, Record<string, unknown>>;
    };
    assert.deepEqual(lock.packages[""]?.devDependencies, devDependencies);
    assert.equal(lock.packages["node_modules/slipway"]?.resolved, "file:../slipway");
  });

  it("keeps any description as it is, in files that still parse", () => {
    const description = fc
      .string({
        unit: fc.constantFrom(...Array.from("aé \"'$&*#:-!%@,?|[]()/;=~^+.")),
        minLength: 1,
        maxLength: 40,
      })
      .filter((text) => !/:\/\/[^\s/:]+:[^\s@]+@/.test(text));
    fc.assert(
      fc.property(description, (text) => {
        const files = planned({ description: text });
        for (const [path, content] of files) parseRendered(path, content);
        assert.equal(
          (JSON.parse(files.get("package.json") ?? "") as { description: string }).description,
          text,
        );
        assert.equal(
          (parse(files.get("infra/Pulumi.yaml") ?? "") as { description: string }).description,
          text,
        );
      }),
      { numRuns: 25 },
    );
  });

  it("refuses what was changed since the build, if it renders what does not parse", () => {
    const broken = {
      ...template,
      parts: template.parts.map((part) => ({
        ...part,
        files: new Map(
          [...part.files].map(([path, text]) => {
            return [path, path === "infra/index.ts.hbs" ? "const = {{ts name}};" : text] as const;
          }),
        ),
      })),
    };
    const source = { spec: "1.0.0", kind: "registry" } as const;
    assert.throws(
      () => plan({ answers: VALID_ANSWERS, template: broken, own, source }),
      /the template renders an invalid infra\/index\.ts: /,
    );
  });
});

describe("targetPath", () => {
  for (const [stored, path] of [
    ["_gitignore", ".gitignore"],
    ["_github/workflows/deploy.yml.hbs", ".github/workflows/deploy.yml"],
    ["infra/_a_b.ts.hbs", "infra/.a_b.ts"],
    ["src/app.mts", "src/app.mts"],
    ["service/__init__.py", "service/__init__.py"],
  ] as const) {
    it(`puts ${stored} to ${path}`, () => {
      assert.equal(targetPath(stored), path);
    });
  }
});

describe("packageRoot", () => {
  it("is the folder of this package", () => {
    const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
      name: string;
    };
    assert.equal(manifest.name, "slipway");
  });
});
