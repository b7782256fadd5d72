import type { Answers } from "./answers.js";
import { usesPackages } from "./applicationData.js";
import { targetPath } from "./layout.js";
import { type Template, templateFiles } from "./loadTemplate.js";
import { applicationLock, type PackageManifest } from "./packageLock.js";
import { renderTemplate, type TemplateContext } from "./renderTemplate.js";

/** An added service whose application is generated, or is one of the repository. */
interface AddedApplication {
  /** Its folder in the repository. */
  module: string;
  template: Template;
  answers: Answers;
}

/** What a repository has once, and a program in a folder of its own needs there as well. */
const SHARED_FILES = {
  typescript: [".gitignore", ".npmrc", "package.json", "tsconfig.json"],
  python: [".gitignore"],
  go: [".gitignore"],
  none: [],
} as const;

/** What runs the tests of an application, in its folder. */
export function testCommand(answers: Answers): string {
  switch (answers.language) {
    case "typescript":
      return "npm ci && npm test";
    case "python":
      return usesPackages(answers)
        ? "pip install --require-hashes -r requirements.txt && python3 -m unittest"
        : "python3 -m unittest";
    default:
      return "go test ./...";
  }
}

/**
 * The files of the application of an added service, in a folder of its own: program, tests and Dockerfile. None where the
 * Dockerfile is one of the repository.
 *
 * @param context What templates know of the service.
 */
export function applicationFiles(
  { module, template, answers }: AddedApplication,
  context: TemplateContext,
): Map<string, string> {
  const { language = "none" } = answers;
  const { files: stored, dependencies, lock } = templateFiles(template, answers);
  const own = new Set(
    template.parts
      .filter(({ when }) => when.language?.some((each) => each === language) === true)
      .flatMap(({ files }) => [...files.keys()]),
  );
  const shared: readonly string[] = SHARED_FILES[language];
  const files = new Map<string, string>();
  for (const [path, text] of stored) {
    const target = targetPath(path);
    if (!own.has(path) && !shared.includes(target)) continue;
    files.set(`${module}/${target}`, path.endsWith(".hbs") ? renderTemplate(text, context) : text);
  }
  const manifestPath = `${module}/package.json`;
  const text = files.get(manifestPath);
  if (text === undefined) return files;
  const manifest = programManifest(text, dependencies);
  files.set(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  files.set(`${module}/package-lock.json`, applicationLock(lock, manifest));
  return files;
}

/** `package.json` of a program alone: nothing that deploys it. */
function programManifest(
  text: string,
  dependencies: Readonly<Record<string, string>>,
): PackageManifest {
  const repository = JSON.parse(text) as PackageManifest & {
    private: boolean;
    scripts: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const { name, version, engines, scripts, devDependencies } = repository;
  const { build, start, test } = scripts;
  const compiler = Object.entries(devDependencies).filter(([key]) =>
    ["@types/node", "typescript"].includes(key),
  );
  const manifest = {
    name,
    version,
    private: repository.private,
    engines,
    scripts: { build, start, test },
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
    devDependencies: Object.fromEntries(compiler),
  };
  return manifest;
}
