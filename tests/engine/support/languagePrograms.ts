import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { stringify } from "yaml";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { works } from "./engine.js";
import { goModule, pythonEnvironment, succeeds } from "./languageChecks.js";

/** A program in a folder of its own, and the environment that it runs in. */
export interface ReadyProgram {
  folder: string;
  environment: Record<string, string>;
}

/** What a program needs to run. */
export interface ProgramSources {
  /** Folder of the generated SDK. */
  sdk: string;
  /** Folder of the Pulumi package that the SDK is of. */
  components: string;
  /** Folder of the language hosts; the empty text where those of the PATH are taken. */
  hosts: string;
  text: string;
}

/** How programs in languages that have an SDK run, by the titles that pages give the languages. */
export const LANGUAGE_PROGRAMS: Readonly<
  Record<string, (sources: ProgramSources) => Promise<ReadyProgram>>
> = {
  Python: async ({ sdk, components, hosts, text }) => {
    const bin = await pythonEnvironment(sdk);
    // Its version is read off what is installed.
    await succeeds(sdk, join(bin, "pip"), "install", "-q", ".");
    const folder = await programIn(sdk, "python", components, { "__main__.py": text });
    return { folder, environment: pathWith(hosts, bin) };
  },
  Go: async ({ sdk, components, hosts, text }) => {
    await goModule(sdk);
    const folder = await programIn(sdk, "go", components, { "main.go": text });
    return { folder, environment: pathWith(hosts) };
  },
};

async function programIn(
  sdk: string,
  runtime: string,
  components: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(sdk, "upped");
  await mkdir(folder, { recursive: true });
  const providers = [{ name: "slipway", path: components }];
  const project = stringify({ name: "orders", runtime, plugins: { providers } });
  for (const [name, text] of Object.entries({ ...files, "Pulumi.yaml": project })) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}

function pathWith(...folders: string[]): Record<string, string> {
  const before = folders.filter((folder) => folder !== "");
  return { PATH: [...before, process.env["PATH"] ?? ""].join(delimiter) };
}

const SOURCES = join(packageRoot(), "tests/engine/languageHosts");
const MODULE = "github.com/pulumi/pulumi/sdk/v3";
const HOSTS = [
  `${MODULE}/go/pulumi-language-go`,
  `${MODULE}/python/cmd/pulumi-language-python`,
] as const;

/** Whether the PATH has the hosts, as an installation of Pulumi brings them. */
export function hasHosts(): boolean {
  const names = HOSTS.map((path) => path.split("/").at(-1) ?? "");
  return names.every((name) => works("sh", "-c", `command -v ${name}`));
}

/** What lacks for compiling the hosts; `undefined` where nothing does. */
export function missingForHosts(): string | undefined {
  if (!works("go", "version")) return "there is no 'go' on the PATH";
  return works("go", "-C", SOURCES, "mod", "download")
    ? undefined
    : "'go mod download' does not reach the language hosts' module";
}

/** Compiles the hosts into a folder. */
export async function compileHosts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await succeeds(SOURCES, "env", `GOBIN=${folder}`, "go", "install", "-mod=readonly", ...HOSTS);
  const module = await succeeds(SOURCES, "go", "list", "-m", "-f", "{{.Dir}}", MODULE);
  // What the host of Python starts the program by, which modules have without its permissions.
  const name = "pulumi-language-python-exec";
  await copyFile(join(module.trim(), "python/cmd", name), join(folder, name));
  await chmod(join(folder, name), 0o755);
}
