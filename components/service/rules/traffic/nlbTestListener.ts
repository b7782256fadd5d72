import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";
import { wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { NlbClients } from "./nlbListener.js";
import { rangeProblem } from "./nlbListener.js";

/** A listener of a service with another for test connections, as far as rules read it. */
export interface TestedListener {
  port: number;
  testListener?: (NlbClients & { port: number }) | undefined;
}

/**
 * Why a network load balancer could not have these listeners for test connections; nothing when it could.
 *
 * @param isShifted Whether ECS moves the service's connections between two target groups.
 */
export function nlbTestListenersProblem(
  listeners: readonly TestedListener[],
  isShifted: boolean,
): Problem | undefined {
  const ports = listeners.map(({ port }) => port);
  return firstProblem(listeners, ({ testListener }, i) => {
    if (!testListener) return undefined;
    const at = `networkLoadBalancer.listeners[${i}].testListener`;
    if (!isShifted) {
      const reason = `'${at}' is for strategy "blueGreen", "canary" or "linear", got port ${testListener.port} with another; leave it out`;
      return { path: at, reason };
    }
    const { port } = testListener;
    const range = wholeNumberProblem(`${at}.port`, port, [1, 65_535], 8443);
    if (range) return range;
    if (ports.includes(port)) {
      const reason = `'${at}.port' must be its own, got ${port} twice; ${freePort(ports)} works`;
      return { path: `${at}.port`, reason };
    }
    ports.push(port);
    return rangeProblem(testListener, at);
  });
}

function freePort(ports: readonly number[]): number {
  let port = 8443;
  while (ports.includes(port)) port += 1;
  return port;
}
