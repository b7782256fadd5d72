import * as pulumi from "@pulumi/pulumi";

/** The service that is looked at. */
const SERVICE = "orders";

/** Listeners have priorities for rules by path alone, of which the service in dev may have one. */
const FIRST_PRIORITY = 20001;
const PRIORITIES = 9999;
const DEV_PRIORITY = 25195;

/** Services begin at different ones, so that requests of the same number seldom meet. */
const OFFSET = 6515;

/** What the environment of a request is called, and which requests it gets. */
export interface Review {
  name: string;
  path: string;
  priority: number;
  urlRewrite: { regex: string; replace: string };
}

/**
 * The review environment of a stack: `pr-7` is that of request 7. Two of the service have nothing in common, and none of
 * them has anything of the service in dev: not the name, the paths or the priority of its rule. The program sees the paths
 * that it sees in dev.
 *
 * @throws {pulumi.RunError} if the stack is called otherwise.
 */
export function reviewOf(stack: string): Review {
  const number = Number(/^pr-([1-9][0-9]{0,6})$/.exec(stack)?.[1]);
  if (Number.isNaN(number)) {
    throw new pulumi.RunError(`a stack of a review environment must be called pr-<number>, got ${stack}; pr-7 works`);
  }
  const name = `${SERVICE}-${stack}`;
  const priority = FIRST_PRIORITY + ((OFFSET + number) % PRIORITIES);
  return {
    name,
    path: `/${name}` + "/orders/*",
    priority: DEV_PRIORITY >= FIRST_PRIORITY && priority >= DEV_PRIORITY ? priority + 1 : priority,
    urlRewrite: { regex: `^/${name}` + "(/.*)$", replace: "$1" },
  };
}
