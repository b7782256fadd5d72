import type { ClientHttp2Session } from "node:http2";
import { type ProviderPlugin, startPlugin } from "./providerPlugin.js";

/** Processes of the plugin, for one environment. */
export class PluginPool {
  private plugins: Promise<ProviderPlugin>[] = [];
  private chosen: Promise<unknown> = Promise.resolve();
  private spare: Promise<void> = Promise.resolve();

  /** Whether a process is configured for each engine, as on a user's machine, with the calls to AWS that come with it. */
  public configuresEach = false;

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
      plugins.find((plugin) => !this.configuresEach && plugin.configuration === configuration) ??
      plugins.find(({ engines }) => engines.length === 0);
    const plugin = found ?? (await this.another());
    if (this.configuresEach || plugin.configuration !== configuration)
      plugin.configured = undefined;
    plugin.configuration = configuration;
    plugin.engines.push(engine);
    return plugin;
  }

  /**
   * Sees to it that there is another process at once when those are killed that engines use: an engine waits ten seconds for
   * one, which may take longer to start.
   */
  async keepSpare(): Promise<void> {
    await this.spare;
    while (this.plugins.length < 2) await this.another();
  }

  /** Ends the processes that engines use, at once, and starts others for whoever comes next. */
  async kill(): Promise<void> {
    const plugins = await Promise.all(this.plugins);
    const used = plugins.filter(({ engines }) => engines.length > 0);
    if (used.length === 0) return;
    for (const plugin of used) plugin.kill();
    this.plugins = this.plugins.filter((_, i) => !plugins[i] || !used.includes(plugins[i]));
    this.spare = this.startSpare();
    // Whoever keeps a spare is told.
    this.spare.catch(() => undefined);
  }

  /** Ends all. */
  async stop(): Promise<void> {
    await this.spare;
    for (const plugin of await Promise.all(this.plugins)) plugin.kill();
  }

  /** Nobody waits for one that only starts. */
  private async startSpare(): Promise<void> {
    const plugin = await startPlugin(this.file, this.environment);
    this.plugins.push(Promise.resolve(plugin));
  }

  private another(): Promise<ProviderPlugin> {
    const starts = startPlugin(this.file, this.environment);
    this.plugins.push(starts);
    return starts;
  }
}
