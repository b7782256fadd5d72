import { maskSecrets, secretTextsIn } from "../../components/rules/secretMask.js";
import type { PreviewResult } from "./previewResult.js";
import { decodeValue, hasSecret, OPENED } from "./wireValue.js";

/** Every value that a program is known to hold secret, so that nothing that leaves its process shows one. */
export class SecretValues {
  private readonly texts = new Set<string>();

  /** All of them, to be noted again in another process of ours. */
  public get all(): string[] {
    return [...this.texts];
  }

  /** Notes a value that is secret as a whole. */
  public note(value: unknown): void {
    for (const text of secretTextsIn(value)) this.texts.add(text);
  }

  /** Notes the secrets in a value that came over the wire. */
  public noteOnWire(value: unknown): void {
    // Few values have any, and to decode one copies it.
    if (!hasSecret(value)) return;
    decodeValue(value, {
      unknown: OPENED.unknown,
      secret: (secret) => {
        this.note(secret);
        return secret;
      },
    });
  }

  /** A message, a stack or a name in which no secret stands. */
  public mask(text: string): string {
    return maskSecrets(text, this.texts);
  }

  /** A text in which everyday words may stand, though one of them is a secret. */
  public maskLong(text: string): string {
    return maskSecrets(text, this.texts, { longOnly: true });
  }

  /** A preview in which no secret stands: also not where a value was made from one and is none itself, such as an ARN. */
  public maskResult({
    stack,
    resources,
    policies,
    outputs,
    warnings,
    ...rest
  }: PreviewResult): PreviewResult {
    const said = warnings && { warnings: warnings.map((one) => this.maskLong(one)) };
    if (this.texts.size === 0) return { stack, resources, policies, outputs, ...said, ...rest };
    return {
      stack,
      resources: resources.map((resource) => ({
        ...resource,
        inputs: this.masked(resource.inputs),
        ...(resource.id !== undefined && { id: this.mask(resource.id) }),
        ...(resource.arn !== undefined && { arn: this.mask(resource.arn) }),
      })),
      policies: {
        ...policies,
        violations: policies.violations.map((violation) => ({
          ...violation,
          message: this.mask(violation.message),
        })),
      },
      outputs: this.masked(outputs),
      ...said,
      ...rest,
    };
  }

  private masked<T>(value: T): T {
    return this.maskedValue(value) as T;
  }

  private maskedValue(value: unknown): unknown {
    if (typeof value === "string") return this.maskLong(value);
    if (Array.isArray(value)) return value.map((item) => this.maskedValue(item));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([key, inner]) => [this.maskLong(key), this.maskedValue(inner)]),
    );
  }
}
