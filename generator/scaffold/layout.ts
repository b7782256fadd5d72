import { dirname } from "node:path/posix";

/** Folder of the Pulumi program in every repository. */
export const PROGRAM_FOLDER = "infra";

/** Where a repository has what. All paths are below it, with slashes. */
export interface Layout {
  /**
   * Whether the repository was there before: all but the workflows goes into the program's folder then, which is a package
   * by itself.
   */
  inPlace: boolean;
  /** Folder that the image is built from. */
  context: string;
  /** The Dockerfile. */
  dockerfile: string;
}

/** The layout of a repository that is generated as a whole, whose application is at its top. */
export const OWN_LAYOUT: Layout = { inPlace: false, context: ".", dockerfile: "Dockerfile" };

/** Folder of `package.json`, where all commands run. */
export function homeFolder({ inPlace }: Layout): string {
  return inPlace ? PROGRAM_FOLDER : ".";
}

/** A command as it is typed at the top of a repository, for what npm does in the folder of its package. */
export function inHome(layout: Layout, command: string): string {
  const home = homeFolder(layout);
  return home === "." ? command : `cd ${home} && ${command}`;
}

/**
 * Where a stored file goes: npm leaves dotfiles out of packages, so that they are stored with an underscore, and the
 * suffix of a template goes away. Two underscores are Python's own.
 */
export function targetPath(stored: string): string {
  return stored.replace(/(^|\/)_(?!_)/g, "$1.").replace(/\.hbs$/, "");
}

/** Where a file of a template goes; nothing where a repository of the layout has none. */
export function placedPath(path: string, { inPlace }: Layout): string | undefined {
  if (!inPlace) return path;
  // Program and package are one folder, with one of these.
  if (path === `${PROGRAM_FOLDER}/tsconfig.json`) return undefined;
  if (path.startsWith(`${PROGRAM_FOLDER}/`)) return path;
  // Their tools look for these at the top alone.
  if (!/^(?:\.github\/|\.gitlab|renovate\.json$)/.test(path)) {
    return `${PROGRAM_FOLDER}/${path}`;
  }
  return path.replace(/^(\.github\/workflows\/)/, `$1${workflowPrefix({ inPlace })}`);
}

/** What the names of workflows begin with: a repository that was there before may have a `deploy.yml` of its own. */
export function workflowPrefix({ inPlace }: Pick<Layout, "inPlace">): string {
  return inPlace ? `${PROGRAM_FOLDER}-` : "";
}

/** The values of a layout that templates use. */
export function layoutData(layout: Layout): Record<string, unknown> {
  const { inPlace, context, dockerfile } = layout;
  const home = homeFolder(layout);
  const inHome = (path: string) => (inPlace ? `${home}/${path}` : path);
  const upTo = (path: string) => (path === "." ? ".." : `../${path}`);
  const usual = context === "." ? "Dockerfile" : `${context}/Dockerfile`;
  const folder = dirname(dockerfile);
  return {
    inPlace,
    workflowPrefix: workflowPrefix(layout),
    homeFolder: inPlace ? `/${home}` : "/",
    program: inPlace ? "." : PROGRAM_FOLDER,
    policyPack: `${inPlace ? "" : "../"}node_modules/slipway/policies`,
    nodeVersionFile: inHome(".node-version"),
    lockFile: inHome("package-lock.json"),
    // Seen from the program.
    context: upTo(context),
    dockerfile: dockerfile === usual ? "" : upTo(dockerfile),
    dockerfileFolder: folder === "." ? "/" : `/${folder}`,
  };
}
