/** One capacity provider's share of a service's tasks. */
export interface CapacityProviderStrategyArgs {
  /**
   * Name of the capacity provider: `FARGATE`, `FARGATE_SPOT`, or the name of one of the cluster's instance groups or
   * managed instances.
   */
  capacityProvider: string;
  /**
   * Share of the tasks above `base`, 0 to 1000, relative to the other providers' weights.
   *
   * @default 0
   */
  weight?: number;
  /**
   * Tasks that run on this provider before weights count, 0 to 100000. One provider of a strategy may have a base.
   *
   * @default 0
   */
  base?: number;
}
