import type { IncomingMessage } from "node:http";
import type { CallFault } from "../callFault.js";

/** An answer of AWS that says no. */
export interface FaultAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What AWS answers, where it answers at all: each of its protocols has a form of its own. */
export function faultAnswer(
  fault: CallFault,
  { headers }: IncomingMessage,
): FaultAnswer | undefined {
  const service = /Credential=[^/]*\/[^/]*\/[^/]*\/([^/]*)\//.exec(
    headers.authorization ?? "",
  )?.[1];
  switch (fault) {
    case "throttle":
      return service === "ec2"
        ? errorAnswer(503, "RequestLimitExceeded", "Request limit exceeded.", headers)
        : errorAnswer(400, "ThrottlingException", "Rate exceeded", headers);
    case "expired": {
      const text = "The security token included in the request is expired";
      return errorAnswer(403, "ExpiredTokenException", text, headers);
    }
    case "error500":
      return errorAnswer(500, "InternalFailure", "The service failed", headers);
    case "error503":
      return errorAnswer(503, "ServiceUnavailable", "The service is not available", headers);
    case "reset":
    case "lost":
    case "hang":
      return undefined;
  }
}

function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: IncomingMessage["headers"],
): FaultAnswer {
  if (headers["content-type"]?.includes("json") === true) {
    return {
      status,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": code },
      body: JSON.stringify({ __type: code, message }),
    };
  }
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse><Errors>${error}</Errors>${error}</ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body };
}
