// The stacks of tenants: one operation of a tenant at a time, and an end of all of them that loses nothing.
import { destroyStack, type UpResult, upStack } from "slipway/automation";
import { type FleetReport, preview } from "slipway/fleet";

/** What a tenant may be called: a stack, a part of names in AWS and of a file. */
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Names that a tenant may not have, since they mean something else. */
const RESERVED = ["dev", "organization"];

/** A request that cannot be done, with its HTTP status. */
export class TenantError extends Error {
  constructor(
    public readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Where the program is, and with what it runs. */
export interface TenantOptions {
  /** The folder with `Pulumi.yaml` and `fleet.yaml`. */
  directory: string;
  /** Environment variables for the Pulumi CLI and the program, such as `PULUMI_BACKEND_URL`. */
  environmentVariables?: Record<string, string>;
}

/** The stacks of all tenants. */
export class Tenants {
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly cancel = new AbortController();
  private isClosed = false;

  constructor(private readonly options: TenantOptions) {}

  /** Makes the tenant's stack, or brings it up to date, unless a policy stops it. */
  public deploy(tenant: string): Promise<UpResult> {
    return this.alone(tenant, (options) => upStack({ ...options, createStack: true }));
  }

  /** Deletes all that the tenant has, and its stack. */
  public remove(tenant: string): Promise<{ status: string }> {
    return this.alone(tenant, (options) => destroyStack({ ...options, remove: true }));
  }

  /** What all tenants, or one, would have, and what the policies say of it: without the cloud. */
  public async preview(tenant?: string): Promise<FleetReport> {
    if (tenant !== undefined) checkName(tenant);
    return preview({
      file: `${this.options.directory}/fleet.yaml`,
      signal: this.cancel.signal,
      ...(tenant !== undefined && { stacks: [tenant] }),
    });
  }

  /**
   * Takes no more requests, and waits for those that run.
   *
   * @param patience Milliseconds after which they are cancelled: Pulumi then ends what is in flight, and writes its state.
   */
  public async close(patience: number): Promise<void> {
    this.isClosed = true;
    const timer = setTimeout(() => {
      this.cancel.abort();
    }, patience);
    await Promise.allSettled(this.running.values());
    clearTimeout(timer);
  }

  private alone<T>(tenant: string, work: (options: StackOptions) => Promise<T>): Promise<T> {
    checkName(tenant);
    if (this.isClosed) throw new TenantError(503, "the service is about to end");
    if (this.running.has(tenant)) throw new TenantError(409, `'${tenant}' is being worked on`);
    const { directory, environmentVariables = {} } = this.options;
    const { signal } = this.cancel;
    const result = work({ directory, stack: tenant, environmentVariables, signal });
    const done = result.finally(() => this.running.delete(tenant));
    this.running.set(tenant, done);
    return done;
  }
}

interface StackOptions {
  directory: string;
  stack: string;
  environmentVariables: Record<string, string>;
  signal: AbortSignal;
}

function checkName(tenant: string): void {
  if (NAME.test(tenant) && !RESERVED.includes(tenant)) return;
  throw new TenantError(
    400,
    `a tenant's name must be 1 to 31 small letters, digits and hyphens from a letter on, got ${JSON.stringify(tenant.slice(0, 60))}; acme works`,
  );
}
