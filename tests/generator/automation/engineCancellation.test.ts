import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { cancellationOf } from "../../../generator/automation/engineCancellation.js";

describe("a request to cancel", () => {
  it("goes to an engine that listens at once", () => {
    const request = new AbortController();
    const cancellation = cancellationOf({ signal: request.signal }, "update");
    cancellation.engineListens();
    assert.equal(cancellation.sent, false);
    request.abort();
    assert.equal(cancellation.sent, true);
  });

  it("waits for the engine's first event, since the engine holds the lock before it handles signals", () => {
    const request = new AbortController();
    const cancellation = cancellationOf({ signal: request.signal }, "update");
    request.abort();
    assert.equal(cancellation.signal.aborted, false);
    cancellation.engineListens();
    assert.equal(cancellation.signal.aborted, true);
  });

  it("does not go to an engine that writes its last state", () => {
    const request = new AbortController();
    const cancellation = cancellationOf({ signal: request.signal }, "update");
    cancellation.engineListens();
    cancellation.engineEnds();
    request.abort();
    cancellation.engineListens();
    assert.equal(cancellation.sent, false);
  });

  it("leaves no listener on the caller's signal", () => {
    const request = new AbortController();
    const cancellation = cancellationOf({ signal: request.signal }, "update");
    assert.equal(getEventListeners(request.signal, "abort").length, 1);
    cancellation.dispose();
    assert.equal(getEventListeners(request.signal, "abort").length, 0);
  });
});
