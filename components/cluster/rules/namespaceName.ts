/**
 * Why Cloud Map would refuse the name of an HTTP namespace; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html
 */
export function namespaceNameProblem(
  name: string,
  argument: string,
): { path: string; reason: string } | undefined {
  if (/^[!-~]{1,1024}$/.test(name)) return undefined;
  const reason = `'${argument}' must hold 1 to 1024 visible ASCII characters without spaces, got ${JSON.stringify(name.slice(0, 40))}; "platform.internal" works`;
  return { path: argument, reason };
}
