import assert from "node:assert/strict";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { works } from "./engine.js";
import { run } from "./process.js";

/** How a compiler or a type checker ended. */
export interface Checked {
  passed: boolean;
  output: string;
}

/** What checks programs in a language against the SDK that Pulumi generates for it. */
export interface LanguageCheck {
  /** What this machine lacks; `undefined` when it can check. */
  missing: () => string | undefined;
  /**
   * Checks programs.
   *
   * @param sdk Folder of the generated SDK, where the programs may be written.
   * @param programs Texts by names.
   */
  check: (sdk: string, programs: ReadonlyMap<string, string>) => Promise<Checked>;
}

const GENERATOR = join(packageRoot(), "tests/engine/generateSdks");

/** The checks, by the titles that pages give the languages. */
export const LANGUAGE_CHECKS: Readonly<Record<string, LanguageCheck>> = {
  Python: {
    missing: () => lacking("python3", "-m", "venv", "--help"),
    check: async (sdk, programs) => {
      const bin = await pythonEnvironment(sdk);
      const files = await write(sdk, programs, (name) => `${name}.py`);
      return ended(sdk, join(bin, "mypy"), "--follow-imports=silent", ...files);
    },
  },
  Go: {
    missing: () => lacking("go", "version"),
    check: async (sdk, programs) => {
      await goModule(sdk);
      const files = await write(sdk, programs, (name) => `${name}/main.go`);
      return ended(sdk, "go", "vet", ...files.map((file) => `./${join(file, "..")}`));
    },
  },
  Java: {
    missing: () => lacking("javac", "-version") ?? lacking("mvn", "-version"),
    check: async (sdk, programs) => {
      const classes = join(sdk, "classes");
      const path = ["-proc:none", "-cp", `${classes}:${join(sdk, "lib/*")}`, "-d"];
      if (!works("ls", classes)) {
        await writeFile(join(sdk, "pom.xml"), POM);
        const copy = ["-q", "dependency:copy-dependencies", "-DoutputDirectory=lib"];
        await succeeds(sdk, "mvn", ...copy);
        await succeeds(
          sdk,
          "sh",
          "-c",
          'javac "$@" $(find src -name "*.java")',
          "",
          ...path,
          classes,
        );
      }
      // Each is a class of the same name: in packages of their own they are compiled together.
      const packaged = new Map(
        [...programs].map(([name, text]) => [name, `package ${name};\n${text}`]),
      );
      const files = await write(sdk, packaged, (name) => `${name}/App.java`);
      return ended(sdk, "javac", ...path, join(sdk, "compiled"), ...files);
    },
  },
  "C#": {
    missing: () => lacking("dotnet", "--version"),
    check: async (sdk, programs) => {
      const files = await write(sdk, programs, (name) => `${name}/Program.cs`);
      // The SDK's project takes all code below its folder.
      const rest = `<ItemGroup><Compile Remove="${[...programs.keys()].map((name) => `${name}/**`).join(";")}" /></ItemGroup>`;
      await writeFile(join(sdk, "Directory.Build.targets"), `<Project>${rest}</Project>`);
      const results: Checked[] = [];
      for (const folder of files.map((file) => join(sdk, file, ".."))) {
        await writeFile(join(folder, "Directory.Build.targets"), "<Project />");
        await writeFile(join(folder, "program.csproj"), CSPROJ);
        results.push(await ended(folder, "dotnet", "build", "--nologo", "-v", "quiet"));
      }
      return {
        passed: results.every(({ passed }) => passed),
        output: results.map(({ output }) => output).join("\n"),
      };
    },
  },
};

/** What Pulumi's generator for Java says in build.gradle that the SDK needs. */
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>slipway</groupId><artifactId>sdk</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.pulumi</groupId><artifactId>pulumi</artifactId><version>1.20.0</version></dependency>
    <dependency><groupId>com.google.code.findbugs</groupId><artifactId>jsr305</artifactId><version>3.0.2</version></dependency>
    <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.11.0</version></dependency>
  </dependencies>
</project>
`;

const CSPROJ = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net8.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup><ProjectReference Include="../Pulumi.Slipway.csproj" /></ItemGroup>
</Project>
`;

/** Makes a virtual environment with Pulumi and mypy beside an SDK, and gives the folder of its programs. */
export async function pythonEnvironment(sdk: string): Promise<string> {
  const bin = join(sdk, "venv/bin");
  if (!works(join(bin, "mypy"), "--version")) {
    await succeeds(sdk, "python3", "-m", "venv", "venv");
    await succeeds(sdk, join(bin, "pip"), "install", "-q", "pulumi", "mypy");
  }
  return bin;
}

/** Makes a module of an SDK, under the name by which the programs of pages import it. */
export async function goModule(sdk: string): Promise<void> {
  const modules = await readFile(join(GENERATOR, "go.mod"), "utf8");
  const path = "example.com/pulumi-slipway/sdk/go";
  await writeFile(join(sdk, "go.mod"), modules.replace(/^module .*/, `module ${path}`));
  await cp(join(GENERATOR, "go.sum"), join(sdk, "go.sum"));
}

function lacking(command: string, ...words: string[]): string | undefined {
  return works(command, ...words)
    ? undefined
    : `'${command} ${words.join(" ")}' does not work here`;
}

/** Writes programs, and gives the paths of their files. */
async function write(
  folder: string,
  programs: ReadonlyMap<string, string>,
  pathOf: (name: string) => string,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, text] of programs) {
    const path = pathOf(name);
    await rm(join(folder, path), { force: true });
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
    paths.push(path);
  }
  return paths;
}

/** The environment without npm's own settings, which it passes on to what it runs: these are not those of a user's shell. */
function shellEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")),
  );
}

async function ended(directory: string, command: string, ...words: string[]): Promise<Checked> {
  const { code, stdout, stderr } = await run(command, words, {
    directory,
    environment: shellEnvironment(),
  });
  return { passed: code === 0, output: `${command} ${words.join(" ")}\n${stdout}\n${stderr}` };
}

/** Runs a command to its end, gives what it printed, and fails with all that it wrote where it fails. */
export async function succeeds(
  directory: string,
  command: string,
  ...words: string[]
): Promise<string> {
  const options = { directory, environment: shellEnvironment() };
  const { code, stdout, stderr } = await run(command, words, options);
  assert.equal(code, 0, `${command} ${words.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}
