import type { AwsClients } from "./awsClients.js";

/** A call to a service of AWS whose client is no dependency of this package. */
export interface AwsCall {
  /** Name that calls of the service are signed with, as in `autoscaling`. */
  service: string;
  /** For the services that take actions in a form, as in `Action=DescribeAutoScalingGroups`. */
  form?: Record<string, string>;
  /** For those that take JSON: the action with its prefix, as in `secretsmanager.ListSecrets`. */
  target?: string;
  /** For those that have a path for each resource. @default "/" */
  path?: string;
  /** For those that take XML, by POST. */
  xml?: string;
  /** The key that it is signed with, which decides whose account it is in. @default "test" */
  accessKeyId?: string;
  /** What an SDK gives a call, the same one when it repeats it. Default: none. */
  invocationId?: string;
}

/** Calls a service in the emulator, which checks no signature; gives the answer's text, XML or JSON. */
export async function awsCall({ endpoint }: AwsClients, call: AwsCall): Promise<string> {
  const { service, form, target, path = "/", xml, accessKeyId = "test", invocationId } = call;
  const scope = `${accessKeyId}/20200101/eu-west-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const headers = {
    authorization,
    ...(target && { "x-amz-target": target }),
    ...(invocationId && { "amz-sdk-invocation-id": invocationId }),
  };
  const answer = await fetch(`${endpoint}${path}`, {
    headers,
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
    ...(target && { method: "POST", body: "{}" }),
    ...(xml && { method: "POST", body: xml }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} answered ${answer.status}: ${text}`);
  return text;
}

/** All values of an element in an answer of XML, in their order. */
export function xmlValues(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(
    ([, value = ""]) => value,
  );
}
