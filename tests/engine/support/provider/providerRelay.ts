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
} from "./grpcCall.js";
import {
  connectTo,
  listen,
  pluginFile,
  type ProviderPlugin,
  startPlugin,
} from "./providerPlugin.js";

/** Processes of the plugin, for one environment. */
class PluginPool {
  private readonly plugins: Promise<ProviderPlugin>[] = [];
  private chosen: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Any process: for calls that need no configuration. */
  any(): Promise<ProviderPlugin> {
    return this.plugins[0] ?? this.another();
  }

  /** The process that has a configuration, or one that no engine uses. */
  configured(configuration: string, engine: ClientHttp2Session): Promise<ProviderPlugin> {
    // One after the other, or two of one configuration would start a process each.
    const choice = this.chosen.then(() => this.choose(configuration, engine));
    this.chosen = choice.catch(() => undefined);
    return choice;
  }

  private async choose(configuration: string, engine: ClientHttp2Session): Promise<ProviderPlugin> {
    const plugins = await Promise.all(this.plugins);
    const found =
      plugins.find((plugin) => plugin.configuration === configuration) ??
      plugins.find(({ engines }) => engines.length === 0);
    const plugin = found ?? (await this.another());
    if (plugin.configuration !== configuration) plugin.configured = undefined;
    plugin.configuration = configuration;
    plugin.engines.push(engine);
    return plugin;
  }

  private another(): Promise<ProviderPlugin> {
    const starts = startPlugin(this.file, this.environment);
    this.plugins.push(starts);
    return starts;
  }
}

/** One of an engine's providers, which has a connection of its own. */
class EngineProvider {
  private plugin: ProviderPlugin | undefined;
  private engine: ClientHttp2Session | undefined;

  constructor(
    private readonly pool: PluginPool,
    session: ServerHttp2Session,
  ) {
    session.on("stream", (stream, headers) => {
      stream.on("error", () => undefined);
      this.take(stream, headers).catch((error: unknown) => {
        console.error("the relay to the AWS provider:", error);
        stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      });
    });
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
      this.plugin ??= await this.pool.configured(message.toString("base64"), this.engine);
      give(stream, await configure(this.plugin, headers, message, stream));
    } else {
      const { session } = this.plugin ?? (await this.pool.any());
      await pass(session, headers, message, stream);
    }
  }

  private leave(): void {
    const { plugin, engine } = this;
    if (engine === undefined) return;
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

async function startRelay(file: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const pool = new PluginPool(file, environment);
  // An engine waits some seconds alone for what should run already.
  await pool.any();
  const server = createServer(SETTINGS);
  server.on("session", (session) => new EngineProvider(pool, session));
  return listen(server);
}

const relays = new Map<string, Promise<string>>();

/**
 * What `PULUMI_DEBUG_PROVIDERS` says for an environment, the same for all workspaces of this process; undefined where the
 * engine has to fetch the plugin first.
 *
 * @param environment That of Pulumi's commands; what only one emulator's has, its address, the processes do without.
 */
export async function attachedProviders(
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const file = pluginFile();
  if (file === undefined) return undefined;
  const settings = Object.entries(environment).filter(([name]) => name.startsWith("AWS_PLUGIN_"));
  const key = JSON.stringify(settings.sort());
  // All services that a test uses have their address in the provider's configuration: no other may be reached.
  const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  // Whoever ends what one workspace has left finds it by the backend.
  const own = { ...environment, ...nowhere, PULUMI_BACKEND_URL: "" };
  const relay = relays.get(key) ?? startRelay(file, own);
  relays.set(key, relay);
  const [, port] = (await relay).split(":");
  return `aws:${port}`;
}
