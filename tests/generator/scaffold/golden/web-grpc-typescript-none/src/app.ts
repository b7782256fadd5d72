import { join } from "node:path";
import type { handleUnaryCall, ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

/** The service's name in proto/service.proto; the load balancer sends what is asked of its package here. */
export const SERVICE_NAME = "orders.Orders";

/** The calls of the service, as proto/service.proto has them. */
export const SERVICE = loadSync(join(__dirname, "../../proto/service.proto"))[SERVICE_NAME] as ServiceDefinition;

const getStatus: handleUnaryCall<object, { value: string }> = (_call, reply) => reply(null, { value: "ok" });

/** What the service answers. */
export const app: UntypedServiceImplementation = { GetStatus: getStatus };
