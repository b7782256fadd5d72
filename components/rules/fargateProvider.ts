/** The capacity providers of Fargate, which a cluster has unless its arguments say otherwise. */
export const FARGATE_PROVIDERS: readonly string[] = ["FARGATE", "FARGATE_SPOT"];

/** Whether a capacity provider is one of Fargate; ECS keeps the word for itself. */
export function isFargateProvider(capacityProvider: string): boolean {
  return capacityProvider.startsWith("FARGATE");
}
