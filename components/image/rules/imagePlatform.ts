import { Architecture } from "../../rules/architecture.js";
import type { Problem } from "../../rules/problem.js";

/** A platform in the list of an image's manifests. */
export interface ImagePlatform {
  os: string;
  architecture: string;
}

/**
 * Why tasks could not run an image that exists; nothing when they could, or where the image has no list of platforms, as
 * one of a single platform has not.
 *
 * @param stated Architecture that the program says; nothing where it does not, and any that Fargate has will do.
 */
export function imagePlatformProblem(
  image: string,
  platforms: readonly ImagePlatform[],
  stated: Architecture | undefined,
): Problem | undefined {
  const offered = linuxArchitectures(platforms);
  if (platforms.length === 0) return undefined;
  if (stated === undefined ? taskArchitecture(platforms) !== undefined : offered.includes(stated)) {
    return undefined;
  }
  const has = platforms.map(({ os, architecture }) => `${os}/${architecture}`).join(", ");
  if (stated === undefined) {
    const reason = `'image' must have linux/amd64 or linux/arm64 for Fargate, got ${JSON.stringify(image)}, which has ${has}; build one by 'context'`;
    return { path: "image", reason };
  }
  const other = taskArchitecture(platforms);
  const works = other === undefined ? "another image" : `architecture: "${other}"`;
  const reason = `'architecture' must be one that 'image' has, got "${stated}", and ${JSON.stringify(image)} has ${has}: its tasks would stop with "exec format error"; ${works} works`;
  return { path: "architecture", reason };
}

/** The architecture that tasks of an image run on: what Fargate has the most of, where the image has it. */
export function taskArchitecture(platforms: readonly ImagePlatform[]): Architecture | undefined {
  const offered = linuxArchitectures(platforms);
  return [Architecture.Amd64, Architecture.Arm64].find((one) => offered.includes(one));
}

function linuxArchitectures(platforms: readonly ImagePlatform[]): string[] {
  return platforms.filter(({ os }) => os === "linux").map(({ architecture }) => architecture);
}
