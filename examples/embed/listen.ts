// npm start: listens on loopback until SIGTERM or SIGINT; then what runs has a minute to end, and is cancelled.
import { tenantServer } from "./tenantServer.js";
import { Tenants } from "./tenants.js";

const PATIENCE_MILLISECONDS = 60_000;

const tenants = new Tenants({ directory: __dirname });
const server = tenantServer(tenants).listen(Number(process.env.PORT ?? "8080"), "127.0.0.1");

function end(): void {
  server.close();
  void tenants.close(PATIENCE_MILLISECONDS);
}

process.once("SIGTERM", end);
process.once("SIGINT", end);
