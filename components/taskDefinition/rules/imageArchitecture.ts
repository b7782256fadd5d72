import type { Problem } from "../../rules/problem.js";

/** A container, and the architectures of its image where they are known. */
export interface ContainerImage {
  name: string;
  architectures?: readonly string[] | undefined;
}

/** Why a task of this architecture could not run its images; nothing when it could, or where they are not known. */
export function imageArchitectureProblem(task: {
  architecture: string;
  images: readonly ContainerImage[];
}): Problem | undefined {
  const { architecture, images } = task;
  const other = images.find(({ architectures }) => architectures?.includes(architecture) === false);
  if (other === undefined) return undefined;
  const built = (other.architectures ?? []).map((one) => `"${one}"`).join(" and ");
  const reason = `'architecture' must be one that every image is built for, got "${architecture}", and the image of container "${other.name}" is for ${built}: it would stop with "exec format error"; the DockerImage's own 'architecture' works`;
  return { path: "architecture", reason };
}
