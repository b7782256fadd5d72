/** The capacity providers that every cluster has. */
export const FARGATE_PROVIDERS: readonly string[] = ["FARGATE", "FARGATE_SPOT"];

/** Whether a capacity provider is one of Fargate; ECS keeps the word for itself. */
export function isFargateProvider(capacityProvider: string): boolean {
  return capacityProvider.startsWith("FARGATE");
}
