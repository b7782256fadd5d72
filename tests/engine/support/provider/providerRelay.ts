/**
 * A provider that runs already, for `PULUMI_DEBUG_PROVIDERS`: the AWS plugin takes ten seconds of CPU to start, which is
 * most of what a short update costs, and an engine starts one for every command.
 *
 * Between the engine and the plugin's processes is this relay. It answers `Attach` itself, and sees to it that no two
 * configurations meet in one process: of two providers with other regions or roles each has its own.
 */
import {
  type ClientHttp2Session,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { configurationOf } from "./configurationOf.js";
import {
  type Answer,
  ask,
  FRAME_BYTES,
  give,
  messageOf,
  pass,
  SETTINGS,
  shortAnswer,
  succeeded,
  UNAVAILABLE,
} from "./grpcCall.js";
import { PluginPool } from "./pluginPool.js";
import { connectTo, listen, pluginFile, type ProviderPlugin } from "./providerPlugin.js";

/** One of an engine's providers, which has a connection of its own. */
class EngineProvider {
  private plugin: ProviderPlugin | undefined;
  private engine: ClientHttp2Session | undefined;

  /** What the engine sees when its provider's process is dead: a broken connection. */
  private readonly break = (): void => {
    this.session.destroy();
  };

  constructor(
    private readonly pool: PluginPool,
    private readonly session: ServerHttp2Session,
  ) {
    session.on("stream", (stream, headers) => {
      stream.on("error", () => undefined);
      this.take(stream, headers).catch((error: unknown) => {
        if (stream.destroyed) return;
        console.error("the relay to the AWS provider:", error);
        stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      });
    });
    session.on("error", () => undefined);
    session.once("close", () => {
      this.leave();
    });
  }

  private async take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const message = await messageOf(stream);
    const call = headers[":path"]?.split("/").pop();
    if (call === "Attach") {
      this.engine = connectTo(textOf(message));
      give(stream, shortAnswer());
    } else if (call === "Configure" && this.engine !== undefined) {
      this.plugin ??= await this.pluginFor(message, this.engine);
      give(stream, await configure(this.plugin, headers, message, stream));
    } else if (this.engine === undefined && call !== "Handshake") {
      // An engine whose provider was killed has connected again: no other process takes its place.
      give(stream, UNAVAILABLE);
    } else {
      const { session } = this.plugin ?? (await this.pool.any());
      await pass(session, headers, message, stream);
    }
  }

  private async pluginFor(message: Buffer, engine: ClientHttp2Session): Promise<ProviderPlugin> {
    const plugin = await this.pool.configured(configurationOf(message), engine);
    plugin.session.once("close", this.break);
    return plugin;
  }

  private leave(): void {
    const { plugin, engine } = this;
    if (engine === undefined) return;
    plugin?.session.removeListener("close", this.break);
    plugin?.engines.splice(plugin.engines.indexOf(engine), 1);
    engine.destroy();
  }
}

/** Configures a process once: it takes two seconds of CPU. */
async function configure(
  plugin: ProviderPlugin,
  headers: IncomingHttpHeaders,
  message: Buffer,
  stream: ServerHttp2Stream,
): Promise<Answer> {
  if (plugin.configured !== undefined) return plugin.configured;
  const answer = await ask(plugin.session, headers, message, stream);
  if (succeeded(answer)) plugin.configured = answer;
  return answer;
}

/** The text of a framed message that has one, of at most 127 bytes, as the first field: PluginAttach. */
function textOf(message: Buffer): string {
  return message.subarray(FRAME_BYTES + 2).toString();
}

/** A relay of one environment, and the processes behind it. */
export interface ProviderRelay {
  /** What `PULUMI_DEBUG_PROVIDERS` says. */
  setting: string;
  pool: PluginPool;
}

/**
 * Starts a relay with processes of its own; undefined where the engine has to fetch the plugin first.
 *
 * @param environment That of Pulumi's commands; what only one emulator's has, its address, the processes do without.
 */
export async function startRelay(
  environment: NodeJS.ProcessEnv,
): Promise<ProviderRelay | undefined> {
  const file = pluginFile();
  if (file === undefined) return undefined;
  // All services that a test uses have their address in the provider's configuration: no other may be reached.
  const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  // Whoever ends what one workspace has left finds it by the backend.
  const pool = new PluginPool(file, { ...environment, ...nowhere, PULUMI_BACKEND_URL: "" });
  // An engine waits some seconds alone for what should run already.
  await pool.any();
  const server = createServer(SETTINGS);
  server.on("session", (session) => new EngineProvider(pool, session));
  const [, port = ""] = (await listen(server)).split(":");
  return { setting: `aws:${port}`, pool };
}

const relays = new Map<string, Promise<ProviderRelay | undefined>>();

/** The relay for an environment, the same for all workspaces of this process. */
export function sharedRelay(environment: NodeJS.ProcessEnv): Promise<ProviderRelay | undefined> {
  const settings = Object.entries(environment).filter(([name]) => name.startsWith("AWS_PLUGIN_"));
  const key = JSON.stringify(settings.sort());
  const relay = relays.get(key) ?? startRelay(environment);
  relays.set(key, relay);
  return relay;
}
