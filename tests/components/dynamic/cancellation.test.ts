import assert from "node:assert/strict";
import { once } from "node:events";
import type { Http2Server } from "node:http2";
import { connect, createServer } from "node:http2";
import type { AddressInfo } from "node:net";

import type { Cancellation } from "../../../components/dynamic/cancellation.js";
import { pause, untilCancelled } from "../../../components/dynamic/cancellation.js";

describe("cancellation", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends the work when ${signal} ends the process, and leaves no handler`, async () => {
      const before = process.listenerCount(signal);
      const ended = await untilCancelled(async (cancelled) => {
        // The runner's own handler must not see it.
        const [end] = process.listeners(signal).slice(-1);
        end?.(signal);
        await pause(3_600_000, cancelled.signal);
        return [cancelled.signal.aborted, cancelled.ending.aborted];
      });
      assert.deepEqual([ended, process.listenerCount(signal)], [[true, true], before]);
    });
  }

  it("leaves no handler behind work that fails", async () => {
    const before = process.listenerCount("SIGINT");
    await assert.rejects(
      untilCancelled(() => Promise.reject(new Error("no"))),
      { message: "no" },
    );
    assert.equal(process.listenerCount("SIGINT"), before);
  });

  it("listens once for all work of the process", async () => {
    const before = process.listenerCount("SIGINT");
    const signals = await untilCancelled(async (first) => {
      const second = await untilCancelled((cancelled) => Promise.resolve(cancelled));
      return [first.signal === second.signal, process.listenerCount("SIGINT") - before];
    });
    assert.deepEqual([signals, process.listenerCount("SIGINT")], [[true, 1], before]);
  });

  describe("by a call of the engine", () => {
    let server: Http2Server;
    beforeEach(async () => {
      server = createServer().on("stream", (stream) => {
        stream.respond();
        stream.end();
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
    });
    afterEach(() => server.close());

    /** Calls a method of the process; gives what the work sees of it then. */
    async function seenOf(path: string, { signal, ending }: Cancellation): Promise<boolean[]> {
      const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      const call = session.request({ ":path": path });
      await once(call.resume().end(), "close");
      session.close();
      return [signal.aborted, ending.aborted];
    }

    it("ends the work, though not the process, and leaves no handler", async () => {
      const cancel = "/pulumirpc.ResourceProvider/Cancel";
      assert.deepEqual(await untilCancelled((cancelled) => seenOf(cancel, cancelled)), [
        true,
        false,
      ]);
      assert.equal(server.listenerCount("stream"), 1);
    });

    it("goes on at any other call", async () => {
      const check = "/pulumirpc.ResourceProvider/Check";
      assert.deepEqual(await untilCancelled((cancelled) => seenOf(check, cancelled)), [
        false,
        false,
      ]);
    });

    it("does without where Node does not list its servers", async () => {
      const own = Object.getOwnPropertyDescriptor(process, "_getActiveHandles");
      assert.ok(own);
      Object.defineProperty(process, "_getActiveHandles", { ...own, value: undefined });
      try {
        const cancel = "/pulumirpc.ResourceProvider/Cancel";
        assert.deepEqual(await untilCancelled((cancelled) => seenOf(cancel, cancelled)), [
          false,
          false,
        ]);
      } finally {
        Object.defineProperty(process, "_getActiveHandles", own);
      }
    });
  });
});
