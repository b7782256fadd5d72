import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { registry } from "./dockerEngine.js";
import { run } from "./process.js";
import { earliestVersion, slipwayIn, writeEarlier } from "./templateRepository.js";

/** A repository of what templates make, and what its stack has in AWS. */
export interface Kind {
  /** What the repository is called, and its project. */
  name: string;
  /** Of which templates something is deployed with it. */
  templates: readonly string[];
  /** Makes the repository in a folder of its name below this one, in which `compileServer` was. */
  make(folder: string): Promise<void>;
  configuration(): Record<string, unknown>;
  /** Whether Service Connect is in it; see singleObjects.ts. @default false */
  connects?: boolean;
  /** Each is, as `inventory` names it, in AWS when the stack is up. */
  makes: readonly RegExp[];
  /** Whether an earlier version of its template made it, so that `slipway upgrade` has something to do. @default false */
  isEarlier?: boolean;
  /** What an update does after `slipway upgrade`, as the changelog says. @default [] */
  changedByUpgrade?: readonly string[];
  /** What an update would do after `slipway upgrade`. @default [] */
  upgraded?: readonly string[];
}

const DOCKERFILE = 'FROM scratch\nCOPY src/server /server\nUSER 1000\nENTRYPOINT ["/server"]\n';

/** A release by its digest, which nobody pulls: the emulator runs no containers. */
const release = () => `${registry()}/templates@sha256:${"0123456789abcdef".repeat(4)}`;

/** As the earliest kept version of a template made it with its defaults. It runs a release, and builds none. */
function earliest(template: string, name: string, more: Pick<Kind, "makes" | "connects">): Kind {
  return {
    name,
    templates: [template],
    make: async (folder) =>
      writeEarlier(join(folder, name), template, await earliestVersion(template), name),
    configuration: () => ({ [`${name}:imageUri`]: release() }),
    isEarlier: true,
    ...more,
  };
}

/** Of the earliest version at all, which had no setting for a release yet: it builds its image. */
const ORDERS: Kind = {
  ...earliest("web-service", "orders", {
    makes: [/:targetgroup\/orders/, /:service\/.*\/orders-/],
  }),
  make: async (folder) => {
    const root = join(folder, "orders");
    await writeEarlier(root, "web-service", await earliestVersion("web-service"), "orders");
    await cp(join(folder, "server/server"), join(root, "src/server"));
    await writeFile(join(root, "Dockerfile"), DOCKERFILE);
  },
  configuration: () => ({ "orders:imageRepositoryUrl": `${registry()}/orders` }),
  changedByUpgrade: [
    // What dev releases is written down, for the other stacks.
    "create aws:ssm/parameter:Parameter orders",
    // The container has a user: a new revision, which may pull the image that the preview does not know.
    "replace aws:ecs/taskDefinition:TaskDefinition orders",
    "update aws:ecs/service:Service orders",
    "update aws:iam/rolePolicy:RolePolicy orders-execution",
    // For the stand-in of docker-build all files are the context, also those that .dockerignore names.
    "update docker-build:index:Image orders",
  ],
};

const ADDED = { mails: "worker", nightly: "scheduled-job", prices: "backend-service" } as const;

/** A web service beside its Dockerfile, to which one of each other kind is added; all four images are built. */
const SHOP: Kind = {
  name: "shop",
  templates: ["web-service", ...Object.values(ADDED)],
  make: async (folder) => {
    const words = ["--yes", "--dockerfile", "server/Dockerfile", "--architecture", "amd64"];
    await slipwayIn(folder, "new", "shop", ...words);
    for (const [name, kind] of Object.entries(ADDED)) {
      await slipwayIn(join(folder, "shop"), "add", kind, name, "--yes");
    }
  },
  configuration: () => {
    const keys = Object.keys(ADDED).map((name) => `${name}ImageRepositoryUrl`);
    const url = `${registry()}/shop`;
    return Object.fromEntries(["imageRepositoryUrl", ...keys].map((key) => [`shop:${key}`, url]));
  },
  connects: true,
  makes: [
    /:targetgroup\/shop/,
    /:service\/.*\/shop-mails-/,
    /:service\/.*\/shop-prices-/,
    /shop-mails-jobs/,
    /shop-mails-failed/,
    /:schedule\/.*shop-nightly/,
  ],
};

/**
 * The model server as it is made now, but on a group of instances: managed instances, which are its default, are newer than
 * the Terraform provider of these tests, which knows no `managedInstancesProvider` of a capacity provider.
 */
const VISION: Kind = {
  name: "vision",
  templates: ["ml-inference"],
  make: async (folder) => {
    const words = ["--template", "ml-inference", "--yes", "--gpu-capacity", "instance-group"];
    await slipwayIn(folder, "new", "vision", ...words);
  },
  configuration: () => ({ "vision:imageUri": release() }),
  makes: [
    /:cluster\/vision/,
    /:file-system\//,
    /:autoScalingGroup:.*vision/,
    /:targetgroup\/vision/,
  ],
};

/** One for each template of a service, and the one that has one of each. */
export const KINDS: readonly Kind[] = [
  SHOP,
  earliest("worker", "mails", { makes: [/mails-jobs/, /mails-failed/, /:service\/.*\/mails-/] }),
  earliest("scheduled-job", "nightly", { makes: [/:schedule\/.*nightly/, /nightly-dead-letter/] }),
  earliest("backend-service", "prices", { makes: [/:service\/.*\/prices-/], connects: true }),
  ORDERS,
  VISION,
];

/** The program that images are made of, in `server/` with its Dockerfile. */
export async function compileServer(folder: string): Promise<void> {
  const directory = join(folder, "server");
  await mkdir(directory);
  await cp(join(packageRoot(), "tests/engine/fixtures/server"), directory, { recursive: true });
  const built = await run("go", ["build", "-ldflags", "-s -w", "-o", "server", "main.go"], {
    directory,
    environment: { ...process.env, CGO_ENABLED: "0" },
  });
  assert.equal(built.code, 0, built.stderr);
}

const SINGLE_OBJECTS = join(packageRoot(), "dist/tests/engine/support/singleObjects.js");

/** Has a program begin with singleObjects.ts. */
export async function withSingleObjects(project: string): Promise<void> {
  const file = join(project, "index.ts");
  const text = await readFile(file, "utf8");
  await writeFile(file, `import ${JSON.stringify(SINGLE_OBJECTS)};\n${text}`);
}
