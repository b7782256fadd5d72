import type { Problem } from "../../rules/problem.js";

/** Kernel parameters of one container, by name. */
export interface SystemControlled {
  name: string;
  systemControls?: Readonly<Record<string, string>> | undefined;
}

/** Kernel parameters that belong to a network or IPC namespace, so that a container may have its own. */
const NAMESPACED =
  /^(net\..+|fs\.mqueue\..+|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced))$/;

/**
 * The first kernel parameter that a container may not set, or that two containers of a task, which share one network,
 * set to different values.
 *
 * @param networkMode Network mode of the task: in `bridge` each container has a network of its own, in `host` none has.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
 */
export function systemControlsProblem(
  containers: readonly SystemControlled[],
  networkMode = "awsvpc",
): Problem | undefined {
  const shared = new Map<string, { value: string; owner: string }>();
  for (const [i, { name, systemControls = {} }] of containers.entries()) {
    for (const [parameter, value] of Object.entries(systemControls)) {
      const path = `containers[${i}].systemControls.${parameter}`;
      if (!NAMESPACED.test(parameter)) {
        const reason = `'systemControls' of container '${name}' may hold net.*, fs.mqueue.* and the kernel.* of shared memory and messages, got "${parameter}"; "net.core.somaxconn" works`;
        return { path, reason };
      }
      const isOfNetwork = parameter.startsWith("net.");
      if (isOfNetwork && networkMode === "host") {
        const reason = `'systemControls' of container '${name}' may hold no net.* when 'networkMode' is host, whose network is the instance's, got "${parameter}"; leave it out`;
        return { path, reason };
      }
      const other = shared.get(parameter);
      if (other && other.value !== value) {
        const reason = `'systemControls' must agree within a task, whose containers share one network, got "${parameter}" as "${other.value}" in '${other.owner}' and "${value}" in '${name}'; leave one out`;
        return { path, reason };
      }
      if (isOfNetwork && networkMode === "awsvpc") shared.set(parameter, { value, owner: name });
    }
  }
  return undefined;
}
