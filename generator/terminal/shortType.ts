/** A type token without the part that only the SDK needs: `aws:ecs/service:Service` is `aws:ecs:Service`. */
export function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  const folder = module.split("/")[0] ?? "";
  return folder === "index" || folder === provider
    ? `${provider}:${name}`
    : `${provider}:${folder}:${name}`;
}
