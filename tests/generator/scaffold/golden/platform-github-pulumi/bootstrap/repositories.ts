/** A repository whose pipelines may deploy. */
export interface Repository {
  /** Name of its service, which is its Pulumi project: all that it makes is named after it. */
  service: string;
  /** Where it is: `owner/name` at GitHub, `group/name` at GitLab. */
  path: string;
  /** What it deploys; `instances` is a service on a cluster of instances of its own, such as one of the template ml-inference. */
  deploys: "service" | "instances" | "platform";
  /** Zone of Route 53 that a service with a host of its own makes its record in. */
  zoneId?: string;
  /** Whether its requests get review environments, by a role that reaches nothing else. */
  reviewEnvironments?: boolean;
}

/** Who may deploy to this account. A new service is a line here, and an update of this program by an administrator. */
export const REPOSITORIES: readonly Repository[] = [
  // { service: "orders", path: "acme/platform", deploys: "platform" },
  // { service: "orders", path: "acme/orders", deploys: "service" },
];
