import type { Answers } from "./answers.js";
import type { Layout } from "./layout.js";

/** Who runs the program in each language's image, by number: ECS cannot tell that a name is not root's. */
export const LANGUAGE_USERS = {
  typescript: "1000",
  python: "65532",
  go: "65532",
  none: "",
} as const;

/** Base images of the languages; those of Dockerfiles are the same. */
const IMAGES = {
  python:
    "python:3.13.5-slim-bookworm@sha256:4c2cf9917bd1cbacc5e9b07320025bdb7cdf2df7b0ceaccb55e9dd7e30987419",
  go: "golang:1.25-bookworm@sha256:2c7c65601b020ee79db4c1a32ebee0bf3d6b298969ec683e24fcbea29305f10e",
};

/** Where the application of each language is. */
const SOURCES = { typescript: "src/", python: "service/", go: "*.go", none: "" } as const;

/** What templates know of the application and its image. */
export function applicationData(
  answers: Answers,
  { context, dockerfile, inPlace }: Layout,
): object {
  const { language = "none", port, healthCheckPath = "/" } = answers;
  return {
    hasImage: answers.language !== undefined,
    hasApplication: language !== "none",
    hasPythonPackages: language === "python" && usesPackages(answers),
    // Also those of what slipway add generates; in a repository that was there before they may be of another kind.
    renewsRequirements:
      (answers.language !== undefined && !inPlace) ||
      (language === "python" && usesPackages(answers)),
    hasGoModules: language === "go" && usesPackages(answers),
    copiesModel: answers.modelStorage === "s3",
    sourceFolder: SOURCES[language],
    applicationFolder: context === "." ? "./" : `${context}/`,
    start: `npm run --silent build && node dist/src/${port === undefined ? "main" : "server"}.js`,
    containerUser: LANGUAGE_USERS[language],
    // Who owns what a mounted file system gets; a Dockerfile that is there says who runs its program.
    fileUser: Number(LANGUAGE_USERS[language] || "1000"),
    healthCommand: healthCommand(answers),
    ...(port !== undefined && { healthCheckUrl: `http://127.0.0.1:${port}${healthCheckPath}` }),
    portText: String(port ?? ""),
    images: IMAGES,
    // Seen from the repository.
    imageContext: context,
    imageDockerfile: dockerfile,
  };
}

/** Whether the application has packages, in Python and Go too: an SDK of AWS, or gRPC. */
export function usesPackages({ template, modelStorage, protocol }: Answers): boolean {
  return template === "worker" || modelStorage === "s3" || protocol === "grpc";
}

/** What asks a container whether it is healthy, with what its image has; nothing where that is not known. */
function healthCommand({ language, port, healthCheckPath }: Answers): readonly string[] {
  if (port === undefined || healthCheckPath === undefined) return [];
  const url = `http://127.0.0.1:${port}${healthCheckPath}`;
  switch (language) {
    case "typescript":
      return [
        "node",
        "-e",
        `fetch('${url}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`,
      ];
    case "python":
      return ["python", "-c", `import urllib.request; urllib.request.urlopen('${url}', timeout=3)`];
    case "go":
      return ["/service", "-health", url];
    default:
      return [];
  }
}
