import assert from "node:assert/strict";
import { parse } from "yaml";

import { loadTemplate, templateNames } from "../../../generator/scaffold/loadTemplate.js";
import { parseRendered } from "../../../generator/scaffold/parseRendered.js";
import { ownManifest } from "../../../generator/scaffold/ownManifest.js";
import { pulumiTemplate } from "../../../generator/scaffold/pulumiTemplate.js";
import { TEMPLATES } from "./plannedTemplate.js";

for (const name of templateNames(TEMPLATES)) {
  describe(`${name} as a template of pulumi new`, () => {
    let files: ReadonlyMap<string, string>;
    before(async () => {
      files = await pulumiTemplate(loadTemplate(TEMPLATES, name), ownManifest());
    });

    it("is a project with what pulumi new asks for", () => {
      const text = files.get("Pulumi.yaml") ?? "";
      assert.match(text, /^name: \$\{PROJECT\}$/m);
      assert.match(text, /^description: \$\{DESCRIPTION\}$/m);
      const { template, config } = parse(text.replaceAll("${", "").replaceAll("}", "")) as {
        template: { description: string; config: Record<string, { default: string }> };
        config: Record<string, object>;
      };
      assert.notEqual(template.description, "");
      assert.deepEqual(Object.keys(template.config), ["aws:region"]);
      // A stack that is new has no file with settings of its own.
      for (const [key, setting] of Object.entries(config)) assert.ok("default" in setting, key);
      for (const stack of ["dev", "staging", "prod"]) {
        assert.equal(files.get(`Pulumi.${stack}.yaml`), "config:\n  aws:region: us-east-1\n");
      }
    });

    it("has the name nowhere in YAML but at the end of a line, after which pulumi new breaks it", () => {
      for (const [path, text] of files) {
        if (!path.endsWith(".yaml")) continue;
        const lines = text.split("\n").filter((line) => line.includes("${PROJECT}"));
        assert.deepEqual(lines, path === "Pulumi.yaml" ? ["name: ${PROJECT}"] : [], path);
      }
    });

    it("is what it says in every file, with any name", () => {
      for (const [path, text] of files) {
        assert.doesNotMatch(text, /zzproject|\.\.\/infra/i, path);
        parseRendered(path, text.replaceAll("${PROJECT}", "pay-2"));
      }
    });

    it("leaves the application to its own compiler", () => {
      const { exclude } = JSON.parse(files.get("tsconfig.json") ?? "{}") as { exclude: string[] };
      assert.ok(exclude.includes("app"));
    });

    it("has all files that its image is made of, and none that npm packs into no package", () => {
      const text = files.get("app/Dockerfile") ?? "";
      const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, words = ""]) => {
        return words.split(" ");
      });
      assert.equal(copied.length > 0, name !== "platform");
      for (const source of copied.filter((word) => word !== ".")) {
        const inside = `app/${source.replace(/\/$/, "")}`;
        const found = [...files.keys()].some(
          (path) => path === inside || path.startsWith(`${inside}/`),
        );
        assert.ok(found, `${source} of ${text}`);
      }
      assert.deepEqual(
        [...files.keys()].filter((path) => path.endsWith(".npmrc")),
        [],
      );
    });
  });
}
