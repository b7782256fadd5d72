import type { OperationError } from "../../automation/failure.js";

/**
 * What to do about a failure. `retry`: what failed may work in a moment, and nothing is wrong; `wait`: somebody else holds
 * the stack; `never`: a person has to change something first.
 */
export type ErrorClass = "retry" | "wait" | "never" | "unknown";

/**
 * What errors say, by what to do about them, in this order: a denied call is not tried again although its text may speak
 * of requests. The texts are those of AWS's error codes, of the AWS SDK for Go, on which the provider stands, and of the
 * Pulumi CLI.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const SYMPTOMS: readonly (readonly [ErrorClass, RegExp])[] = [
  [
    "wait",
    /the stack is currently locked by|Another update is currently in progress|\bUpdateInProgressException\b/,
  ],
  [
    "never",
    /\b(?:AccessDenied(?:Exception)?|UnauthorizedOperation|UnrecognizedClient(?:Exception)?|InvalidClientTokenId|ExpiredToken(?:Exception)?|NoCredentialProviders|SignatureDoesNotMatch|AuthFailure|OptInRequired)\b|\[40[13]\]|failed to refresh cached credentials|no valid credential sources|not authorized to perform/,
  ],
  [
    "never",
    /\b(?:ValidationException|ValidationError|InvalidParameter(?:Exception|Value|Combination)?|ClientException|MalformedPolicyDocument|LimitExceeded(?:Exception)?|ServiceQuotaExceededException|QuotaExceeded)\b|failed to (?:validate|verify)|mandatory polic/i,
  ],
  [
    "retry",
    /\b(?:Throttling(?:Exception)?|ThrottledException|TooManyRequests(?:Exception)?|RequestLimitExceeded|RequestThrottled(?:Exception)?|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete)\b|Rate exceeded/,
  ],
  [
    "retry",
    /StatusCode: 5\d\d|\[429\]|\b(?:InternalFailure|InternalError|InternalServerError|ServerException|ServiceUnavailable(?:Exception)?|RequestTimeout(?:Exception)?|RequestTimeTooSkewed)\b|\[50[0234]\]/,
  ],
  [
    "retry",
    /connection re(?:fused|set)|\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN)\b|gave no answer|i\/o timeout|TLS handshake timeout|unexpected EOF|context deadline exceeded|no such host|server misbehaving|broken pipe|network is unreachable|plugin exited|error reading from server: EOF|transport is closing/,
  ],
];

/** What to do about the errors of a stack: what a person has to mend counts most, and what is not known is not retried. */
export function errorClass(errors: readonly OperationError[]): ErrorClass {
  const classes = errors
    .filter(({ message }) => !ECHO.test(message.trim()))
    .map(({ message }) => SYMPTOMS.find(([, says]) => says.test(message))?.[0] ?? "unknown");
  const worst = ["never", "wait", "unknown", "retry"] as const;
  return worst.find((each) => classes.includes(each)) ?? "unknown";
}

/** What the engine says of the whole stack after the error of a resource. */
const ECHO = /^(?:update|destroy|preview|refresh) failed$|^resource .* failed$/;
