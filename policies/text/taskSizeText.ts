/**
 * CPU units of a task's `cpu` as ECS takes it: `256`, `"256"`, `"1 vCPU"`, `".5 vcpu"`; nothing for any other form.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size
 */
export function cpuUnits(value: string | number | boolean): number | undefined {
  return quantity(value, "vcpu");
}

/**
 * MiB of a task's `memory` as ECS takes it: `512`, `"512"`, `"1GB"`, `"0.5 gb"`; nothing for any other form.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size
 */
export function memoryMiB(value: string | number | boolean): number | undefined {
  return quantity(value, "gb");
}

/** Both units hold 1024 of the plain number. */
function quantity(value: string | number | boolean, unit: string): number | undefined {
  const match = /^(\d+|\d*\.\d+)\s*([a-z]*)$/.exec(String(value).trim().toLowerCase());
  if (!match) return undefined;
  const [, digits, suffix] = match;
  if (suffix === "") return Number(digits);
  return suffix === unit ? Number(digits) * 1024 : undefined;
}
