import type { Problem } from "../../rules/problem.js";

/**
 * Last words of the options that are keys, passwords and tokens, over the outputs of Fluent Bit and Fluentd and the drivers of
 * Docker: `apikey` of Datadog, `license_key` of New Relic, `http_passwd`, `splunk_token`, `rdkafka.sasl.password`. A path, such
 * as `tls.key_file`, is none.
 */
const KEY =
  /(^|[._-])(api[_-]?key|licen[cs]e[_-]?key|shared[_-]?key|secret([_-](access[_-])?key)?|passw(or)?d|key[_-]passwd|passphrase|token|cloud[_-]auth)$/i;

/** A variable of the router's container, which Fluent Bit fills in. */
const VARIABLE = /\$\{[^}]*\}/;

/**
 * Why an option of a log may not stand in the task definition, which all who may describe it read; nothing when it may. The
 * value is not told.
 *
 * @param options Path of the options, such as `logRouter.options`; secrets belong into `secretOptions` beside it.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-logconfig.html
 */
export function plainLogKeyProblem(
  options: string,
  name: string,
  value: string,
): Problem | undefined {
  if (value === "" || VARIABLE.test(value)) return undefined;
  const isHeader =
    /^headers?$/i.test(name) && /^(authorization|[\w-]*(key|token))[ :]/i.test(value);
  if (!isHeader && !KEY.test(name)) return undefined;
  const list = options.replace(/options$/, "secretOptions");
  const reason = `'${name}' of '${options}' must not stand in plain text, which all who may describe the task definition would read; keep it in SSM or Secrets Manager and name it in '${list}': { "${name}": { parameterName: "/orders/log-key" } } works`;
  return { path: `${options}.${name}`, reason };
}
