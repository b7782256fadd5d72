/** Whether a text has the shape of an instance type, such as `m7g.large`. */
export function isInstanceType(text: string): boolean {
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(text);
}

/**
 * The processor architecture of an instance type: families of Graviton have a `g` behind their generation.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(instanceType: string): "amd64" | "arm64" {
  const family = familyOf(instanceType);
  return /^(?:a1|[a-z]+\d+g[a-z0-9-]*|p\d+e-gb\d+)$/.test(family) ? "arm64" : "amd64";
}

/**
 * Whether an instance type has a GPU of NVIDIA, the only ones that ECS hands to containers.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
 */
export function hasGpu(instanceType: string): boolean {
  const family = familyOf(instanceType);
  return /^(?:p|g|gr)\d/.test(family) && family !== "g4ad";
}

/**
 * Whether an instance type has a GPU that today's images have a driver for, unlike the first generations.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
 */
export function hasDrivenGpu(instanceType: string): boolean {
  return hasGpu(instanceType) && !/^(?:p2|g2|g3s?)$/.test(familyOf(instanceType));
}

/**
 * Whether an instance type has Inferentia or Trainium.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference.html
 */
export function hasNeuron(instanceType: string): boolean {
  return /^(?:inf|trn)\d/.test(familyOf(instanceType));
}

function familyOf(instanceType: string): string {
  return instanceType.split(".")[0] ?? "";
}
